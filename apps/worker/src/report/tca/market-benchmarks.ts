import { type Benchmark, type BenchmarkGap, closingPrice, type ExactPrice } from '@fairlead/core/analytics/benchmark';
import { PrintedTime } from '@fairlead/core/analytics/printed-time';
import { dateOfDay, newYorkDay, newYorkTimeUs } from '@fairlead/core/market/new-york-time';
import type { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { TcaOrder } from '@fairlead/db/repositories/tca-repository';
import { wholeE8 } from '@fairlead/db/row-reading';

type History = Pick<MarketHistoryRepository, 'printsBetween'>;
type Found = ExactPrice | BenchmarkGap;

const SECOND_US = 1_000_000;
/** Closing auctions of US equities are printed in the minutes after 16:00 in New York, or after 13:00 on the days before holidays. */
const CLOSES = [
  { fromSecond: 16 * 3_600 - 60, untilSecond: 16 * 3_600 + 1_800 },
  { fromSecond: 13 * 3_600 - 60, untilSecond: 13 * 3_600 + 1_800 },
];

/** What each of an order's costs is measured against, out of the market history: read for many orders together. */
export class MarketBenchmarks {
  readonly #history: History;
  readonly #closes = new Map<string, Promise<Found>>();

  constructor(history: History) {
    this.#history = history;
  }

  /** The benchmarks of orders, in their order; null of those without executions. */
  async of(orders: readonly TcaOrder[]): Promise<(Readonly<Record<Benchmark, Found>> | null)[]> {
    const printed = await this.#printedOf(orders);
    return Promise.all(
      orders.map(async (order) => {
        if (order.ends_us === null) return null;
        const interval = printed
          .get(order.instrument_id)
          ?.averageBetween(order.begins_us, Math.max(order.begins_us, order.ends_us));
        return {
          ARRIVAL:
            order.arrival_mid === null ? 'NO_MARKET' : { numerator: wholeE8(order.arrival_mid), denominator: 1n },
          INTERVAL_VWAP: interval ?? 'NOT_KNOWN',
          CLOSE: await this.#closeOf(order.instrument_id, order.ends_us),
        };
      }),
    );
  }

  /** What was printed in each instrument from the first beginning to the last end of its orders. */
  async #printedOf(orders: readonly TcaOrder[]): Promise<ReadonlyMap<string, PrintedTime>> {
    const times = new Map<string, { fromUs: number; toUs: number }>();
    for (const { instrument_id: id, begins_us: begins, ends_us: ends } of orders) {
      if (ends === null) continue;
      const known = times.get(id) ?? { fromUs: begins, toUs: ends };
      times.set(id, { fromUs: Math.min(known.fromUs, begins), toUs: Math.max(known.toUs, ends, begins) });
    }
    const printed = new Map<string, PrintedTime>();
    for (const [id, { fromUs, toUs }] of times) {
      const { known, prints } = await this.#history.printsBetween(id, fromUs, toUs + 1);
      printed.set(id, new PrintedTime(known, prints));
    }
    return printed;
  }

  #closeOf(instrumentId: string, atUs: number): Promise<Found> {
    const day = newYorkDay(atUs);
    const key = `${instrumentId} ${dateOfDay(day)}`;
    const close = this.#closes.get(key) ?? this.#readClose(instrumentId, day);
    this.#closes.set(key, close);
    return close;
  }

  async #readClose(instrumentId: string, day: number): Promise<Found> {
    let isKnown = true;
    for (const { fromSecond, untilSecond } of CLOSES) {
      const [fromUs, toUs] = [fromSecond, untilSecond].map((secondOfDay) => newYorkTimeUs({ day, secondOfDay }));
      if (fromUs === undefined || toUs === undefined) continue;
      const { known, prints } = await this.#history.printsBetween(instrumentId, fromUs, toUs);
      const close = closingPrice(prints);
      if (close !== null) return close;
      isKnown = isKnown && known.some((span) => span.fromUs <= fromUs && span.untilUs >= fromUs + 2 * 60 * SECOND_US);
    }
    return isKnown ? 'NO_CLOSE' : 'NOT_KNOWN';
  }
}
