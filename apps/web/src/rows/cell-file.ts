import type { CoveredCell } from './execution-figures';
import type { ReportCell } from './report-cell';

/** Where all rows of a cell are had as a file. */
export function itemsFileHref(runId: string, cell: ReportCell): string {
  const { kind, month, section, held, directed, venueId: venue_id, orderType: order_type, services, part } = cell;
  const asked = { kind, month: month.slice(0, 7), section, held, directed, venue_id, order_type, services, part };
  return `/api/reports/${runId}/items?${queryOf(asked)}`;
}

/** Where all orders of a place of a report of Rule 605 are had as a file. */
export function ordersFileHref(runId: string, cell: CoveredCell): string {
  const asked = cell.cell === 'SUMMARY' ? { ...cell, sp500: cell.sp500 ? 'Y' : 'N' } : cell;
  return `/api/reports/${runId}/orders?${queryOf(asked)}`;
}

function queryOf(asked: object): string {
  const said = Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  return new URLSearchParams(said).toString();
}
