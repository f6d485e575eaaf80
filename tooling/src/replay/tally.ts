import { addQuality, NO_QUALITY, type QualitySums, qualitySums } from '@fairlead/core/execution/quality';
import { amountRoundedE8, type Scale } from '@fairlead/core/money/amount';
import type { RejectCode } from '@fairlead/core/order/reject-code';
import { feePerUnitRoundedUpE8, type LiquidityFlag } from '@fairlead/core/venue/fees';
import type { SimulatedFill } from './child-order.ts';
import type { ArrivalMarket } from './nbbo-pass.ts';
import { RECORDED_VENUES } from './recorded-day.ts';

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

/** The counts and exact sums of one run over the day. */
export class Tally {
  orders = 0;
  filled = 0;
  ordered = 0;
  tradeThroughs = 0;
  faults = 0;
  feesE8 = 0n;
  quality: QualitySums = NO_QUALITY;
  readonly rejected = new Map<RejectCode, number>();
  readonly decisionUs: number[] = [];
  readonly venues: readonly VenueTally[] = RECORDED_VENUES.map(() => ({
    children: 0,
    sent: 0,
    filled: 0,
    fills: 0,
    feesE8: 0n,
  }));

  /** An order came in, to be counted in shares once it is accepted. */
  order(): void {
    this.orders += 1;
  }

  reject(code: RejectCode): void {
    this.rejected.set(code, (this.rejected.get(code) ?? 0) + 1);
  }

  accept(quantity: number): void {
    this.ordered += quantity;
  }

  decision(decision: CountedDecision): void {
    this.decisionUs.push(decision.us);
    this.tradeThroughs += decision.tradeThroughs;
    this.faults += decision.faults;
  }

  child(row: number, quantity: number): void {
    const venue = this.#venue(row);
    venue.children += 1;
    venue.sent += quantity;
  }

  /** An execution, measured against the NBBO of the tape at its order's arrival; it is not measured where that had one side only. */
  fill(fill: SimulatedFill, at: { flag: LiquidityFlag; arrival: ArrivalMarket; scale: Scale }): void {
    const venue = this.#venue(fill.row);
    const fees = RECORDED_VENUES[fill.row]?.fees;
    if (fees === undefined) throw new Error(`no venue row ${fill.row}`);
    const perUnit = feePerUnitRoundedUpE8(fees, at.flag, { price: fill.price, scale: at.scale });
    const feeE8 = amountRoundedE8(perUnit, fill.quantity, at.scale);
    venue.filled += fill.quantity;
    venue.fills += 1;
    venue.feesE8 += feeE8;
    this.filled += fill.quantity;
    this.feesE8 += feeE8;
    const { bid, ask } = at.arrival;
    if (bid === null || ask === null) return;
    this.quality = addQuality(this.quality, qualitySums({ ...fill, feeE8, bid, ask, scale: at.scale }));
  }

  #venue(row: number): VenueTally {
    const venue = this.venues[row];
    if (venue === undefined) throw new Error(`no venue row ${row}`);
    return venue;
  }
}
