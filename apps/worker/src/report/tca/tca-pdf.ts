import { BENCHMARK_GAPS, BENCHMARKS, type TcaCost } from '@fairlead/core/analytics/benchmark';
import { COST_NAMES, GAP_WORDS, HOW_TO_READ_COSTS, TCA_PART_NAMES } from '@fairlead/core/analytics/tca-names';
import {
  type BenchmarkFigures,
  TCA_DIMENSIONS,
  type TcaFigures,
  type TcaTally,
} from '@fairlead/core/analytics/tca-tally';
import { INK, QUIET } from '../pdf/colors.ts';
import { drawEdges } from '../pdf/edges.ts';
import { Sheet, type TextStyle } from '../pdf/sheet.ts';
import { drawTable, type Table } from '../pdf/table.ts';

/** What the pages tell: whose orders (null: everybody's, and all of a client's customers), from the first day to the one after the last, ISO dates. */
export interface TcaReport {
  readonly bd: string;
  readonly clientId: string | null;
  readonly customerId: string | null;
  readonly from: string;
  readonly to: string;
  readonly simulated: boolean;
  readonly tally: Pick<TcaTally, 'markets' | 'by'>;
}

const TITLE: TextStyle = { font: 'bold', size: 16, color: INK };
const FIRM: TextStyle = { font: 'bold', size: 12, color: INK };
const HEADING: TextStyle = { font: 'bold', size: 10, color: INK };
const NOTE: TextStyle = { font: 'regular', size: 7.5, color: QUIET };
/** A heading with the head of its table and two rows. */
const SECTION_ROOM = 90;
/** So many rows of a kind are printed, the largest; the figures of the run have all. */
const ROWS_MOST = 60;
const REPORT_TITLE = 'Transaction costs';
const NOTICE = 'SIMULATED ORDERS: a demonstration';
const SIZES_ARE =
  'Sizes of orders are lower bounds in their currency. Beside each cost stands of how many orders it is.';

/** The costs of orders as a document to read and to print. Equal orders are equal bytes: it bears the day on which its time ends. */
export function tcaPdf(report: TcaReport): Promise<Buffer> {
  const { bd, from, to, simulated, tally } = report;
  const period = `${from} to ${dayBefore(to)}`;
  const sheet = new Sheet({ title: `${bd}: ${REPORT_TITLE}, ${period}`, author: bd, at: new Date(`${to}T00:00:00Z`) });
  const nothing = () => undefined;
  sheet.flow(REPORT_TITLE, TITLE, nothing);
  sheet.flow(bd, FIRM, nothing);
  sheet.flow(`${whoseText(report)}, ${period}`, FIRM, nothing);
  sheet.y += 3;
  sheet.flow(`${HOW_TO_READ_COSTS} ${SIZES_ARE}`, NOTE, nothing);
  sheet.y += 8;
  const markets = tally.markets();
  if (markets.length === 0) sheet.flow('No orders were received in this time.', HEADING, nothing);
  else drawSection(sheet, 'All orders', markets);
  for (const dimension of TCA_DIMENSIONS) {
    const rows = tally.by(dimension);
    if (rows.length > 0) drawSection(sheet, TCA_PART_NAMES[dimension], rows);
  }
  const edges = { notice: simulated ? NOTICE : null, title: REPORT_TITLE, left: bd, right: period };
  return sheet.finish((page, pages) => drawEdges(sheet, { ...edges, page, pages }));
}

function whoseText({ clientId, customerId }: TcaReport): string {
  if (clientId === null) return 'All clients';
  return customerId === null ? `Client ${clientId}` : `Client ${clientId}, customer ${customerId}`;
}

function drawSection(sheet: Sheet, name: string, rows: readonly TcaFigures[]): void {
  if (sheet.room < SECTION_ROOM) sheet.newPage();
  sheet.entry(name, null);
  sheet.flow(name, HEADING, () => undefined);
  sheet.y += 2;
  const largest = rows.length <= ROWS_MOST ? rows : rows.toSorted((a, b) => Number(b.notional) - Number(a.notional));
  drawTable(sheet, tableOf(largest.slice(0, ROWS_MOST)), () => undefined);
  drawLeft(sheet, largest.slice(0, ROWS_MOST));
  if (rows.length > ROWS_MOST)
    sheet.flow(`The ${ROWS_MOST} largest of ${rows.length}; the figures of the run have all.`, NOTE, () => undefined);
  const missing = missingText(rows);
  if (missing !== '') sheet.flow(missing, NOTE, () => undefined);
  sheet.y += 8;
}

/** What was left of the orders that were not executed whole, and what that and the orders as a whole cost. */
function drawLeft(sheet: Sheet, rows: readonly TcaFigures[]): void {
  const left = rows.filter((row) => row.left_orders > 0);
  if (left.length === 0) return;
  if (sheet.room < SECTION_ROOM) sheet.newPage();
  sheet.y += 4;
  sheet.flow('Not executed whole', NOTE, () => undefined);
  drawTable(sheet, leftTableOf(left), () => undefined);
}

const LEFT_COSTS = ['OPPORTUNITY', 'SHORTFALL'] as const;

function leftTableOf(rows: readonly TcaFigures[]): Table {
  const left = { align: 'left' as const };
  const right = { align: 'right' as const };
  return {
    columns: [
      ...[120, 70].map((width) => ({ width, ...left })),
      ...[50, 82, 80, 70, 45, 80, 70, 45].map((width) => ({ width, ...right })),
    ],
    head: [
      [
        ...['', 'Market', 'Orders', 'Left'].map((text) => ({ text, span: 1 })),
        ...LEFT_COSTS.map((cost) => ({ text: COST_NAMES[cost], span: 3 })),
      ],
      ['', '', '', '', ...LEFT_COSTS.flatMap(() => ['cost', 'bps', 'of'])].map((text) => ({ text, span: 1 })),
    ],
    rows: rows.map(({ key, currency, unit, ...row }) => [
      ...[key ?? '', `${currency} ${unit}`, String(row.left_orders), row.left_quantity],
      ...[row.opportunity, row.shortfall].flatMap((cost) => [
        cost.orders === 0 ? '' : cents(cost.cost),
        ...costCells(cost),
      ]),
    ]),
  };
}

function costCells({ cost_bps: bps, orders }: BenchmarkFigures): string[] {
  return [bps === null ? '' : Number(bps).toFixed(2), orders === 0 ? '' : String(orders)];
}

function tableOf(rows: readonly TcaFigures[]): Table {
  const left = { align: 'left' as const };
  const right = { align: 'right' as const };
  const widths = [70, 50, 60, 96, 66];
  return {
    columns: [
      { width: 120, ...left },
      { width: 70, ...left },
      ...widths.map((width) => ({ width, ...right })),
      ...BENCHMARKS.flatMap(() => [
        { width: 34, ...right },
        { width: 26, ...right },
      ]),
    ],
    head: [
      [
        ...['', 'Market', 'Orders', 'Filled', 'Executed', 'Notional', 'Fees'].map((text) => ({ text, span: 1 })),
        ...BENCHMARKS.map((benchmark) => ({ text: COST_NAMES[benchmark], span: 2 })),
      ],
      [...widths, 0, 0]
        .map(() => ({ text: '', span: 1 }))
        .concat(BENCHMARKS.flatMap(() => ['bps', 'of'].map((text) => ({ text, span: 1 })))),
    ],
    rows: rows.map(({ key, currency, unit, benchmarks, ...row }) => [
      key ?? '',
      `${currency} ${unit}`,
      ...[String(row.orders), String(row.filled_orders), row.filled_quantity, cents(row.notional), cents(row.fees)],
      ...BENCHMARKS.flatMap((benchmark) => costCells(benchmarks[benchmark])),
    ]),
  };
}

/** Money with two decimals, for reading: the CSV has all of them. */
function cents(text: string): string {
  return Number(text).toFixed(2);
}

/** Of how many orders of all rows a cost is not known, and why; a shortfall is not where one of its parts is not. */
function missingText(rows: readonly TcaFigures[]): string {
  const of = (cost: Exclude<TcaCost, 'SHORTFALL'>, row: TcaFigures) =>
    cost === 'OPPORTUNITY' ? row.opportunity : row.benchmarks[cost];
  const told = [...BENCHMARKS, 'OPPORTUNITY' as const].flatMap((cost) =>
    BENCHMARK_GAPS.flatMap((gap) => {
      const count = rows.reduce((sum, row) => sum + (of(cost, row).missing[gap] ?? 0), 0);
      return count === 0 ? [] : [`${COST_NAMES[cost]}, ${count} orders: ${GAP_WORDS[gap].why}`];
    }),
  );
  return told.length === 0 ? '' : `Not measured. ${told.join('; ')}.`;
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}
