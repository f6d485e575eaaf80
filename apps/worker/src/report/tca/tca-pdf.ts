import { BENCHMARK_GAPS, BENCHMARKS, type TcaCost } from '@fairlead/core/analytics/benchmark';
import { CUT_NAMES, keyName, marketName } from '@fairlead/core/analytics/dimension-names';
import { COST_NAMES, GAP_WORDS, HOW_TO_READ_COSTS, TCA_PART_NAMES } from '@fairlead/core/analytics/tca-names';
import {
  type BenchmarkFigures,
  TCA_DIMENSIONS,
  type TcaDimension,
  type TcaFigures,
  type TcaTally,
} from '@fairlead/core/analytics/tca-tally';
import { groupedText, roundedText } from '@fairlead/core/money/decimal-text';
import { INK, QUIET } from '../pdf/colors.ts';
import { drawEdges } from '../pdf/edges.ts';
import { Sheet, type TextStyle } from '../pdf/sheet.ts';
import { type Column, drawTable, type Table } from '../pdf/table.ts';

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
const COUNTS_ARE = 'Beside each cost stands of how many orders it is.';

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
  sheet.flow(`${HOW_TO_READ_COSTS} ${COUNTS_ARE}`, NOTE, nothing);
  sheet.y += 8;
  const markets = tally.markets();
  if (markets.length === 0) sheet.flow('No orders were received in this time.', HEADING, nothing);
  else drawSection(sheet, null, markets);
  for (const dimension of TCA_DIMENSIONS) {
    const rows = tally.by(dimension);
    if (rows.length > 0) drawSection(sheet, dimension, rows);
  }
  const edges = { notice: simulated ? NOTICE : null, title: REPORT_TITLE, left: bd, right: period };
  return sheet.finish((page, pages) => drawEdges(sheet, { ...edges, page, pages }));
}

function whoseText({ clientId, customerId }: TcaReport): string {
  if (clientId === null) return 'All clients';
  return customerId === null ? `Client ${clientId}` : `Client ${clientId}, customer ${customerId}`;
}

/** All orders by market (null), or what a dimension tells apart. */
function drawSection(sheet: Sheet, dimension: TcaDimension | null, rows: readonly TcaFigures[]): void {
  const name = dimension === null ? 'All orders' : TCA_PART_NAMES[dimension];
  if (sheet.room < SECTION_ROOM) sheet.newPage();
  sheet.entry(name, null);
  sheet.flow(name, HEADING, () => undefined);
  sheet.y += 2;
  const largest = rows.length <= ROWS_MOST ? rows : rows.toSorted((a, b) => Number(b.notional) - Number(a.notional));
  const names = namesOf(dimension, rows);
  drawTable(sheet, tableOf(largest.slice(0, ROWS_MOST), names), () => undefined);
  drawLeft(sheet, largest.slice(0, ROWS_MOST), names);
  if (rows.length > ROWS_MOST)
    sheet.flow(`The ${ROWS_MOST} largest of ${rows.length}; the figures of the run have all.`, NOTE, () => undefined);
  const missing = missingText(rows);
  if (missing !== '') sheet.flow(missing, NOTE, () => undefined);
  sheet.y += 8;
}

/** What stands before the figures of a row. */
interface RowNames {
  readonly columns: readonly Column[];
  readonly heads: readonly string[];
  readonly of: (row: TcaFigures) => readonly string[];
}

/** Points, of one name or of two. */
const NAMES_WIDE = [120, 70];

/** A row is named by its market, or by its key; by both where there are several markets. */
function namesOf(dimension: TcaDimension | null, rows: readonly TcaFigures[]): RowNames {
  const [wide = 0, narrow = 0] = NAMES_WIDE;
  const one = [{ width: wide + narrow, align: 'left' as const }];
  if (dimension === null) return { columns: one, heads: ['Market'], of: (row) => [marketName(row)] };
  const key = (row: TcaFigures) => keyName(dimension, row.key);
  if (new Set(rows.map(marketName)).size < 2)
    return { columns: one, heads: [CUT_NAMES[dimension]], of: (row) => [key(row)] };
  const two = NAMES_WIDE.map((width) => ({ width, align: 'left' as const }));
  return { columns: two, heads: [CUT_NAMES[dimension], 'Market'], of: (row) => [key(row), marketName(row)] };
}

/** What was left of the orders that were not executed whole, and what that and the orders as a whole cost. */
function drawLeft(sheet: Sheet, rows: readonly TcaFigures[], names: RowNames): void {
  const left = rows.filter((row) => row.left_orders > 0);
  if (left.length === 0) return;
  if (sheet.room < SECTION_ROOM) sheet.newPage();
  sheet.y += 4;
  sheet.flow('Not executed whole', NOTE, () => undefined);
  sheet.y += 2;
  drawTable(sheet, leftTableOf(left, names), () => undefined);
}

const LEFT_COSTS = ['OPPORTUNITY', 'SHORTFALL'] as const;
const rightOf = (width: number): Column => ({ width, align: 'right' });
const single = (texts: readonly string[]) => texts.map((text) => ({ text, span: 1 }));
const none = (count: number) => single(Array.from({ length: count }, () => ''));

function leftTableOf(rows: readonly TcaFigures[], names: RowNames): Table {
  return {
    columns: [...names.columns, ...[50, 82, 80, 70, 45, 80, 70, 45].map(rightOf)],
    head: [
      [
        ...single([...names.heads, 'Orders', 'Left']),
        ...LEFT_COSTS.map((cost) => ({ text: COST_NAMES[cost], span: 3 })),
      ],
      [...none(names.heads.length + 2), ...single(LEFT_COSTS.flatMap(() => ['cost', 'bps', 'of']))],
    ],
    rows: rows.map((row) => [
      ...[...names.of(row), counted(row.left_orders), groupedText(row.left_quantity)],
      ...[row.opportunity, row.shortfall].flatMap((cost) => [
        cost.orders === 0 ? '' : cents(cost.cost),
        ...costCells(cost),
      ]),
    ]),
  };
}

function costCells({ cost_bps: bps, orders }: BenchmarkFigures): string[] {
  return [bps === null ? '' : roundedText(bps, 2), orders === 0 ? '' : counted(orders)];
}

function tableOf(rows: readonly TcaFigures[], names: RowNames): Table {
  const heads = ['Orders', 'Filled', 'Executed', 'Notional', 'Fees'];
  return {
    columns: [
      ...names.columns,
      ...[50, 50, 68, 96, 60].map(rightOf),
      ...BENCHMARKS.flatMap(() => [rightOf(36), rightOf(30)]),
    ],
    head: [
      [
        ...single([...names.heads, ...heads]),
        ...BENCHMARKS.map((benchmark) => ({ text: COST_NAMES[benchmark], span: 2 })),
      ],
      [...none(names.heads.length + heads.length), ...single(BENCHMARKS.flatMap(() => ['bps', 'of']))],
    ],
    rows: rows.map((row) => [
      ...[...names.of(row), counted(row.orders), counted(row.filled_orders), groupedText(row.filled_quantity)],
      ...[cents(row.notional), cents(row.fees)],
      ...BENCHMARKS.flatMap((benchmark) => costCells(row.benchmarks[benchmark])),
    ]),
  };
}

const counted = (count: number): string => groupedText(String(count));

/** Money with two decimals, for reading: the CSV has all of them. */
const cents = (text: string): string => groupedText(roundedText(text, 2));

/** Of how many orders of all rows a cost is not known, and why; a shortfall is not where one of its parts is not. */
function missingText(rows: readonly TcaFigures[]): string {
  const of = (cost: Exclude<TcaCost, 'SHORTFALL'>, row: TcaFigures) =>
    cost === 'OPPORTUNITY' ? row.opportunity : row.benchmarks[cost];
  const told = [...BENCHMARKS, 'OPPORTUNITY' as const].flatMap((cost) =>
    BENCHMARK_GAPS.flatMap((gap) => {
      const count = rows.reduce((sum, row) => sum + (of(cost, row).missing[gap] ?? 0), 0);
      return count === 0
        ? []
        : [`${COST_NAMES[cost]}, ${count === 1 ? '1 order' : `${counted(count)} orders`}: ${GAP_WORDS[gap].why}`];
    }),
  );
  return told.length === 0 ? '' : `Not measured. ${told.join('; ')}.`;
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}
