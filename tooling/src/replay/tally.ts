import { addQuality, NO_QUALITY, type QualitySums, qualitySums } from '@fairlead/core/execution/quality';
import { type MoneyE8, type Price, quantity } from '@fairlead/core/money/units';
import type { RejectCode } from '@fairlead/core/order/reject-code';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import { executionFeeE8, type FeeSchedule } from '@fairlead/core/venue/fees';
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

/** An order whose life has ended. */
interface EndedOrder {
  readonly measured: MeasuredOrder;
  readonly life: OrderLife;
  /** What its executions cost. */
  readonly cost: QualitySums;
}

/** An execution with what its venue charged for it. */
interface ChargedFill extends SimulatedFill {
  readonly feeE8: MoneyE8;
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
  /** Waves that did not pass the gate on the market of their moment. */
  readonly refusedWaves = new Map<RejectCode, number>();
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
    count(this.rejected, code);
    if (order.where !== undefined) this.refused.push({ where: order.where, orderId: order.request.orderId, code });
  }

  refuseWave(code: RejectCode): void {
    count(this.refusedWaves, code);
  }

  accept(units: number): void {
    this.ordered += units;
  }

  decision(decision: CountedDecision): void {
    this.decisionUs.push(decision.us);
    this.tradeThroughs += decision.tradeThroughs;
    this.faults += decision.faults;
  }

  child(row: number, units: number): void {
    const venue = this.#venue(row);
    venue.children += 1;
    venue.sent += units;
  }

  /** Counts an execution and returns it measured against the tape's best prices at its order's arrival: as nothing where one side was missing. */
  fill(fill: ChargedFill, arrival: TapeMarket): QualitySums {
    const venue = this.#venue(fill.row);
    venue.filled += fill.quantity;
    venue.fills += 1;
    venue.feesE8 += fill.feeE8;
    this.filled += fill.quantity;
    this.feesE8 += fill.feeE8;
    const cost = this.#measured(fill, arrival);
    this.quality = addQuality(this.quality, cost);
    return cost;
  }

  /**
   * Completes an order, for every router alike: what it leaves undone trades as `sweep` says, each part with its venue's take fee; what
   * exceeds even that pays the last price and the dearest fee. So nobody looks cheap by leaving things undone. An order whose market had one
   * side only when it came, or nothing now, does not count.
   */
  complete({ measured: { arrival }, life, cost: soFar }: EndedOrder, sweep: readonly LadderLevel[]): void {
    const { side, quantity: ordered } = life.order;
    const isMeasured = arrival.bid !== null && arrival.ask !== null;
    const last = sweep.at(-1);
    if (!isMeasured || (last === undefined && life.filled < ordered)) return;
    let left = ordered - life.filled;
    let cost = soFar;
    const trade = (fees: FeeSchedule, price: Price, units: number) => {
      const at = { price, quantity: quantity(units), scale: this.market.instrument, isFirst: true };
      const { quantity: count } = at;
      const feeE8 = executionFeeE8(fees, 'TAKE', at);
      cost = addQuality(cost, this.#measured({ side, price, quantity: count, feeE8 }, arrival));
      left -= units;
    };
    for (const part of sweep) trade(this.market.venues[part.row]?.fees ?? this.#dearest, part.price, part.size);
    if (left > 0 && last !== undefined) trade(this.#dearest, last.price, left);
    this.completed = addQuality(this.completed, cost);
  }

  #measured(fill: Omit<ChargedFill, 'row'>, { bid, ask }: TapeMarket): QualitySums {
    if (bid === null || ask === null) return NO_QUALITY;
    return qualitySums({ bid, ask, scale: this.market.instrument, ...fill });
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

function count(counts: Map<RejectCode, number>, code: RejectCode): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}
