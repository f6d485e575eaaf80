import { BREAK_CODES, BREAK_WORDS } from '@fairlead/core/report/break-code';
import { z } from 'zod';
import { integerInput } from './decimal.ts';

const breakCode = z.enum(BREAK_CODES);
const PAGE_MAX = 200;
const NUMBER_MAX = 1_000_000;

/** Where what a run was made of does not agree: what journal or venue say is `expected`, what the rows say is `found`. What it does not concern is null. */
export const reportBreak = z
  .object({
    /** From 1, in the order of the codes. */
    number: z.int(),
    code: breakCode,
    /** The code in words. */
    message: z.string(),
    order_pk: z.string().nullable(),
    child_id: z.string().nullable(),
    venue_id: z.string().nullable(),
    /** A trading day in New York. */
    day: z.string().nullable(),
    execution_id: z.string().nullable(),
    expected: z.string().nullable(),
    found: z.string().nullable(),
  })
  .meta({ id: 'ReportBreak' });

export const reportBreaksQuery = z.strictObject({
  code: breakCode.optional(),
  /** The `next_after` of the page before. */
  after: integerInput(0, NUMBER_MAX).default(0),
  limit: integerInput(1, PAGE_MAX).default(50),
});

export const reportBreaksPage = z
  .object({ breaks: z.array(reportBreak), next_after: z.int().nullable() })
  .meta({ id: 'ReportBreaksPage' });

/** A break as it is told, with its code in words. */
export function toldBreak<Break extends { readonly code: keyof typeof BREAK_WORDS }>(found: Break) {
  return { ...found, message: BREAK_WORDS[found.code] };
}
