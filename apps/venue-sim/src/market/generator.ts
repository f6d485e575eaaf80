import type { Instrument } from '@fairlead/core/instrument/instrument';
import { tickAt } from '@fairlead/core/instrument/tick';
import { price, quantity } from '@fairlead/core/money/units';
import { type BookSide, opposite } from '../book/resting-order.ts';
import type { Random } from '../random.ts';
import type { MarketSink, MarketSource } from './market-source.ts';
import { MEASURED_DEPTH_LOTS, type Presence, presenceOf, type SymbolProfile, spreadWeights } from './profiles.ts';
import { QuoteSide } from './quote-side.ts';
import { SpreadWalk } from './spread-walk.ts';

/** What an event is, by probability: the rest are single venues changing their quotes. */
const SPREAD_STEP_PROBABILITY = 0.05;
const SHIFT_PROBABILITY = 0.03;
const COUNTERPARTY_PROBABILITY = 0.08;
const SPREAD_STEP_UNTIL = SPREAD_STEP_PROBABILITY;
const SHIFT_UNTIL = SPREAD_STEP_UNTIL + SHIFT_PROBABILITY;
const COUNTERPARTY_UNTIL = SHIFT_UNTIL + COUNTERPARTY_PROBABILITY;
/** Quote rows that an event makes on average; measured over the generator itself. */
const ROWS_PER_EVENT = 1.25;
/** The chance that others join at once where a venue has just bettered the market. */
const JOIN_AT_ONCE = 0.03;
/** The chance that the bettering quote of a shift comes before the locked quotes have left. */
const LOCK_PROBABILITY = 0.4;
/** The chance that a venue's update changes its size only. */
const RESIZE_PROBABILITY = 0.65;
/** Events that follow a better price in quick succession on average, and how much quicker than others. */
const BURST_EVENTS_MEAN = 10;
const BURST_GAP_FACTOR = 0.1;
/** The chance that such an event changes a size only: after a move the venues adjust before they follow. */
const BURST_RESIZE_PROBABILITY = 0.8;
const RECOVERY_MEAN_US = 250_000;
const TRADING_DAY_S = 23_400;
/** The price returns to its start with this strength, so that a week of running stays in a sensible range. */
const REVERSION = 4;
const ODD_LOT_SHARE = 0.44;
const EXTRA_TRADE_LOTS_MEAN = 0.6;

const SIDES = ['BID', 'ASK'] as const;

interface VenueQuotes {
  readonly venueId: string;
  readonly presence: Presence;
  readonly BID: QuoteSide;
  readonly ASK: QuoteSide;
}

interface Recovery {
  readonly dueUs: number;
  readonly index: number;
}

/** What the generator of one symbol is made of. */
export interface GeneratorParts {
  readonly instrument: Instrument;
  readonly profile: SymbolProfile;
  /** The venues that show quotes. */
  readonly venueIds: readonly string[];
  /** Quote rows a second of market time, over all venues. */
  readonly rowsPerSecond: number;
  readonly random: Random;
}

/**
 * A seeded market in one symbol. One target best bid and offer moves: its spread by a chain with the measured mix, its level by
 * shifts that add up to the symbol's volatility. The venues quote around it: some at the best price, the others away, each leaving and
 * coming back at its own rate. Venues that a move has left outside the target re-quote in the same instant, so that the consolidated
 * market is never crossed and locked only while the quotes of one move are on their way.
 */
export class MarketGenerator implements MarketSource {
  readonly #parts: GeneratorParts;
  readonly #random: Random;
  readonly #recoveryRandom: Random;
  readonly #venues: readonly VenueQuotes[];
  readonly #refreshWeights: readonly number[];
  readonly #joinWeights: readonly number[];
  readonly #spread: SpreadWalk;
  readonly #tick: number;
  readonly #startTicks: number;
  readonly #shiftSquareMean: number;
  readonly #meanGapUs: number;
  readonly #recoveries: Recovery[] = [];
  #bidTicks: number;
  #nextEventUs = 0;
  #burstLeft = 0;
  #started = false;

  constructor(parts: GeneratorParts) {
    this.#parts = parts;
    this.#random = parts.random.fork('events');
    this.#recoveryRandom = parts.random.fork('recoveries');
    this.#tick = tickAt(parts.instrument, price(parts.profile.startPrice));
    this.#startTicks = Math.round(parts.profile.startPrice / this.#tick);
    this.#bidTicks = this.#startTicks;
    this.#spread = new SpreadWalk(spreadWeights(parts.profile.spreadClass), this.#random);
    this.#venues = parts.venueIds.map((venueId) => this.#venueQuotes(venueId));
    this.#refreshWeights = this.#venues.map(({ presence }) => presence.rows);
    this.#joinWeights = this.#venues.map(({ presence }) => presence.atBest);
    this.#meanGapUs = (1_000_000 * ROWS_PER_EVENT) / parts.rowsPerSecond;
    this.#shiftSquareMean = this.#neededShiftSquare();
  }

  nextUs(): number {
    return Math.min(this.#nextEventUs, this.#recoveries[0]?.dueUs ?? Number.POSITIVE_INFINITY);
  }

  step(sink: MarketSink): void {
    const recovery = this.#recoveries[0];
    if (recovery !== undefined && recovery.dueUs < this.#nextEventUs) {
      this.#recoveries.shift();
      this.#comeBack(recovery.index, sink);
      return;
    }
    this.#nextEventUs += this.#random.exponential(
      this.#burstLeft > 0 ? this.#meanGapUs * BURST_GAP_FACTOR : this.#meanGapUs,
    );
    this.#burstLeft = Math.max(0, this.#burstLeft - 1);
    if (this.#started) this.#event(sink);
    else this.#open(sink);
  }

  recover(venueId: string, nowUs: number): void {
    const index = this.#venues.findIndex((venue) => venue.venueId === venueId);
    if (index < 0 || this.#recoveries.some((recovery) => recovery.index === index)) return;
    const dueUs = nowUs + this.#recoveryRandom.exponential(RECOVERY_MEAN_US);
    const place = this.#recoveries.findIndex((recovery) => recovery.dueUs > dueUs);
    this.#recoveries.splice(place < 0 ? this.#recoveries.length : place, 0, { dueUs, index });
  }

  #venueQuotes(venueId: string): VenueQuotes {
    const { instrument, profile } = this.#parts;
    const presence = presenceOf(venueId, instrument.primaryVenueId);
    const lotsMean = profile.depthLots * presence.depth;
    const shape = { lotsMean, roundLot: instrument.roundLot, tick: this.#tick, atBest: presence.atBest };
    return { venueId, presence, BID: new QuoteSide('BID', shape), ASK: new QuoteSide('ASK', shape) };
  }

  /** The mean square of a shift in ticks that gives the symbol its daily volatility. */
  #neededShiftSquare(): number {
    const dailyTicks = (this.#startTicks * this.#parts.instrument.dailyVolatilityBps) / 10_000;
    const eventsPerDay = (TRADING_DAY_S * 1_000_000) / this.#meanGapUs;
    return dailyTicks ** 2 / (eventsPerDay * SHIFT_PROBABILITY);
  }

  #target(side: BookSide): number {
    return side === 'BID' ? this.#bidTicks : this.#bidTicks + this.#spread.ticks;
  }

  #event(sink: MarketSink): void {
    const kind = this.#random.unit();
    if (this.#burstLeft > 0 && this.#random.chance(BURST_RESIZE_PROBABILITY)) this.#refresh(sink, 1);
    else if (kind < SPREAD_STEP_UNTIL) this.#stepSpread(sink);
    else if (kind < SHIFT_UNTIL) this.#shift(sink);
    else if (kind < COUNTERPARTY_UNTIL) this.#counterparty(sink);
    else this.#refresh(sink, RESIZE_PROBABILITY);
  }

  #stepSpread(sink: MarketSink): void {
    const move = this.#spread.step(this.#random);
    if (move === 0) return;
    // The ask is the bid plus the spread, so a move of the bid takes the price with it and one of the ask leaves the bid.
    const side = this.#random.chance(this.#upProbability()) === move < 0 ? 'BID' : 'ASK';
    if (side === 'BID') this.#bidTicks -= move;
    if (move < 0) this.#better(side, sink);
    else this.#retreat(side, sink);
  }

  #shift(sink: MarketSink): void {
    const size = this.#drawShift();
    if (size === 0) return;
    const up = this.#random.chance(this.#upProbability());
    const leading = up ? 'BID' : 'ASK';
    const lockTicks = this.#target(opposite(leading));
    this.#bidTicks = Math.max(this.#spread.ticks + 1, this.#bidTicks + (up ? size : -size));
    const passes = up ? this.#bidTicks >= lockTicks : this.#target('ASK') <= lockTicks;
    if (passes && this.#random.chance(LOCK_PROBABILITY)) this.#lock(leading, lockTicks, sink);
    this.#retreat(opposite(leading), sink);
    this.#better(leading, sink);
  }

  #drawShift(): number {
    const square = this.#shiftSquareMean;
    if (square <= 1) return this.#random.chance(square) ? 1 : 0;
    // For 1 + a geometric count with mean m the mean square is 1 + 3m + 2m², solved here for m.
    return 1 + this.#random.geometric((Math.sqrt(1 + 8 * square) - 3) / 4);
  }

  #upProbability(): number {
    const drift = (this.#bidTicks - this.#startTicks) / this.#startTicks;
    return Math.min(0.9, Math.max(0.1, 0.5 - REVERSION * drift));
  }

  /** A venue betters the market and a few others join at once. */
  #better(side: BookSide, sink: MarketSink): void {
    const setter = this.#random.weighted(this.#joinWeights);
    this.#burstLeft = this.#random.geometric(BURST_EVENTS_MEAN);
    for (const [index, venue] of this.#venues.entries()) {
      const joins = index === setter || this.#random.chance(JOIN_AT_ONCE * venue.presence.atBest);
      if (joins) this.#quoteAt(index, { side, ticks: this.#target(side) }, sink);
    }
  }

  /** Every venue outside the target re-quotes; if nobody is left at the target, somebody quotes there. */
  #retreat(side: BookSide, sink: MarketSink): void {
    for (const [index, venue] of this.#venues.entries()) {
      if (venue[side].ticksAway(this.#target(side)) < 0) this.#requote(index, side, sink);
    }
    if (!this.#anyoneAtBest(side)) {
      this.#quoteAt(this.#random.weighted(this.#joinWeights), { side, ticks: this.#target(side) }, sink);
    }
  }

  /** One quote meets the other side's old price before that has left: the market is locked until the move is through. */
  #lock(side: BookSide, ticks: number, sink: MarketSink): void {
    const other = opposite(side);
    const index = this.#random.weighted(this.#joinWeights);
    const venue = this.#venues[index];
    if (venue !== undefined && venue[other].ticksAway(ticks) > 0) this.#quoteAt(index, { side, ticks }, sink);
  }

  #refresh(sink: MarketSink, resizeProbability: number): void {
    const index = this.#random.weighted(this.#refreshWeights);
    const side = this.#random.chance(0.5) ? 'BID' : 'ASK';
    if (this.#random.chance(resizeProbability)) this.#resize(index, side, sink);
    else this.#requote(index, side, sink);
  }

  #resize(index: number, side: BookSide, sink: MarketSink): void {
    const ticks = this.#venues[index]?.[side].priceTicks;
    if (ticks !== undefined) this.#quoteAt(index, { side, ticks }, sink);
  }

  #requote(index: number, side: BookSide, sink: MarketSink): void {
    const venue = this.#venues[index];
    if (venue === undefined) return;
    const target = this.#target(side);
    // The last venue at the best price changes its size only: leaving would be a move of the market, which has its own events.
    const stays = venue[side].ticksAway(target) === 0 && !this.#anyoneAtBest(side, index);
    const atBest = stays || this.#random.chance(venue.presence.atBest);
    this.#quoteAt(index, { side, ticks: atBest ? target : venue[side].drawAwayTicks(target, this.#random) }, sink);
  }

  #anyoneAtBest(side: BookSide, except = -1): boolean {
    const target = this.#target(side);
    return this.#venues.some((venue, index) => index !== except && venue[side].ticksAway(target) === 0);
  }

  #quoteAt(index: number, { side, ticks }: { side: BookSide; ticks: number }, sink: MarketSink): void {
    this.#venues[index]?.[side].requote(ticks, this.#random);
    this.#emit(index, sink);
  }

  #open(sink: MarketSink): void {
    this.#started = true;
    for (const [index, venue] of this.#venues.entries()) {
      for (const side of SIDES) {
        const target = this.#target(side);
        const atBest = index === 0 || this.#random.chance(venue.presence.atBest);
        venue[side].requote(atBest ? target : venue[side].drawAwayTicks(target, this.#random), this.#random);
      }
      this.#emit(index, sink);
    }
  }

  #comeBack(index: number, sink: MarketSink): void {
    const venue = this.#venues[index];
    if (venue === undefined) return;
    for (const side of SIDES) venue[side].requote(venue[side].priceTicks, this.#recoveryRandom);
    this.#emit(index, sink);
  }

  #emit(index: number, sink: MarketSink): void {
    const venue = this.#venues[index];
    if (venue !== undefined) sink.quote(venue.venueId, { bids: venue.BID.levels(), asks: venue.ASK.levels() });
  }

  #counterparty(sink: MarketSink): void {
    const { roundLot } = this.#parts.instrument;
    const depth = this.#parts.profile.depthLots / MEASURED_DEPTH_LOTS;
    const side = this.#random.chance(0.5) ? 'BID' : 'ASK';
    const size = this.#random.chance(ODD_LOT_SHARE)
      ? 1 + this.#random.below(Math.max(1, roundLot - 1))
      : roundLot * (1 + this.#random.geometric(EXTRA_TRADE_LOTS_MEAN * depth));
    sink.trade(side, quantity(size));
  }
}
