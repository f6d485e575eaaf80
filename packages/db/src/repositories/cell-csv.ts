import { csvText } from '@fairlead/rule606/csv/csv-text';
import type { CoveredCell, CoveredItem, CoveredItemsRepository } from './covered-items-repository.ts';
import type { ReportCell, ReportItem, ReportItemsRepository } from './report-items-repository.ts';

/** Rows that are read, and written, together. */
const AT_ONCE = 2_000;

type Columns<Row> = readonly (readonly [header: string, value: (row: Row) => string])[];

const flag = (is: boolean) => (is ? 'Y' : 'N');
/** What an imported file has named stands as text, also where a spreadsheet would take it for a formula. */
const text = (value: string) => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

const ITEM: Columns<ReportItem> = [
  ['order_pk', ({ order_pk }) => order_pk],
  ['source_table', ({ source_table }) => source_table],
  ['source_id', ({ source_id }) => source_id],
  ['symbol', ({ symbol }) => text(symbol)],
  ['held', ({ held }) => flag(held)],
  ['directed', ({ directed }) => flag(directed)],
  ['order_type', ({ order_type }) => order_type],
  ['venue_id', ({ venue_id }) => text(venue_id)],
  ['routed_in_month', ({ routed }) => flag(routed)],
  ['shares', ({ shares }) => shares],
  ['shares_of_part', ({ part_shares }) => part_shares ?? ''],
  ['fees_usd', ({ fees }) => fees],
  ['rebates_usd', ({ rebates }) => rebates],
  ['payment_for_order_flow_usd', ({ pfof }) => pfof],
  ['profit_sharing_usd', ({ profit_sharing }) => profit_sharing],
];
const COVERED: Columns<CoveredItem> = [
  ['order_pk', ({ source_id }) => source_id],
  ['source_table', ({ source_table }) => source_table],
  // A replaced order is more than one, and has a line for each.
  ['terms', ({ terms }) => String(terms)],
  ['symbol', ({ symbol }) => text(symbol)],
  ['sp500', ({ sp500 }) => flag(sp500)],
  ['left_out', ({ left_out }) => left_out],
  ['lot', ({ lot }) => lot],
  ['order_type', ({ order_type }) => order_type],
  ['order_size_usd', ({ left_out, order_size }) => (left_out === '' ? String(order_size) : '')],
  ['started_at', ({ started_at_us: us }) => (us === null ? '' : new Date(us / 1_000).toISOString())],
  ['quantity', ({ quantity }) => quantity],
  ['executed', ({ executed }) => executed],
];

/** The rows of a cell as the pieces of a CSV file (RFC 4180), in the order of their keys; a page of them is held at a time. */
export function itemsCsv(items: ReportItemsRepository, runId: string, cell: ReportCell): AsyncGenerator<string> {
  return pieces<ReportItem>(ITEM, (after) => items.page(runId, cell, { after, limit: AT_ONCE }));
}

/** The orders of a cell of a report of Rule 605, likewise. Times are UTC. */
export function coveredCsv(covered: CoveredItemsRepository, runId: string, cell: CoveredCell): AsyncGenerator<string> {
  return pieces<CoveredItem>(COVERED, (after) => covered.page(runId, cell, { after, limit: AT_ONCE }));
}

async function* pieces<Row>(
  columns: Columns<Row>,
  pageAfter: (after: Row | null) => Promise<readonly Row[]>,
): AsyncGenerator<string> {
  yield csvText([columns.map(([header]) => header)]);
  let after: Row | null = null;
  for (;;) {
    const rows: readonly Row[] = await pageAfter(after);
    if (rows.length > 0) yield csvText(rows.map((row) => columns.map(([, value]) => value(row))));
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1) ?? null;
  }
}
