import { z } from 'zod';

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    trace_id: z.string(),
    sent: z
      .boolean()
      .optional()
      .describe('With NOT_DURABLE: whether what was asked has been done at the venues all the same.'),
    audit_id: z
      .string()
      .optional()
      .describe('With NOT_DURABLE: under what id the audit tells of it, once that is written.'),
  })
  .meta({ id: 'Problem', description: 'An RFC 9457 problem document with the closed code that a program can act on.' });
export type Problem = z.infer<typeof problem>;
