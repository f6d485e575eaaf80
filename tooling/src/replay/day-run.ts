import { addQuality, NO_QUALITY, type QualitySums } from '@fairlead/core/execution/quality';
import type { MarketView } from '@fairlead/core/market/market-view';
import { doubleMid } from '@fairlead/core/market/nbbo';
import type { Quote } from '@fairlead/core/market/quote';
import { type Price, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { ChildOrder, Decide, SimulatedFill, Taken } from './child-order.ts';
import { DisplayedQuotes } from './displayed-quotes.ts';
import { type Flight, Flights } from './flights.ts';
import { HiddenBook, type HiddenInterest } from './hidden-interest.ts';
import { HiddenLearning } from './hidden-learning.ts';
import { invariantFaults } from './invariant-check.ts';
import { closeUsOf, isInSession } from './nbbo-pass.ts';
import type { NextLevels } from './next-levels.ts';
import { OrderEntry, type Override } from './order-entry.ts';
import { blankQuote, loadQuote, timeUsOf } from './quote-tape.ts';
import type { Recording } from './recording/recorded-market.ts';
import { type Resting, RestingOrders } from './resting-orders.ts';
import { REPLAY_WAVES_MAX } from './run-settings.ts';
import { SimulatedMarket } from './simulated-market.ts';
import { Tally } from './tally.ts';
import type { MeasuredOrder } from './timed-order.ts';
import { tradeThroughs } from './trade-through-check.ts';

const US_PER_MS = 1_000;
const NOTHING: readonly never[] = [];

/** One run of the day: what came, and who routes. */
export interface DaySetup {
  readonly recording: Recording;
  /** The undisplayed interest of the recording; part of the market, the same for every run. */
  readonly interests: readonly HiddenInterest[];
  /** What comes to light behind a venue's best price; part of the market too. */
  readonly next: NextLevels;
  readonly orders: readonly MeasuredOrder[];
  readonly override: Override;
  readonly decide: Decide;
  /** Wall time in milliseconds, only to measure decisions with. */
  readonly nowMs: () => number;
}

/** An accepted order on its way through the day. */
interface LiveOrder {
  readonly measured: MeasuredOrder;
  readonly order: ValidOrder;
  readonly worstPrice: Price;
  /** Venues that earlier waves were sent to take at. */
  readonly tried: string[];
  executed: number;
  /** In flight or resting. */
  out: number;
  waves: number;
  /** Taking children that have not answered. */
  open: number;
  /** What the executions cost. */
  cost: QualitySums;
  /** There is more to ask after its last wave, even where the order is to end at once. */
  goesOn: boolean;
  /** A part of it has rested for its time: the rest is taken. */
  hasRested: boolean;
  /** Its horizon has ended: nothing of it is routed or rests any more. */
  isOver: boolean;
}

/** A cancel on its way to the venue at which something has rested for its time. */
interface Withdrawal {
  readonly resting: Resting<LiveOrder>;
  /** When it reaches the venue, in microseconds since 1970. */
  readonly atUs: number;
}

/**
 * Runs a router through the recorded day on a virtual clock of microseconds: at equal times quotes come first, then prints, then children
 * at venues, then cancels, then new orders. Deterministic: nothing but the measured decision times depends on the machine.
 */
export function runDay(setup: DaySetup): Tally {
  return new DayRun(setup).run();
}

class DayRun {
  readonly #setup: DaySetup;
  readonly #entry: OrderEntry;
  readonly #learning: HiddenLearning;
  readonly #market: SimulatedMarket;
  readonly #displayed: DisplayedQuotes;
  readonly #flights = new Flights<Flight<LiveOrder>>();
  readonly #withdrawals = new Flights<Withdrawal>();
  readonly #resting: RestingOrders<LiveOrder>;
  readonly #hidden: HiddenBook<LiveOrder>;
  readonly #tally: Tally;
  readonly #rowOfVenue: ReadonlyMap<string, number>;
  readonly #live: LiveOrder[] = [];
  readonly #completed = new Set<LiveOrder>();
  #nextTrade = 0;
  #nextOrder = 0;
  #nextEnd = 0;
  #nowUs = 0;

  constructor(setup: DaySetup) {
    const { market } = setup.recording;
    this.#setup = setup;
    this.#entry = new OrderEntry(market, setup.override);
    this.#learning = new HiddenLearning(market, setup.interests.length > 0);
    this.#market = new SimulatedMarket(market, setup.next, this.#learning);
    this.#displayed = new DisplayedQuotes(market, setup.next);
    this.#resting = new RestingOrders(market.venues.length);
    this.#hidden = new HiddenBook(market.venues.length, setup.interests);
    this.#tally = new Tally(market);
    this.#rowOfVenue = new Map(market.venues.map((venue, row) => [venue.venueId, row]));
  }

  run(): Tally {
    const { tape, market } = this.#setup.recording;
    const quote = blankQuote();
    for (let index = 0; index < tape.count; index++) {
      this.#eventsBefore(timeUsOf(tape, index));
      loadQuote(tape, index, quote);
      const [row, depth] = [tape.row[index] ?? 0, tape.depths?.[index] ?? null];
      this.#nowUs = quote.eventTimeUs;
      this.#market.quote(row, quote, depth);
      this.#displayed.quote(row, quote, depth);
      // Posted orders trade in the session only; what they meet before and after is an auction that the recording does not show.
      if (isInSession(market, tape.timeUs[index] ?? 0)) this.#meet(row, quote);
    }
    this.#eventsBefore(Number.POSITIVE_INFINITY);
    return this.#tally;
  }

  #meet(row: number, quote: Readonly<Quote>): void {
    for (const { resting, quantity: count } of this.#resting.metBy(row, quote)) {
      const { owner, side, price } = resting;
      this.#market.reduce(row, side, { quantity: count });
      this.#displayed.taken(row, side, { price: side === 'BUY' ? quote.ask : quote.bid, quantity: count });
      this.#fill(owner, { row, side, price, quantity: count }, 'MAKE');
    }
  }

  #eventsBefore(timeUs: number): void {
    const { recording, orders } = this.#setup;
    const { midnightUs } = recording.market;
    for (;;) {
      const tradeUs = midnightUs + (recording.trades[this.#nextTrade]?.timeUs ?? Number.POSITIVE_INFINITY);
      const pegUs = midnightUs + this.#hidden.nextUs;
      const orderUs = orders[this.#nextOrder]?.atUs ?? Number.POSITIVE_INFINITY;
      const flightUs = this.#flights.nextUs;
      const endUs = this.#live[this.#nextEnd]?.measured.endUs ?? Number.POSITIVE_INFINITY;
      const cancelUs = this.#withdrawals.nextUs;
      const markoutUs = this.#tally.markout.nextUs;
      const nextUs = Math.min(tradeUs, pegUs, orderUs, flightUs, cancelUs, endUs, markoutUs);
      if (nextUs >= timeUs) return;
      this.#nowUs = nextUs;
      if (nextUs === tradeUs) this.#trade();
      else if (nextUs === pegUs) this.#midpointPrint();
      else if (nextUs === flightUs) this.#arrive(this.#flights.shift());
      else if (nextUs === cancelUs) this.#withdraw(this.#withdrawals.shift());
      else if (nextUs === orderUs) this.#enter();
      else if (nextUs === markoutUs) this.#tally.markout.tell(nextUs, this.#doubleMid());
      else this.#endHorizon();
    }
  }

  #trade(): void {
    const { recording } = this.#setup;
    const trade = recording.trades[this.#nextTrade];
    this.#nextTrade += 1;
    if (trade === undefined || trade.row === null || !isInSession(recording.market, trade.timeUs)) return;
    for (const { resting, quantity: count } of this.#resting.tradedAt({ ...trade, row: trade.row }))
      this.#fill(resting.owner, { ...resting, quantity: count }, 'MAKE');
  }

  #midpointPrint(): void {
    for (const { pegged, taken } of this.#hidden.print())
      this.#fill(pegged.owner, { row: pegged.row, side: pegged.side, ...taken }, 'MIDPOINT');
  }

  /** A new order: validated, gated and routed as the live router does it. */
  #enter(): void {
    const measured = this.#setup.orders[this.#nextOrder];
    if (measured === undefined) return;
    this.#nextOrder += 1;
    this.#tally.order();
    const begunMs = this.#setup.nowMs();
    const view = this.#market.view(measured.atUs, measured.request.side);
    const entered = this.#entry.enter(measured.request, view);
    if (!entered.ok) return this.#tally.reject(entered.error, measured);
    this.#tally.accept(entered.value.order.quantity);
    const started = {
      executed: 0,
      out: 0,
      waves: 0,
      open: 0,
      cost: NO_QUALITY,
      goesOn: false,
      hasRested: false,
      isOver: false,
    };
    const live = { measured, ...entered.value, tried: [], ...started };
    this.#live.push(live);
    this.#route(live, view, begunMs);
  }

  #route(live: LiveOrder, view: MarketView, begunMs: number): void {
    const { decide, nowMs, recording } = this.#setup;
    const { market } = recording;
    const { order, worstPrice } = live;
    const committed = live.executed + live.out;
    const count = quantity(order.quantity - committed);
    live.waves += 1;
    const protection =
      market.instrument.rules.orderProtection && isInSession(market, view.takenAtUs - market.midnightUs);
    const triedVenues = [...live.tried];
    const wave = {
      order,
      wave: live.waves,
      quantity: count,
      worstPrice,
      view,
      protection,
      triedVenues,
      hasRested: live.hasRested,
    };
    const { children, unallocated, goesOn } = decide(wave);
    live.goesOn = goesOn;
    const us = (nowMs() - begunMs) * 1_000;
    const at = { market, quotes: this.#displayed, roundLot: market.instrument.roundLot, nowUs: view.takenAtUs };
    this.#tally.decision({
      us,
      tradeThroughs: protection ? tradeThroughs(children, order.side, at) : 0,
      faults: invariantFaults({ order, quantity: count, worstPrice, children, unallocated, committed }, at).length,
    });
    for (const child of children) this.#send(live, child, view.takenAtUs);
    this.#completeIfDone(live);
  }

  #send(live: LiveOrder, child: ChildOrder, atUs: number): void {
    const row = this.#rowOfVenue.get(child.venueId);
    const venue = this.#setup.recording.market.venues[row ?? -1];
    if (row === undefined || venue === undefined) throw new Error(`a child for ${child.venueId}, which is not there`);
    live.out += child.quantity;
    if (!isResting(child.kind)) {
      live.open += 1;
      if (!live.tried.includes(child.venueId)) live.tried.push(child.venueId);
    }
    this.#tally.child(row, child.quantity);
    const arrivesUs = atUs + venue.typicalLatencyUs;
    const lastUs = closeUsOf(this.#setup.recording.market) - 1;
    const isTooLate = arrivesUs > lastUs;
    this.#flights.add({ owner: live, row, child, atUs: Math.min(arrivesUs, lastUs), isTooLate });
  }

  /** A child reaches its venue: it takes what it can, rests if it is posted, and the wave may be over. */
  #arrive({ owner: live, row, child, isTooLate }: Flight<LiveOrder>): void {
    const { side } = live.order;
    if (isTooLate) live.isOver = true;
    const taken = isTooLate ? NOTHING : this.#take(live, row, child);
    const left = child.quantity - taken.reduce((sum, each) => sum + each.quantity, 0);
    if (isResting(child.kind)) {
      if (left === 0) return;
      if (!live.isOver) return this.#rest({ owner: live, row, side, price: child.limitPrice, remaining: left }, child);
      live.out -= left;
      return this.#completeIfDone(live);
    }
    live.out -= left;
    live.open -= 1;
    if (child.kind === 'MID_IOC') {
      const filled = child.quantity - left;
      this.#learning.answered(row, { side, asked: child.quantity, filled, atUs: this.#nowUs });
    }
    this.#goOn(live);
  }

  /** Routes what is left of an order again once every taking child has answered; where nothing is to be routed it may be done. */
  #goOn(live: LiveOrder): void {
    const { order } = live;
    const isImmediate = order.timeInForce === 'IOC' || order.timeInForce === 'FOK';
    const isLast = (isImmediate && !live.goesOn) || live.waves >= REPLAY_WAVES_MAX;
    const isDone = live.open > 0 || live.isOver || isLast;
    if (isDone || live.executed + live.out >= order.quantity) return this.#completeIfDone(live);
    const begunMs = this.#setup.nowMs();
    this.#route(live, this.#market.view(this.#nowUs, order.side), begunMs);
  }

  #take(live: LiveOrder, row: number, child: ChildOrder): readonly Taken[] {
    const isMidpoint = child.kind === 'MID_IOC' || child.kind === 'MID_PEG';
    return isMidpoint ? this.#takeHidden(live, row, child) : this.#takeDisplayed(live, row, child);
  }

  #takeDisplayed(live: LiveOrder, row: number, child: ChildOrder): readonly Taken[] {
    const { side } = live.order;
    const taken = this.#market.take(row, side, child);
    for (const each of taken) {
      this.#displayed.taken(row, side, each);
      this.#fill(live, { row, side, ...each }, 'TAKE');
    }
    return taken;
  }

  #takeHidden(live: LiveOrder, row: number, child: ChildOrder): readonly Taken[] {
    const { side } = live.order;
    const mid = this.#doubleMid();
    if (mid === null) return [];
    const timeUs = this.#nowUs - this.#setup.recording.market.midnightUs;
    const taken = this.#hidden.take({ row, side, quantity: child.quantity, limitPrice: child.limitPrice, timeUs }, mid);
    for (const each of taken) this.#fill(live, { row, side, ...each }, 'MIDPOINT');
    return taken;
  }

  /** Twice the mid of an ordinary two-sided market; null in any other. */
  #doubleMid(): number | null {
    const nbbo = this.#market.nbbo(this.#nowUs);
    return nbbo.state === 'NORMAL' ? doubleMid(nbbo) : null;
  }

  #rest(posted: Resting<LiveOrder>, { kind, restMs }: ChildOrder): void {
    if (kind === 'MID_PEG') {
      const timeUs = this.#nowUs - this.#setup.recording.market.midnightUs;
      return this.#hidden.rest({ ...posted, limitPrice: posted.price, timeUs });
    }
    const resting = this.#resting.add(posted, this.#market.displayed(posted.row));
    // Its time began when it was sent, a latency ago; the cancel takes another one to arrive.
    if (restMs !== null) this.#withdrawals.add({ resting, atUs: this.#nowUs + restMs * US_PER_MS });
  }

  /** What has rested for its time is out of its book, and what is left of it is taken. */
  #withdraw({ resting }: Withdrawal): void {
    const { owner: live } = resting;
    const left = this.#resting.withdraw(resting);
    if (left === 0) return;
    live.out -= left;
    live.hasRested = true;
    this.#goOn(live);
  }

  #fill(live: LiveOrder, fill: SimulatedFill, flag: LiquidityFlag): void {
    live.executed += fill.quantity;
    live.out -= fill.quantity;
    const isOver = live.executed + live.out > live.order.quantity || live.out < 0;
    const isBeyond = live.order.side === 'BUY' ? fill.price > live.worstPrice : fill.price < live.worstPrice;
    if (isOver || isBeyond) this.#tally.faults += 1;
    if (flag === 'MAKE') this.#tally.markout.add(fill, this.#nowUs);
    const cost = this.#tally.fill(fill, { flag, arrival: live.measured.arrival });
    live.cost = addQuality(live.cost, cost);
    this.#completeIfDone(live);
  }

  /** The next order whose horizon ends: what rests of it is taken out, what is in flight still comes back. */
  #endHorizon(): void {
    const live = this.#live[this.#nextEnd];
    this.#nextEnd += 1;
    if (live === undefined || this.#completed.has(live)) return;
    live.isOver = true;
    live.out -= this.#resting.cancel(live) + this.#hidden.cancel(live);
    this.#completeIfDone(live);
  }

  /** Nothing in flight and nothing resting: no more is to be expected of the order. */
  #completeIfDone(live: LiveOrder): void {
    if (live.open > 0 || live.out > 0 || this.#completed.has(live)) return;
    this.#completed.add(live);
    const { side, quantity: ordered } = live.order;
    const sweep = this.#market.sweep(side, ordered - live.executed, this.#nowUs);
    for (const part of sweep) this.#displayed.taken(part.row, side, { price: part.price, quantity: part.size });
    this.#tally.complete(live, sweep);
  }
}
