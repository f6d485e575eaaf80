import { CHOICE_KINDS, REPORT_CHOICES } from '@fairlead/core/report/report-choice';
import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import { z } from 'zod';
import { idempotencyKey } from './act.ts';

const words = (least: number, most: number) => z.string().normalize().trim().min(least).max(most);
const audited = { audit_id: z.uuid() };

/** What holds of each choice, as a run keeps it; one that is not in it is as an installation begins. */
export const chosenValues = z.partialRecord(
  z.enum(REPORT_CHOICES),
  z.object({ value: z.string(), source: z.string().nullable(), effective_from: z.string().nullable() }),
);

const choice = {
  name: z.enum(REPORT_CHOICES),
  /** An ISO date: from then on reports of a time that ends on it or later have this. */
  effective_from: z.iso.date(),
  /** One of its values; of some codes these with spaces between, empty for none of them. */
  value: words(0, 500),
  /** Where the firm has seen that it is so; null where nobody has, and it stays unverified. */
  source: words(1, 500).nullable().default(null),
};

export const reportChoiceRequest = z
  .strictObject({ ...choice, reason: words(1, 500), idempotency_key: idempotencyKey.nullish() })
  .meta({
    id: 'ReportChoiceRequest',
    description:
      'What the firm chooses from a day on where no public source was seen; a choice of a day that is there is replaced.',
  });

export const reportChoice = z
  .object({ ...choice, reason: z.string(), author: z.string(), created_at: z.string() })
  .meta({ id: 'ReportChoice' });

export const reportChoiceTaken = reportChoice.extend(audited).meta({ id: 'ReportChoiceTaken' });

export const reportChoicesView = z
  .object({
    choices: z.array(
      z.object({
        name: z.enum(REPORT_CHOICES),
        report: z.enum(REPORT_KINDS).describe('Which report rests on it.'),
        note: z.string(),
        kind: z.enum(CHOICE_KINDS),
        values: z.array(z.string()).describe('The codes that there are; none of what is no code.'),
        today: z.object({
          value: z.string(),
          source: z.string().nullable().describe('Null where nobody has seen one: it is unverified.'),
          effective_from: z.string().nullable().describe('Null where it is what an installation begins with.'),
        }),
        rows: z.array(reportChoice),
      }),
    ),
  })
  .meta({
    id: 'ReportChoicesView',
    description:
      'Every choice with what it decides, what it can be, what holds today, and all that was chosen, the latest day first.',
  });
