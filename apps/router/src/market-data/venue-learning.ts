import { executionQuality } from '@fairlead/core/execution/quality';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { believedPrice, doubleMid, type MeasuredMarket, type Nbbo } from '@fairlead/core/market/nbbo';
import type { QuoteState } from '@fairlead/core/market/quote';
import { moneyE8, type Price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import { adverseBps, MarkoutQueue } from '@fairlead/core/quality/markout-queue';
import { isResting, type OrderKind } from '@fairlead/core/routing/order-kind';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { LateAnswers } from './late-answers.ts';
import type { VenueEstimates } from './venue-estimates.ts';

/** What learning reads of the market, and the venues that it teaches. */
export interface LearnersMarket {
  health(venueId: string): { readonly estimates: VenueEstimates } | undefined;
  nbbo(instrumentId: string, nowUs: number): Nbbo | undefined;
  quoteState(venueId: string, instrumentId: string): QuoteState | undefined;
  observed(instrumentId: string, isMiss?: boolean): void;
}

/** What is to be known of a child order to learn from it. Quantities are at the instrument's scale. */
export interface SeenChild {
  readonly venueId: string;
  readonly kind: OrderKind;
  readonly quantity: number;
  readonly filled: number;
  /** Why it was refused, where it was; NOT_SENT never reached the venue. */
  readonly rejectCode: string | null;
}

/** Ends that say nothing of how a venue deals: it was never reached, or its simulation was started anew. */
const UNTAUGHT: ReadonlySet<string | null> = new Set(['NOT_SENT', 'VENUE_LOST']);

/** What is to be known of its order. */
export interface SeenOrder {
  readonly identity: { readonly order: { readonly side: Side }; readonly instrument: Instrument };
  /** The NBBO in which it began. */
  readonly start: { readonly nbbo: MeasuredMarket };
}

/** Fills that may wait for one of their markouts; at a thousand fills a second the 5-minute line would need 300,000. */
const MARKOUT_CAPACITY = 50_000;
const BPS = 10_000;

/**
 * Turns what happens to child orders into observations of their venues, and reads the mid again after every fill. Nothing here decides or
 * stores anything; all of it is a few additions on the way of a report.
 */
export class VenueLearning {
  readonly #market: LearnersMarket;
  readonly #markouts = new MarkoutQueue(MARKOUT_CAPACITY);
  readonly #late = new LateAnswers();

  constructor(market: LearnersMarket) {
    this.#market = market;
  }

  /** Fills whose markouts are not all read yet. */
  get waitingMarkouts(): number {
    return this.#markouts.size;
  }

  /** Children are decided: venues that are pinged by them are left alone until they have answered. */
  planned(
    slices: readonly Pick<SeenChild, 'venueId' | 'kind'>[],
    { order, view }: Pick<PlanInput, 'order' | 'view'>,
  ): void {
    const { instrumentId } = order;
    for (const { venueId, kind } of slices) {
      if (isResting(kind) || !this.#isBlind({ venueId, kind }, instrumentId)) continue;
      this.#market.health(venueId)?.estimates.pingSent(instrumentId, order.side, view.takenAtUs);
    }
  }

  /** The first answer of a venue to a child, so long after it was sent. */
  answered(child: SeenChild, { identity: { instrument } }: SeenOrder, at: { latencyUs: number; nowUs: number }): void {
    const seen = { kind: 'ROUND_TRIP', latencyUs: Math.max(0, at.latencyUs) } as const;
    const estimates = this.#market.health(child.venueId)?.estimates;
    if (estimates !== undefined) this.#pace(child.venueId, estimates, { ...at, latencyUs: seen.latencyUs });
    estimates?.learn(instrument.instrumentId, seen, at.nowUs);
    this.#market.observed(instrument.instrumentId);
  }

  /** How fast a venue answers is read beside what all of them share at the time. */
  #pace(venueId: string, { pace, course }: VenueEstimates, at: { latencyUs: number; nowUs: number }): void {
    const ordinaryUs = pace.counts(at.nowUs) ? pace.ordinaryUs(course) : null;
    if (ordinaryUs === null) return;
    pace.answered(at.latencyUs, this.#late.besides(venueId, at.nowUs), at.nowUs);
    this.#late.add(venueId, at.latencyUs - ordinaryUs, at.nowUs);
  }

  /** A child has ended. Resting ones teach nothing here, nor do those that never reached the venue or were lost with it. */
  ended(child: SeenChild, { identity: { order, instrument } }: SeenOrder, nowUs: number): void {
    const estimates = this.#market.health(child.venueId)?.estimates;
    if (estimates === undefined || isResting(child.kind) || UNTAUGHT.has(child.rejectCode)) return;
    const { instrumentId } = instrument;
    this.#market.observed(instrumentId, child.filled === 0);
    const isRejected = child.rejectCode !== null && child.filled === 0;
    if (!this.#isBlind(child, instrumentId)) {
      return estimates.learn(
        instrumentId,
        { kind: 'TAKE', filledShare: child.filled / child.quantity, isRejected },
        nowUs,
      );
    }
    const foundAny = child.filled > 0;
    estimates.learn(instrumentId, { kind: 'BLIND', gotAny: foundAny, isRejected }, nowUs);
    if (isRejected) return;
    const ping = { asked: quantity(child.quantity), filled: quantity(child.filled), side: order.side };
    estimates.learnPing(instrument, ping, nowUs);
  }

  /** A fill was booked. */
  filled(
    child: SeenChild,
    of: SeenOrder,
    fill: { readonly price: Price; readonly quantity: Quantity; readonly nowUs: number },
  ): void {
    const { venueId } = child;
    const { instrumentId } = of.identity.instrument;
    const mid = doubleMidOf(this.#market, instrumentId, fill.nowUs);
    const seen = fillSeen(of, fill, mid);
    if (seen !== null) this.#market.health(venueId)?.estimates.learn(instrumentId, seen, fill.nowUs);
    if (mid === null) return;
    this.#markouts.add({
      venueId,
      instrumentId,
      sign: sideSign(of.identity.order.side),
      doubleMid: mid,
      filledAtUs: fill.nowUs,
      isBlind: this.#isBlind(child, instrumentId),
    });
  }

  /** Reads the mids that are due. One that cannot be read now (no two-sided market) is not read later either: it would be another markout. */
  tick(nowUs: number): void {
    for (const { fill, metric } of this.#markouts.due(nowUs)) {
      const mid = doubleMidOf(this.#market, fill.instrumentId, nowUs);
      if (mid === null) continue;
      const seen = { kind: 'MARKOUT', metric, adverseBps: adverseBps(fill, mid), isBlind: fill.isBlind } as const;
      this.#market.health(fill.venueId)?.estimates.learn(fill.instrumentId, seen, nowUs);
    }
  }

  /** Sent at the midpoint, or to a venue that displays nothing. */
  #isBlind(child: Pick<SeenChild, 'venueId' | 'kind'>, instrumentId: string): boolean {
    return child.kind === 'MID_IOC' || this.#market.quoteState(child.venueId, instrumentId) === 'NONE';
  }
}

/** Twice the mid of a market in which both sides are there, apart and to be believed. */
function doubleMidOf(market: LearnersMarket, instrumentId: string, nowUs: number): number | null {
  const nbbo = market.nbbo(instrumentId, nowUs);
  return nbbo === undefined || nbbo.state !== 'NORMAL' ? null : doubleMid(nbbo);
}

/** The fill beside the market in which its order began; null where that had no two sides that could be believed. */
function fillSeen(
  { identity: { order, instrument }, start }: SeenOrder,
  fill: { readonly price: Price; readonly quantity: Quantity },
  mid: number | null,
) {
  const bid = believedPrice(start.nbbo, 'BID');
  const ask = believedPrice(start.nbbo, 'ASK');
  if (bid === null || ask === null) return null;
  const execution = { side: order.side, ...fill, feeE8: moneyE8(0n), bid, ask, scale: instrument };
  const { priceImprovementBps, eqRatio } = executionQuality(execution);
  const arrived = bid + ask;
  const impactBps = mid === null ? null : ((sideSign(order.side) * (mid - arrived)) / arrived) * BPS;
  return { kind: 'FILL', improvementBps: priceImprovementBps, effectiveOverQuoted: eqRatio, impactBps } as const;
}
