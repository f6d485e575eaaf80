import { type TcaParameters, tcaParameters } from '@fairlead/contracts/report-parameters';
import { type BenchmarkGap, benchmarkCost, type ExactPrice, opportunityCost } from '@fairlead/core/analytics/benchmark';
import { type CostedOrder, TCA_DIMENSIONS, TcaTally } from '@fairlead/core/analytics/tca-tally';
import { ok, type Result } from '@fairlead/core/result';
import type { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import type { TcaOrder, TcaRepository } from '@fairlead/db/repositories/tca-repository';
import { wholeE8 } from '@fairlead/db/row-reading';
import { csvText } from '@fairlead/rule606/csv/csv-text';
import { madeFile } from '../made-file.ts';
import type { MadeRun, ReportMaker } from '../report-maker.ts';
import { parametersOf } from '../run-order.ts';
import { arrivalOf, MarketBenchmarks, type OrderBenchmarks } from './market-benchmarks.ts';
import { TCA_HEAD, tcaLine } from './tca-csv.ts';
import { type TcaReport, tcaPdf } from './tca-pdf.ts';

/** What transaction costs are reckoned from. */
export interface TcaStores {
  readonly orders: Pick<TcaRepository, 'eachPage'>;
  readonly history: Pick<MarketHistoryRepository, 'printsBetween' | 'marketsAt'>;
}

/** So many orders are in memory at once. */
const PAGE = 5_000;

/**
 * Reckons what orders cost against their arrival, the average of the prints until their last execution, and the close of that day, and what was lost on what was
 * left of them: a line an order (CSV), and the sums (PDF). What has no benchmark is counted with the reason, and in no cost.
 */
export function tcaMaker(stores: TcaStores): ReportMaker {
  return { kind: 'TCA', make: (run, tell) => makeRun(run, tell, stores) };
}

async function makeRun(
  run: ReportRunRow,
  tell: (done: number) => void,
  { orders, history }: TcaStores,
): Promise<Result<MadeRun, string>> {
  const asked = parametersOf(run, tcaParameters);
  if (!asked.ok) return asked;
  const tally = new TcaTally();
  const benchmarks = new MarketBenchmarks(history);
  const lines: Buffer[] = [Buffer.from(TCA_HEAD)];
  const { orders: items, asOfPosition } = await orders.eachPage(scopeOf(run, asked.value), PAGE, async (page) => {
    const prices = await benchmarks.of(page);
    const read = page.map((order, at) => {
      const against = prices[at] ?? NOTHING;
      const costed = costedOrder(order, against);
      tally.add(costed);
      return tcaLine(order, costed, against);
    });
    lines.push(Buffer.from(csvText(read)));
    tell(partDone(run, page));
  });
  const figures = {
    markets: tally.markets(),
    by: Object.fromEntries(TCA_DIMENSIONS.map((dimension) => [dimension, tally.by(dimension)] as const)),
  };
  const { period_from: from, period_to: to, simulated } = run;
  const { bd, client_id: clientId, customer_id: customerId } = asked.value;
  const report: TcaReport = { bd, clientId, customerId, from, to, simulated, tally };
  const name = `TCA_${fileWord(clientId)}_${from}_${lastDay(to)}`;
  const files = [
    madeFile(`${name}.csv`, 'CSV', Buffer.concat(lines)),
    madeFile(`${name}.pdf`, 'PDF', await tcaPdf(report)),
  ];
  return ok({ items, asOfPosition, figures, reconciliation: { findings: [] }, files });
}

function scopeOf({ period_from: from, period_to: to, simulated }: ReportRunRow, asked: TcaParameters) {
  return { from, to, simulated, clientId: asked.client_id, customerId: asked.customer_id };
}

const NOTHING: OrderBenchmarks = { executed: null, left: null };

function costedOrder(order: TcaOrder, { executed: prices, left }: OrderBenchmarks): CostedOrder {
  const { side } = order;
  const quantityE8 = wholeE8(order.quantity);
  const amounts = {
    filledE8: wholeE8(order.filled_quantity),
    notionalE8: wholeE8(order.notional),
    feesE8: wholeE8(order.fees),
  };
  const leftE8 = quantityE8 > amounts.filledE8 ? quantityE8 - amounts.filledE8 : 0n;
  const against = (price: ExactPrice | BenchmarkGap) =>
    typeof price === 'string' ? price : benchmarkCost({ side, ...amounts }, price);
  return {
    keys: {
      ...{ SOURCE: order.source, INSTRUMENT: order.instrument_id, OBJECTIVE: order.objective },
      ...{ SIZE: order.size, CLIENT: order.client_id },
    },
    ...{ currency: order.currency, unit: order.unit, quantityE8, leftE8, ...amounts },
    costs:
      prices === null
        ? null
        : {
            ARRIVAL: against(prices.ARRIVAL),
            INTERVAL_VWAP: against(prices.INTERVAL_VWAP),
            CLOSE: against(prices.CLOSE),
          },
    opportunity: opportunityOf({ side, leftE8 }, arrivalOf(order), left),
  };
}

function opportunityOf(
  order: Parameters<typeof opportunityCost>[0],
  arrival: ExactPrice | null,
  later: ExactPrice | BenchmarkGap | null,
): CostedOrder['opportunity'] {
  if (later === null || typeof later === 'string') return later;
  return arrival === null ? 'NO_MARKET' : opportunityCost(order, arrival, later);
}

/** How far a page's last order lies in the run's time; imported orders come after our own, so that it may go back, which nobody is told. */
function partDone({ period_from: from, period_to: to }: ReportRunRow, page: readonly TcaOrder[]): number {
  const [begins, ends] = [Date.parse(from) * 1_000, Date.parse(to) * 1_000];
  const at = page.at(-1)?.begins_us ?? begins;
  return Math.min(0.99, Math.max(0, (at - begins) / (ends - begins)));
}

function lastDay(to: string): string {
  return new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
}

function fileWord(clientId: string | null): string {
  return clientId === null ? 'ALL' : clientId.replace(/[^A-Za-z0-9]+/g, '-');
}
