import { z } from 'zod';
import { integerInput } from './decimal.ts';

/** The kinds of places in a report of Rule 605 that orders are asked for of. */
export const REPORT_ORDER_CELLS = ['DETAIL', 'SUMMARY', 'LEFT_OUT'] as const;

/**
 * Of which orders of a report: DETAIL of a row of the detailed file (symbol, lot, size, type as MXXNN), SUMMARY of a row of the summary (sp500, type M or ML, size,
 * 199999 for all below 200,000), LEFT_OUT of those that are not covered for a reason.
 */
export const reportOrderCellQuery = z.strictObject({
  cell: z.enum(REPORT_ORDER_CELLS),
  symbol: z.string().min(1).max(40).optional(),
  lot: z.string().max(10).optional(),
  size: integerInput(0, 200_000).optional(),
  type: z.string().max(5).optional(),
  sp500: z.enum(['Y', 'N']).optional(),
  reason: z.string().max(30).optional(),
});
export const reportOrdersQuery = reportOrderCellQuery.extend({
  after: z
    .string()
    .regex(/^[^|]{1,40}\|\d{1,6}\|[0-9a-f-]{36}\|\d{1,9}$/)
    .optional()
    .describe('The `next_after` of the page before.'),
  limit: integerInput(1, 500).default(100),
});
export type ReportOrdersQuery = z.infer<typeof reportOrdersQuery>;

export const reportOrder = z
  .object({
    source_table: z.enum(['orders', 'imported_orders']),
    order_pk: z.guid().describe('Of an imported order an id without a version.'),
    terms: z
      .int()
      .positive()
      .describe('Which of its terms, from 1: each replacement of an order of ours begins another covered order.'),
    symbol: z.string(),
    left_out: z
      .string()
      .nullable()
      .describe('Why the report does not cover it; null where it does, and the next four then say where it is.'),
    lot: z.string().nullable(),
    size: z.int().nullable(),
    type: z.string().nullable(),
    started_at: z.string().nullable().describe('When its clock started.'),
    sp500: z.boolean(),
    quantity: z.string(),
    executed: z.string(),
  })
  .meta({
    id: 'ReportOrder',
    description: 'An order of a report: our own (`orders`) or an imported one. Quantities are decimal texts.',
  });

export const reportOrdersPage = z
  .object({ orders: z.array(reportOrder), next_after: z.string().nullable() })
  .meta({ id: 'ReportOrdersPage', description: 'Orders of a cell in the order of their keys.' });
