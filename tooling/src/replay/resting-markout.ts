import type { Price } from '@fairlead/core/money/units';
import { sideSign } from '@fairlead/core/order/side';
import type { SimulatedFill } from './child-order.ts';

/** How long after a fill its price is compared with the mid, in microseconds. */
const AFTER_US = [1_000_000, 15_000_000] as const;

/** A fill whose price is to be compared with a mid to come. */
interface Awaited {
  readonly sign: 1 | -1;
  readonly price: Price;
  readonly quantity: number;
  /** Microseconds since 1970. */
  readonly dueUs: number;
}

/** Exact sums of one delay, in the instrument's price and quantity units; `double` is twice the sum of s·(mid − price)·quantity. */
interface Sums {
  double: bigint;
  value: bigint;
}

/**
 * What the fills of posted orders were worth a while later: s·(mid − price), the realized half spread that a resting order earns. Less than
 * half the spread by what the market moved against it after it traded, which is adverse selection (Huang, Stoll, "Dealer versus auction
 * markets", Journal of Financial Economics 41 (1996)).
 */
export class RestingMarkout {
  readonly #awaited: { readonly queue: Awaited[]; next: number }[] = AFTER_US.map(() => ({ queue: [], next: 0 }));
  readonly #sums: readonly Sums[] = AFTER_US.map(() => ({ double: 0n, value: 0n }));
  /** Units that posted orders were filled. */
  filled = 0;

  /** When the next mid is to be told, in microseconds since 1970; never, where none is. */
  get nextUs(): number {
    let nextUs = Number.POSITIVE_INFINITY;
    for (const { queue, next } of this.#awaited) nextUs = Math.min(nextUs, queue[next]?.dueUs ?? nextUs);
    return nextUs;
  }

  /** A posted order is filled at `nowUs`. */
  add({ side, price, quantity }: SimulatedFill, nowUs: number): void {
    this.filled += quantity;
    for (const [index, { queue }] of this.#awaited.entries())
      queue.push({ sign: sideSign(side), price, quantity, dueUs: nowUs + (AFTER_US[index] ?? 0) });
  }

  /** Compares what is due by `nowUs` with twice the mid of that moment; what has none does not count. */
  tell(nowUs: number, doubleMid: number | null): void {
    for (const [index, awaited] of this.#awaited.entries()) {
      for (;;) {
        const fill = awaited.queue[awaited.next];
        if (fill === undefined || fill.dueUs > nowUs) break;
        awaited.next += 1;
        const sums = this.#sums[index];
        if (doubleMid === null || sums === undefined) continue;
        sums.double += BigInt((doubleMid - 2 * fill.price) * fill.sign) * BigInt(fill.quantity);
        sums.value += BigInt(fill.price) * BigInt(fill.quantity);
      }
    }
  }

  /** The sums so far, one a delay: 1 s and 15 s. */
  get sums(): readonly Readonly<Sums>[] {
    return this.#sums;
  }
}

/** The markouts of some runs together in basis points of what was filled, after 1 s and after 15 s; null where nothing rested and was filled. */
export function markoutBps(runs: readonly RestingMarkout[]): {
  afterOneS: number | null;
  afterFifteenS: number | null;
} {
  const of = (index: number) => {
    const value = runs.reduce((sum, run) => sum + (run.sums[index]?.value ?? 0n), 0n);
    const double = runs.reduce((sum, run) => sum + (run.sums[index]?.double ?? 0n), 0n);
    return value === 0n ? null : (Number(double) / 2 / Number(value)) * 10_000;
  };
  return { afterOneS: of(0), afterFifteenS: of(1) };
}
