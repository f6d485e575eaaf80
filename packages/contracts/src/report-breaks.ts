import { BREAK_CODES, BREAK_WORDS, MAY_BE_SET_ASIDE } from '@fairlead/core/report/break-code';
import { z } from 'zod';
import { idempotencyKey } from './act.ts';
import { integerInput } from './decimal.ts';

const breakCode = z.enum(BREAK_CODES);
const PAGE_MAX = 200;
const NUMBER_MAX = 1_000_000;
/** Breaks that are named one by one at most; all of a code at once may be any number. */
const NAMED_MAX = 1_000;

export const reportBreak = z
  .object({
    number: z.int().describe('From 1, in the order of the codes.'),
    code: breakCode,
    message: z.string().describe('The code in words.'),
    order_pk: z.string().nullable(),
    child_id: z.string().nullable(),
    venue_id: z.string().nullable(),
    day: z.string().nullable().describe('A trading day in New York.'),
    execution_id: z.string().nullable(),
    expected: z.string().nullable(),
    found: z.string().nullable(),
    may_be_set_aside: z
      .boolean()
      .describe('Whether a second person may set it aside with a reason; what may not is to be mended.'),
    set_aside: z
      .object({ by: z.string(), reason: z.string(), at: z.string() })
      .nullable()
      .describe('Who has, and why; null while it is open.'),
  })
  .meta({
    id: 'ReportBreak',
    description:
      'Where what a run was made of does not agree: what journal or venue say is `expected`, what the rows say is `found`. What it does not concern is null.',
  });

export const reportBreaksQuery = z.strictObject({
  code: breakCode.optional(),
  after: integerInput(0, NUMBER_MAX).default(0).describe('The `next_after` of the page before.'),
  limit: integerInput(1, PAGE_MAX).default(50),
});

export const reportBreaksPage = z
  .object({ breaks: z.array(reportBreak), next_after: z.int().nullable() })
  .meta({ id: 'ReportBreaksPage' });

export const reportAsideRequest = z
  .strictObject({
    code: breakCode,
    numbers: z.array(z.int().min(1).max(NUMBER_MAX)).min(1).max(NAMED_MAX).nullable().default(null),
    reason: z.string().normalize().trim().min(1).max(500),
    idempotency_key: idempotencyKey.nullish(),
  })
  .meta({
    id: 'ReportAsideRequest',
    description:
      'Sets breaks of one code aside: those of these numbers, or all that are open. Whoever asked for the report does not.',
  });

export const reportAside = z
  .object({
    id: z.uuid(),
    code: breakCode,
    breaks: z.int(),
    reason: z.string(),
    set_by: z.string(),
    set_by_name: z.string(),
    set_at: z.string(),
  })
  .meta({
    id: 'ReportAside',
    description: 'Breaks of a code that were set aside at once, with why. The run and its files stay as they are.',
  });
export const reportAsideTaken = reportAside.extend({ audit_id: z.uuid() }).meta({ id: 'ReportAsideTaken' });

/** A break as it is told, with its code in words. */
export function toldBreak<Break extends { readonly code: keyof typeof BREAK_WORDS }>(found: Break) {
  return { ...found, message: BREAK_WORDS[found.code], may_be_set_aside: MAY_BE_SET_ASIDE[found.code] };
}
