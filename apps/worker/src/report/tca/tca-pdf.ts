import { BENCHMARKS, type Benchmark, type BenchmarkGap } from '@fairlead/core/analytics/benchmark';
import { TCA_DIMENSIONS, type TcaDimension, type TcaFigures, type TcaTally } from '@fairlead/core/analytics/tca-tally';
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
const HOW_TO_READ =
  'Costs are in basis points of what was executed at the benchmark, with fees: positive cost, negative gained. Arrival is the midpoint when an order was received, or became executable. ' +
  'The interval price is the average of all printed trades from then until the order’s last execution, by quantity. Close is the closing auction of the day of that execution. ' +
  'Beside each cost stands of how many orders it is; an order without a benchmark is in none of its costs, and is counted below with the reason. ' +
  'Orders that another firm has routed (LOOK_THROUGH) stand among the sources only.';
const SECTION_NAMES: Readonly<Record<TcaDimension, string>> = {
  SOURCE: 'By source',
  INSTRUMENT: 'By instrument',
  OBJECTIVE: 'By objective',
  SIZE: 'By size of the order (lower bound, in its currency)',
  CLIENT: 'By client',
};
const BENCHMARK_NAMES: Readonly<Record<Benchmark, string>> = {
  ARRIVAL: 'Arrival',
  INTERVAL_VWAP: 'Interval VWAP',
  CLOSE: 'Close',
};
const GAP_NAMES: Readonly<Record<BenchmarkGap, string>> = {
  NO_MARKET: 'no believed market at arrival',
  NOT_KNOWN: 'the market of then is not known',
  NO_PRINTS: 'nothing was printed',
  NO_CLOSE: 'no closing auction was printed',
};

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
  sheet.flow(HOW_TO_READ, NOTE, nothing);
  sheet.y += 8;
  const markets = tally.markets();
  if (markets.length === 0) sheet.flow('No orders were received in this time.', HEADING, nothing);
  else drawSection(sheet, 'All orders', markets);
  for (const dimension of TCA_DIMENSIONS) {
    const rows = tally.by(dimension);
    if (rows.length > 0) drawSection(sheet, SECTION_NAMES[dimension], rows);
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
  if (rows.length > ROWS_MOST)
    sheet.flow(`The ${ROWS_MOST} largest of ${rows.length}; the figures of the run have all.`, NOTE, () => undefined);
  const missing = missingText(rows);
  if (missing !== '') sheet.flow(missing, NOTE, () => undefined);
  sheet.y += 8;
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
        ...BENCHMARKS.map((benchmark) => ({ text: BENCHMARK_NAMES[benchmark], span: 2 })),
      ],
      [...widths, 0, 0]
        .map(() => ({ text: '', span: 1 }))
        .concat(BENCHMARKS.flatMap(() => ['bps', 'of'].map((text) => ({ text, span: 1 })))),
    ],
    rows: rows.map(({ key, currency, unit, benchmarks, ...row }) => [
      key ?? '',
      `${currency} ${unit}`,
      ...[String(row.orders), String(row.filled_orders), row.filled_quantity, cents(row.notional), cents(row.fees)],
      ...BENCHMARKS.flatMap((benchmark) => {
        const { cost_bps: bps, orders } = benchmarks[benchmark];
        return [bps === null ? '' : Number(bps).toFixed(2), orders === 0 ? '' : String(orders)];
      }),
    ]),
  };
}

/** Money with two decimals, for reading: the CSV has all of them. */
function cents(text: string): string {
  return Number(text).toFixed(2);
}

/** Of how many orders of all rows a benchmark is missing, and why. */
function missingText(rows: readonly TcaFigures[]): string {
  const told = BENCHMARKS.flatMap((benchmark) => {
    const counts = new Map<string, number>();
    for (const { benchmarks } of rows)
      for (const [gap, count] of Object.entries(benchmarks[benchmark].missing))
        counts.set(gap, (counts.get(gap) ?? 0) + count);
    return [...counts].map(([gap, count]) => `${BENCHMARK_NAMES[benchmark]}: ${count} orders, ${gapName(gap)}`);
  });
  return told.length === 0 ? '' : `Without a benchmark. ${told.join('; ')}.`;
}

function gapName(gap: string): string {
  return Object.entries(GAP_NAMES).find(([code]) => code === gap)?.[1] ?? gap;
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}
