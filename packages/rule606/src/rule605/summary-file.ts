import { formatScaled } from '@fairlead/core/money/scaled';
import { SUMMARY_FIGURES, SUMMARY_HEADER, type SummaryRow } from './summary-columns.ts';

const DECIMALS = 6;
const LINE_END = '\r\n';

/** The summary file: names, then a line a row, divided by commas (SEC, "Order Execution Summary Technical Specification", III). */
export function summaryFile(rows: readonly SummaryRow[]): string {
  return [SUMMARY_HEADER, ...rows.map(cellsOf)].map((cells) => `${cells.join(',')}${LINE_END}`).join('');
}

/** The name of the summary of an entity for a month, `YYYY-MM`. */
export function summaryFileName(entity: string, month: string): string {
  return `${entity}${month.replace('-', '')}.csv`;
}

function cellsOf({ participant, entity, month, sp500, size, type, figures }: SummaryRow): string[] {
  const written = SUMMARY_FIGURES.map((name) => {
    const figure = figures.get(name);
    return figure === undefined ? '' : formatScaled(figure, DECIMALS);
  });
  return [participant, entity, month, sp500, size, type, ...written];
}
