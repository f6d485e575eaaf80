import { addQuality, NO_QUALITY, type QualitySums, qualitySums } from '@fairlead/core/execution/quality';
import { amountRoundedE8 } from '@fairlead/core/money/amount';
import { type Price, quantity } from '@fairlead/core/money/units';
import type { RejectCode } from '@fairlead/core/order/reject-code';
import type { ValidOrder } from '@fairlead/core/order/request';
import { type FeeSchedule, feePerUnitRoundedUpE8, type LiquidityFlag } from '@fairlead/core/venue/fees';
import type { LadderLevel, SimulatedFill } from './child-order.ts';
import type { TapeMarket } from './nbbo-pass.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';
import { RestingMarkout } from './resting-markout.ts';
import type { MeasuredOrder, TimedOrder } from './timed-order.ts';

/** What a run did at one venue. */
export interface VenueTally {
  children: number;
  sent: number;
  filled: number;
  fills: number;
  /** 10^-8 of the currency; negative is received. */
  feesE8: bigint;
}

/** A decision as it is counted. */
interface CountedDecision {
  /** Wall time in microseconds: market view, gate, plan, evidence and hash. */
  readonly us: number;
  readonly tradeThroughs: number;
  readonly faults: number;
}

/** An order of which no more is expected, or whose horizon has ended. */
interface EndedOrder {
  readonly measured: MeasuredOrder;
  readonly order: ValidOrder;
  readonly executed: number;
  /** What it cost so far. */
  readonly cost: QualitySums;
}

/** An order of a file that was refused. */
export interface RefusedOrder {
  /** Its file and line. */
  readonly where: string;
  readonly orderId: string;
  readonly code: RejectCode;
}

/** The counts and exact sums of one run over the day. */
export class Tally {
  readonly market: RecordedMarket;
  orders = 0;
  filled = 0;
  ordered = 0;
  tradeThroughs = 0;
  faults = 0;
  feesE8 = 0n;
  /** Of what was filled. */
  quality: QualitySums = NO_QUALITY;
  /** Of every order, completed. */
  completed: QualitySums = NO_QUALITY;
  readonly rejected = new Map<RejectCode, number>();
  /** Those of a file that were refused, by their places in it. */
  readonly refused: RefusedOrder[] = [];
  readonly decisionUs: number[] = [];
  readonly venues: readonly VenueTally[];
  readonly markout = new RestingMarkout();
  readonly #dearest: FeeSchedule;

  constructor(market: RecordedMarket) {
    this.market = market;
    this.venues = market.venues.map(() => ({ children: 0, sent: 0, filled: 0, fills: 0, feesE8: 0n }));
    this.#dearest = dearestToTake(market);
  }

  /** An order came in, to be counted in units once it is accepted. */
  order(): void {
    this.orders += 1;
  }

  reject(code: RejectCode, order: TimedOrder): void {
    this.rejected.set(code, (this.rejected.get(code) ?? 0) + 1);
    if (order.where !== undefined) this.refused.push({ where: order.where, orderId: order.request.orderId, code });
  }

  accept(count: number): void {
    this.ordered += count;
  }

  decision(decision: CountedDecision): void {
    this.decisionUs.push(decision.us);
    this.tradeThroughs += decision.tradeThroughs;
    this.faults += decision.faults;
  }

  child(row: number, count: number): void {
    const venue = this.#venue(row);
    venue.children += 1;
    venue.sent += count;
  }

  /** Counts an execution and returns it measured against the tape's best prices at its order's arrival: as nothing where one side was missing. */
  fill(fill: SimulatedFill, at: { flag: LiquidityFlag; arrival: TapeMarket }): QualitySums {
    const venue = this.#venue(fill.row);
    const fees = this.market.venues[fill.row]?.fees;
    if (fees === undefined) throw new Error(`no venue row ${fill.row}`);
    const feeE8 = this.#fee(fees, at.flag, fill);
    venue.filled += fill.quantity;
    venue.fills += 1;
    venue.feesE8 += feeE8;
    this.filled += fill.quantity;
    this.feesE8 += feeE8;
    const cost = this.#measured({ ...fill, feeE8 }, at.arrival);
    this.quality = addQuality(this.quality, cost);
    return cost;
  }

  /**
   * Completes an order, for every router alike: what it leaves undone trades as `sweep` says, each part with its venue's take fee; what
   * exceeds even that pays the last price and the dearest fee. So nobody looks cheap by leaving things undone. An order whose market had one
   * side only when it came, or nothing now, does not count.
   */
  complete({ measured, order, executed, cost: soFar }: EndedOrder, sweep: readonly LadderLevel[]): void {
    const { arrival } = measured;
    const last = sweep.at(-1);
    const isMeasured = arrival.bid !== null && arrival.ask !== null;
    if (!isMeasured || (last === undefined && executed < order.quantity)) return;
    let left = order.quantity - executed;
    let cost = soFar;
    const trade = (fees: FeeSchedule, at: Price, count: number) => {
      const fill = { side: order.side, price: at, quantity: quantity(count) };
      cost = addQuality(cost, this.#measured({ ...fill, feeE8: this.#fee(fees, 'TAKE', fill) }, arrival));
      left -= count;
    };
    for (const part of sweep) trade(this.market.venues[part.row]?.fees ?? this.#dearest, part.price, part.size);
    if (left > 0 && last !== undefined) trade(this.#dearest, last.price, left);
    this.completed = addQuality(this.completed, cost);
  }

  #measured(
    fill: Pick<SimulatedFill, 'side' | 'price' | 'quantity'> & { feeE8: ReturnType<typeof amountRoundedE8> },
    { bid, ask }: TapeMarket,
  ): QualitySums {
    if (bid === null || ask === null) return NO_QUALITY;
    return qualitySums({ ...fill, bid, ask, scale: this.market.instrument });
  }

  #fee(fees: FeeSchedule, flag: LiquidityFlag, fill: Pick<SimulatedFill, 'price' | 'quantity'>) {
    const scale = this.market.instrument;
    const at: { price: Price; scale: typeof scale } = { price: fill.price, scale };
    return amountRoundedE8(feePerUnitRoundedUpE8(fees, flag, at), fill.quantity, scale);
  }

  #venue(row: number): VenueTally {
    const venue = this.venues[row];
    if (venue === undefined) throw new Error(`no venue row ${row}`);
    return venue;
  }
}

function dearestToTake({ venues }: RecordedMarket): FeeSchedule {
  const [first, ...others] = venues.filter((venue) => venue.lit).map((venue) => venue.fees);
  if (first === undefined) throw new Error('a market without a lit venue');
  return others.reduce((most, each) => (each.takePerUnitE8 > most.takePerUnitE8 ? each : most), first);
}
