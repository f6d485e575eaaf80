import { type Benchmark, type BenchmarkGap, closingPrice, type ExactPrice } from '@fairlead/core/analytics/benchmark';
import { PrintedTime } from '@fairlead/core/analytics/printed-time';
import { dateOfDay, newYorkDay, newYorkTimeUs } from '@fairlead/core/market/new-york-time';
import { powerOfTen } from '@fairlead/core/money/scaled';
import type { KnownMarket, MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { TcaOrder } from '@fairlead/db/repositories/tca-repository';
import { wholeE8 } from '@fairlead/db/row-reading';

type History = Pick<MarketHistoryRepository, 'printsBetween' | 'marketsAt'>;
type Found = ExactPrice | BenchmarkGap;

/** What an order is measured against: what it executed, null of one without executions, and what was left of it, null where nothing was. */
export interface OrderBenchmarks {
  readonly executed: Readonly<Record<Benchmark, Found>> | null;
  readonly left: Found | null;
}

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

  /** The benchmarks of orders, in their order. */
  async of(orders: readonly TcaOrder[]): Promise<OrderBenchmarks[]> {
    const printed = await this.#printedOf(orders);
    const atEnd = await this.#marketsAtEnd(orders);
    return Promise.all(
      orders.map(async (order, place) => ({
        executed: await this.#executedOf(order, printed.get(order.instrument_id)),
        left: await this.#leftOf(order, atEnd[place] ?? null),
      })),
    );
  }

  async #executedOf(order: TcaOrder, printed: PrintedTime | undefined): Promise<OrderBenchmarks['executed']> {
    if (order.ends_us === null) return null;
    const interval = printed?.averageBetween(order.begins_us, Math.max(order.begins_us, order.ends_us));
    return {
      ARRIVAL: arrivalOf(order) ?? 'NO_MARKET',
      INTERVAL_VWAP: interval ?? 'NOT_KNOWN',
      CLOSE: await this.#closeOf(order.instrument_id, order.ends_us),
    };
  }

  /** What was left is worth the close of the day on which the order ended, and where there is no closing auction what the market showed at its end. */
  async #leftOf(order: TcaOrder, atEnd: KnownMarket | null): Promise<Found | null> {
    if (!hasLeft(order)) return null;
    if (order.ended_us === null) return 'NOT_ENDED';
    const close = await this.#closeOf(order.instrument_id, order.ended_us);
    return close === 'NO_CLOSE' ? (midOf(atEnd) ?? 'NOT_KNOWN') : close;
  }

  /** What the market of each order showed when it ended with something left, in their order. */
  async #marketsAtEnd(orders: readonly TcaOrder[]): Promise<(KnownMarket | null)[]> {
    const asked = orders.map((order) =>
      hasLeft(order) && order.ended_us !== null ? { instrumentId: order.instrument_id, atUs: order.ended_us } : null,
    );
    const markets = await this.#history.marketsAt(asked.filter((each) => each !== null));
    let next = 0;
    return asked.map((each) => (each === null ? null : (markets[next++] ?? null)));
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

/** The mid on an order's arrival; null where its market had not two sides that could be believed. */
export function arrivalOf({ arrival_mid }: TcaOrder): ExactPrice | null {
  return arrival_mid === null ? null : { numerator: wholeE8(arrival_mid), denominator: 1n };
}

function hasLeft({ quantity, filled_quantity }: TcaOrder): boolean {
  return wholeE8(quantity) > wholeE8(filled_quantity);
}

/** The mid of a recorded market; null where it has not two sides that are believed. */
function midOf(known: KnownMarket | null): ExactPrice | null {
  if (known === null) return null;
  const { bid, ask, isBidBelieved, isAskBelieved } = known.market;
  if (bid === null || ask === null || !isBidBelieved || !isAskBelieved) return null;
  const numerator = (BigInt(bid.price) + BigInt(ask.price)) * BigInt(powerOfTen(8 - known.scale.priceDecimals));
  return { numerator, denominator: 2n };
}
