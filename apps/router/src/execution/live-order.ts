import { expectedCostBps } from '@fairlead/core/analytics/transaction-cost';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { BestQuote, MeasuredMarket } from '@fairlead/core/market/nbbo';
import { notionalRoundedE8 } from '@fairlead/core/money/amount';
import { type MoneyE8, moneyE8, type Price, type Quantity } from '@fairlead/core/money/units';
import { type ChildEvent, type ChildState, isChildEnded, nextChildState } from '@fairlead/core/order/child-state';
import { isOrderEnded, nextOrderState, type OrderEvent, type OrderState } from '@fairlead/core/order/order-state';
import type { RoutingMode, ValidOrder } from '@fairlead/core/order/request';
import { isResting, type OrderKind } from '@fairlead/core/routing/order-kind';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { OrderRow } from '@fairlead/db/journal-rows';
import type { OrderChain } from './order-chain.ts';

/** One child order as it stands. Quantities are at the instrument's scale, times microseconds since 1970. */
export interface LiveChild {
  readonly id: string;
  readonly decisionId: string;
  readonly wave: number;
  readonly venueId: string;
  readonly quantity: Quantity;
  readonly limitPrice: Price;
  /** The venue executes at least this much or nothing; 0 is any size. Matters only until it is sent. */
  readonly minQuantity: Quantity;
  readonly kind: OrderKind;
  /** How long it rests before what is left of it is taken, in milliseconds; null where it does not rest, or rests until it is done. */
  readonly restMs: number | null;
  readonly executionIds: Set<string>;
  state: ChildState;
  rejectCode: string | null;
  filled: number;
  sentAtUs: number | null;
  ackedAtUs: number | null;
  /** The life of its venue that it was sent to; null where the venue tells none, or it was not sent. */
  venueEpoch: string | null;
  /** When its venue was last asked to cancel it; not stored, because after a stop every child is asked for. */
  cancelAskedAtUs: number | null;
  doneAtUs: number | null;
  version: number;
}

/** What never changes about an order after it was accepted. */
export interface OrderIdentity {
  readonly pk: string;
  readonly clientId: string;
  readonly order: ValidOrder;
  readonly instrument: Instrument;
  readonly simulated: boolean;
  readonly createdAtUs: number;
  readonly row: OrderRow;
}

/** The market when an order became executable, and what follows from it. */
export interface StartTerms {
  /** What the order's executions are measured against. */
  readonly nbbo: ArrivalNbbo;
  /** The worst price at which any part may trade; null only for an order that was refused or still waits. */
  readonly worstPrice: Price | null;
}

/** As much of an NBBO as an order keeps. */
export interface ArrivalNbbo extends MeasuredMarket {
  readonly state: OrderRow['nbbo_state'];
  readonly oddBid: Omit<BestQuote, 'venueId'> | null;
  readonly oddAsk: Omit<BestQuote, 'venueId'> | null;
}

/** One wave as it stands: what was expected of it, and the sums over the fills of its children. Quantities are at the instrument's scale. */
export interface LiveWave {
  readonly wave: number;
  /** In basis points of the arrival mid; null where it sent nothing to take. */
  readonly expectedCostBps: number | null;
  readonly placed: number;
  filled: number;
  notionalE8: MoneyE8;
  feesE8: MoneyE8;
}

/** A fill as a venue reports it. */
export interface VenueFill {
  readonly executionId: string;
  readonly quantity: Quantity;
  readonly price: Price;
  readonly liquidityFlag: LiquidityFlag;
  /** For the whole fill, the fixed charge of a child's first one included. */
  readonly feeE8: MoneyE8;
}

/** One parent order with its children: the only place where their states and sums change. */
export class LiveOrder {
  readonly identity: OrderIdentity;
  readonly chain: OrderChain;
  readonly children = new Map<string, LiveChild>();
  start: StartTerms;
  /** When an order that waited became executable; null where it did not wait, or still does. */
  releasedAtUs: number | null;
  state: OrderState;
  rejectCode: string | null = null;
  filled = 0;
  notionalE8: MoneyE8 = moneyE8(0n);
  feesE8: MoneyE8 = moneyE8(0n);
  waves = 0;
  /** Waves of before the market last opened or resumed, or the router started: the bound on waves is on those after them. */
  wavesBefore = 0;
  /** The last wave asked only some venues first: what they left goes on to the others, whatever the time in force. */
  goesOn = false;
  /** What rested in the hope of the spread has had its time: from here on the order takes. */
  hasRested = false;
  /** Somebody has asked for the end of the order; from then on nothing more is sent. */
  cancelAsked = false;
  /** Its end is that of its day, not somebody's wish. */
  lapses = false;
  version: number;
  /** By the decision that made it. */
  readonly waveOf = new Map<string, LiveWave>();
  /** The mode of the latest wave: the order's own, or what the routing rules made of it. */
  routedMode: RoutingMode;

  constructor(identity: OrderIdentity, start: StartTerms, chain: OrderChain) {
    this.identity = identity;
    this.start = start;
    this.chain = chain;
    this.routedMode = identity.order.routingMode;
    this.releasedAtUs = identity.row.released_at_us;
    this.state = identity.row.state;
    this.rejectCode = identity.row.reject_code;
    this.version = identity.row.version;
    this.cancelAsked = this.state === 'PENDING_CANCEL';
  }

  get isEnded(): boolean {
    return isOrderEnded(this.state);
  }

  /** True while the order is durable and undecided: its stop price is not reached, or its market not open yet. */
  get isWaiting(): boolean {
    return this.state === 'RECEIVED' && this.waves === 0;
  }

  /** What was expected of the order over its waves, in basis points of the arrival mid; null where nothing was sent to take. */
  get expectedCostBps(): number | null {
    const waves = [...this.waveOf.values()];
    return expectedCostBps(waves) ?? waves[0]?.expectedCostBps ?? null;
  }

  /** Quantity that is out at venues, or may be: everything sent or intended that has not ended, less what it has filled. */
  get working(): number {
    let sum = 0;
    for (const child of this.children.values()) if (!isChildEnded(child.state)) sum += child.quantity - child.filled;
    return sum;
  }

  /** Quantity that is neither executed nor out: what the next wave may route. Negative only where a venue has filled what it had given back. */
  get residual(): number {
    return this.identity.order.quantity - this.filled - this.working;
  }

  /** How much more is executed or out than was ordered: above 0 only where a venue has filled what it had given back. */
  get excess(): number {
    return Math.max(0, -this.residual);
  }

  /** True while a child that was sent to take is not ended, or the fate of any child is unknown. */
  get isWaveOpen(): boolean {
    for (const child of this.children.values()) {
      if (isChildEnded(child.state)) continue;
      if (!isResting(child.kind) || child.state === 'UNKNOWN') return true;
    }
    return false;
  }

  /** Where taking children have been meant to go, each once, in the order of their making: SEQUENTIAL and MANUAL go nowhere twice. */
  get triedVenues(): string[] {
    const tried = new Set<string>();
    for (const child of this.children.values()) if (!isResting(child.kind)) tried.add(child.venueId);
    return [...tried];
  }

  /** A venue has refused a part that was to rest in the hope of the spread: to ask again would be refused again. */
  get isRestRefused(): boolean {
    for (const { restMs, state, rejectCode } of this.children.values())
      if (restMs !== null && state === 'REJECTED' && rejectCode !== 'NOT_SENT') return true;
    return false;
  }

  /** What each venue has of the order, filled or out: what counts against the caps of routing rules. */
  get usedByVenue(): Map<string, number> {
    const used = new Map<string, number>();
    for (const child of this.children.values()) {
      const count = isChildEnded(child.state) ? child.filled : child.quantity;
      used.set(child.venueId, (used.get(child.venueId) ?? 0) + count);
    }
    return used;
  }

  /** Average executed price in 10^-8 per unit, or null before the first fill. */
  get averagePriceE8(): bigint | null {
    if (this.filled === 0) return null;
    return (this.notionalE8 * 10n ** BigInt(this.identity.instrument.quantityDecimals)) / BigInt(this.filled);
  }

  /** Notes a wave that is decided; nothing of it is filled. */
  addWave(decisionId: string, wave: Pick<LiveWave, 'wave' | 'expectedCostBps' | 'placed'>): void {
    this.waveOf.set(decisionId, { ...wave, filled: 0, notionalE8: moneyE8(0n), feesE8: moneyE8(0n) });
  }

  /** Moves a child by its table; false where the event must not happen in its state, and then nothing changes. */
  moveChild(child: LiveChild, event: ChildEvent, nowUs: number): boolean {
    const next = nextChildState(child.state, event);
    if (next === null) return false;
    if (!isChildEnded(child.state) && isChildEnded(next)) child.doneAtUs = nowUs;
    child.state = next;
    return true;
  }

  /** Moves the order by its table; false where the event must not happen in its state, and then nothing changes. */
  move(event: OrderEvent): boolean {
    const next = nextOrderState(this.state, event);
    if (next === null) return false;
    this.state = next;
    return true;
  }

  /**
   * Books a fill on child and order. Refuses, changing nothing, a fill that was booked before (`REPEATED`) and one that is larger than what
   * the child, or the whole order, still has (`OVERFILL`).
   */
  book(child: LiveChild, fill: VenueFill, nowUs: number): 'BOOKED' | 'REPEATED' | 'OVERFILL' {
    if (child.executionIds.has(fill.executionId)) return 'REPEATED';
    const { instrument, order } = this.identity;
    const isTooMuch = child.filled + fill.quantity > child.quantity || this.filled + fill.quantity > order.quantity;
    if (fill.quantity <= 0 || isTooMuch) return 'OVERFILL';
    const isWhole = child.filled + fill.quantity === child.quantity;
    if (!this.moveChild(child, isWhole ? 'FILLED_ALL' : 'FILLED_PART', nowUs)) return 'OVERFILL';
    child.executionIds.add(fill.executionId);
    child.filled += fill.quantity;
    const notionalE8 = notionalRoundedE8(fill.price, fill.quantity, instrument);
    for (const sums of [this, this.waveOf.get(child.decisionId)]) {
      if (sums === undefined) continue;
      sums.filled += fill.quantity;
      sums.notionalE8 = moneyE8(sums.notionalE8 + notionalE8);
      sums.feesE8 = moneyE8(sums.feesE8 + fill.feeE8);
    }
    this.move(this.filled === order.quantity ? 'FILLED_ALL' : 'FILLED_PART');
    return 'BOOKED';
  }
}
