import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import { HANDLING_PARTS } from '@fairlead/core/report/handling-part';
import { REPORT_ITEM_KINDS } from '@fairlead/core/report/report-item';
import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { VENUE_SERVICES } from '@fairlead/core/report/venue-services';
import { z } from 'zod';
import { decimalText, integerInput } from './decimal.ts';

const flag = z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional();

/** Which cell of a report: orders, or what was routed of them, by the keys of its rows. What is left out is every one. */
export const reportCellQuery = z.strictObject({
  kind: z.enum(REPORT_ITEM_KINDS),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM'),
  section: z.enum(REPORT_SECTIONS).optional(),
  held: flag,
  directed: flag,
  venue_id: z.string().min(1).max(100).optional(),
  order_type: z.enum(ORDER_CLASSIFICATIONS).optional(),
  services: z
    .enum(VENUE_SERVICES)
    .optional()
    .describe(
      `Of a report on handling: as what a venue stands there, one of the firm's own routing or of another firm's.`,
    ),
  part: z
    .enum(HANDLING_PARTS)
    .optional()
    .describe('Of a report on handling: only what was so sent (IOC, FURTHER_ROUTABLE) or so executed.'),
});
export const reportItemsQuery = reportCellQuery.extend({
  after: z.string().max(800).optional().describe('The `next_after` of the page before.'),
  limit: integerInput(1, 500).default(100),
});

const reportItem = z
  .object({
    held: z.boolean(),
    directed: z.boolean(),
    venue_id: z.string().describe('Empty of an order.'),
    order_type: z.string(),
    source_table: z.string(),
    source_id: z.string(),
    order_pk: z.string(),
    symbol: z.string(),
    routed: z.boolean().describe('False where it only executed in this month.'),
    shares: decimalText,
    fees: decimalText,
    rebates: decimalText,
    pfof: decimalText,
    profit_sharing: decimalText,
    part_shares: decimalText
      .nullable()
      .describe('Where a part is asked for: how many shares of the row were so sent or so executed.'),
  })
  .meta({
    id: 'ReportItem',
    description:
      'A row of a cell: an order, or one that was routed to a venue. Shares and US dollars exactly as they are summed up.',
  });

export const reportItemPage = z.object({ items: z.array(reportItem), next_after: z.string().nullable() }).meta({
  id: 'ReportItemPage',
  description: 'Rows of a cell in the order of their keys; `next_after` is null at the end.',
});
