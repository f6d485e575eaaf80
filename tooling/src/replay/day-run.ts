import type { MarketView } from '@fairlead/core/market/market-view';
import type { Price } from '@fairlead/core/money/units';
import { quantity } from '@fairlead/core/money/units';
import type { RoutingObjective, ValidOrder } from '@fairlead/core/order/request';
import { type Catalogue, validateOrder } from '@fairlead/core/order/validate';
import { approveOrder } from '@fairlead/core/risk/risk-gate';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { ChildOrder, Decide, SimulatedFill } from './child-order.ts';
import { DisplayedQuotes } from './displayed-quotes.ts';
import { type Flight, Flights } from './flights.ts';
import { invariantFaults } from './invariant-check.ts';
import { type ArrivalMarket, isRegular } from './nbbo-pass.ts';
import { blankQuote, loadQuote, type QuoteTape, timeUsOf } from './quote-tape.ts';
import { RECORDED_VENUES, type RecordedDay } from './recorded-day.ts';
import { RestingOrders } from './resting-orders.ts';
import { REPLAY_LIMITS, REPLAY_WAVES_MAX } from './run-settings.ts';
import { SimulatedMarket } from './simulated-market.ts';
import { Tally } from './tally.ts';
import type { TimedOrder } from './timed-order.ts';
import type { RecordedTrade } from './trade-tape.ts';
import { tradeThroughs } from './trade-through-check.ts';

/** One run of the day: what came, and who routes. */
export interface DaySetup {
  readonly day: RecordedDay;
  readonly tape: QuoteTape;
  readonly trades: readonly RecordedTrade[];
  readonly orders: readonly TimedOrder[];
  /** The tape's NBBO at each order's arrival. */
  readonly arrivals: readonly ArrivalMarket[];
  /** Overrides the objective of every order; null leaves each its own. */
  readonly objective: RoutingObjective | null;
  readonly decide: Decide;
  /** Wall time in milliseconds, only to measure decisions with. */
  readonly nowMs: () => number;
}

/** An accepted order on its way through the day. */
interface LiveOrder {
  readonly order: ValidOrder;
  readonly worstPrice: Price;
  readonly arrival: ArrivalMarket;
  executed: number;
  /** In flight or resting. */
  out: number;
  waves: number;
  /** Taking children that have not answered. */
  open: number;
}

const ROW_OF_VENUE: ReadonlyMap<string, number> = new Map(RECORDED_VENUES.map((venue, row) => [venue.venueId, row]));
const VENUE_IDS: ReadonlySet<string> = new Set(US_EQUITY_VENUES.map((venue) => venue.venueId));

/**
 * Runs a router through the recorded day on a virtual clock of microseconds: at equal times quotes come first, then prints, then children
 * at venues, then new orders. Deterministic: nothing but the measured decision times depends on the machine.
 */
export function runDay(setup: DaySetup): Tally {
  return new DayRun(setup).run();
}

class DayRun {
  readonly #setup: DaySetup;
  readonly #catalogue: Catalogue;
  readonly #market: SimulatedMarket;
  readonly #displayed = new DisplayedQuotes();
  readonly #flights = new Flights<LiveOrder>();
  readonly #resting = new RestingOrders<LiveOrder>(RECORDED_VENUES.length);
  readonly #tally = new Tally();
  #nextTrade = 0;
  #nextOrder = 0;

  constructor(setup: DaySetup) {
    const { instrument } = setup.day;
    this.#setup = setup;
    this.#market = new SimulatedMarket(instrument);
    this.#catalogue = {
      instrument: (id) => (id === instrument.instrumentId ? instrument : undefined),
      hasVenue: (id) => VENUE_IDS.has(id),
    };
  }

  run(): Tally {
    const { tape } = this.#setup;
    const quote = blankQuote();
    for (let index = 0; index < tape.count; index++) {
      this.#eventsBefore(timeUsOf(tape, index));
      loadQuote(tape, index, quote);
      const row = tape.row[index] ?? 0;
      this.#market.quote(row, quote);
      this.#displayed.quote(row, quote);
      // Posted orders trade in regular hours only; what they meet before and after is an auction that the recording does not show.
      if (!isRegular(tape.timeMs[index] ?? 0)) continue;
      for (const { resting, quantity: count } of this.#resting.metBy(row, quote)) {
        this.#market.reduce(row, resting.side, count);
        this.#fill(resting.owner, { ...resting, quantity: count }, 'MAKE');
        this.#displayed.taken(row, resting.side, count);
      }
    }
    this.#eventsBefore(Number.POSITIVE_INFINITY);
    return this.#tally;
  }

  #eventsBefore(timeUs: number): void {
    for (;;) {
      const tradeUs = this.#tradeUs();
      const orderUs = this.#setup.orders[this.#nextOrder]?.atUs ?? Number.POSITIVE_INFINITY;
      const flightUs = this.#flights.nextUs;
      if (Math.min(tradeUs, orderUs, flightUs) >= timeUs) return;
      if (tradeUs <= flightUs && tradeUs <= orderUs) this.#trade();
      else if (flightUs <= orderUs) this.#arrive(this.#flights.shift());
      else this.#enter();
    }
  }

  #tradeUs(): number {
    const { trades, day } = this.#setup;
    return day.midnightUs + (trades[this.#nextTrade]?.timeMs ?? Number.POSITIVE_INFINITY) * 1_000;
  }

  #trade(): void {
    const trade = this.#setup.trades[this.#nextTrade];
    this.#nextTrade += 1;
    if (trade === undefined || !this.#resting.isAt(trade.row) || !isRegular(trade.timeMs)) return;
    for (const { resting, quantity: count } of this.#resting.tradedThrough(trade))
      this.#fill(resting.owner, { ...resting, quantity: count }, 'MAKE');
  }

  /** A new order: validated, gated and routed as the live router does it. */
  #enter(): void {
    const { orders, arrivals, objective, day, nowMs } = this.#setup;
    const index = this.#nextOrder;
    const timed = orders[index];
    if (timed === undefined) return;
    this.#nextOrder += 1;
    this.#tally.order();
    const begunMs = nowMs();
    const request = objective === null ? timed.request : { ...timed.request, routingObjective: objective };
    const valid = validateOrder(request, this.#catalogue);
    if (!valid.ok) return this.#tally.reject(valid.error.code);
    const view = this.#market.view(timed.atUs);
    const approval = approveOrder(valid.value, { instrument: day.instrument, nbbo: view.nbbo, limits: REPLAY_LIMITS });
    if (!approval.ok) return this.#tally.reject(approval.error.code);
    const { order, worstPrice } = approval.value;
    this.#tally.accept(order.quantity);
    const arrival = arrivals[index] ?? { bid: null, ask: null };
    const live = { order, worstPrice, arrival, executed: 0, out: 0, waves: 0, open: 0 };
    this.#route(live, view, begunMs);
  }

  #route(live: LiveOrder, view: MarketView, begunMs: number): void {
    const { decide, nowMs, day } = this.#setup;
    const { order, worstPrice } = live;
    const committed = live.executed + live.out;
    const count = quantity(order.quantity - committed);
    live.waves += 1;
    const protection = isRegular((view.takenAtUs - day.midnightUs) / 1_000);
    const { children, unallocated } = decide({
      order,
      wave: live.waves,
      quantity: count,
      worstPrice,
      view,
      protection,
    });
    const us = (nowMs() - begunMs) * 1_000;
    const checked = { order, quantity: count, worstPrice, children, unallocated, committed };
    this.#tally.decision({
      us,
      tradeThroughs: protection ? tradeThroughs(children, order.side, this.#displayed) : 0,
      faults: invariantFaults(checked, this.#displayed).length,
    });
    for (const child of children) this.#send(live, child, view.takenAtUs);
  }

  #send(live: LiveOrder, child: ChildOrder, atUs: number): void {
    const row = ROW_OF_VENUE.get(child.venueId);
    const venue = RECORDED_VENUES[row ?? -1];
    if (row === undefined || venue === undefined) throw new Error(`a child for ${child.venueId}, which is not there`);
    live.out += child.quantity;
    if (!isResting(child.kind)) live.open += 1;
    this.#tally.child(row, child.quantity);
    this.#flights.add({ owner: live, row, child, atUs: atUs + venue.typicalLatencyUs });
  }

  /** A child reaches its venue: it takes what it can, rests if it is posted, and the wave may be over. */
  #arrive({ owner: live, row, child, atUs }: Flight<LiveOrder>): void {
    const { side } = live.order;
    const taken = this.#market.take(row, side, child);
    if (taken !== null) {
      this.#fill(live, { row, side, ...taken }, 'TAKE');
      this.#displayed.taken(row, side, taken.quantity);
    }
    const left = child.quantity - (taken?.quantity ?? 0);
    if (isResting(child.kind)) {
      if (left > 0) this.#resting.add({ owner: live, row, side, price: child.limitPrice, remaining: left });
      return;
    }
    live.out -= left;
    live.open -= 1;
    const { order } = live;
    const isDone = live.open > 0 || order.timeInForce !== 'DAY' || live.waves >= REPLAY_WAVES_MAX;
    if (isDone || live.executed + live.out >= order.quantity) return;
    const begunMs = this.#setup.nowMs();
    this.#route(live, this.#market.view(atUs), begunMs);
  }

  #fill(live: LiveOrder, fill: SimulatedFill, flag: LiquidityFlag): void {
    live.executed += fill.quantity;
    live.out -= fill.quantity;
    const isOver = live.executed + live.out > live.order.quantity || live.out < 0;
    const isBeyond = live.order.side === 'BUY' ? fill.price > live.worstPrice : fill.price < live.worstPrice;
    if (isOver || isBeyond) this.#tally.faults += 1;
    this.#tally.fill(fill, { flag, arrival: live.arrival, scale: this.#setup.day.instrument });
  }
}
