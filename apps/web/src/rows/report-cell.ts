import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import { HANDLING_PARTS } from '@fairlead/core/report/handling-part';
import { REPORT_ITEM_KINDS } from '@fairlead/core/report/report-item';
import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { VENUE_SERVICES } from '@fairlead/core/report/venue-services';
import { z } from 'zod';

/** A cell of a report: which of its rows a figure is made of. Null is every one. */
export const reportCell = z.object({
  kind: z.enum(REPORT_ITEM_KINDS),
  /** Its first day, an ISO date. */
  month: z.iso.date(),
  section: z.enum(REPORT_SECTIONS).nullable(),
  held: z.boolean().nullable(),
  directed: z.boolean().nullable(),
  venueId: z.string().max(100).nullable(),
  orderType: z.enum(ORDER_CLASSIFICATIONS).nullable(),
  /** As what a venue stands in a report on handling. */
  services: z.enum(VENUE_SERVICES).nullable(),
  /** Of a report on handling: only what was so sent or so executed. */
  part: z.enum(HANDLING_PARTS).nullable(),
});
export type ReportCell = z.infer<typeof reportCell>;

/** The key of a row, after which the next page begins. Ids of what was imported are made of its names, and have no version as those of ours do. */
export const reportItemKey = z.object({ cell: z.string().max(20), source_id: z.guid() });

/** A row of a cell: an order, or what of one went to a venue. Shares and US dollars are exact decimal texts. */
export const reportItem = reportItemKey.extend({
  held: z.boolean(),
  directed: z.boolean(),
  venue_id: z.string(),
  order_type: z.string(),
  source_table: z.string(),
  order_pk: z.string(),
  symbol: z.string(),
  routed: z.boolean(),
  shares: z.string(),
  fees: z.string(),
  rebates: z.string(),
  pfof: z.string(),
  profit_sharing: z.string(),
  /** Of a cell that is of a part: the shares of the row that are. */
  part_shares: z.string().nullable(),
});
export type ReportItem = z.infer<typeof reportItem>;

/** What the rows of a cell come to. */
export const cellSums = z.object({
  rows: z.number(),
  routed: z.number(),
  shares: z.string(),
  fees: z.string(),
  rebates: z.string(),
  pfof: z.string(),
  profit_sharing: z.string(),
  part_shares: z.string().nullable(),
  /** Rebates less fees of liquidity that was provided or removed, US dollars, and the time of what provided it, microseconds. */
  part_net: z.string().nullable(),
  part_us: z.string().nullable(),
});
export type CellSums = z.infer<typeof cellSums>;
