import type { Quote } from '@fairlead/core/market/quote';
import { quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import type { PlannedChild } from '@fairlead/core/order-life/order-event';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { VenueReport } from '@fairlead/core/venue/venue-report';
import type { Taken } from './child-order.ts';
import type { DisplayedQuotes } from './displayed-quotes.ts';
import { Flights } from './flights.ts';
import { HiddenBook, type HiddenInterest } from './hidden-interest.ts';
import type { HiddenLearning } from './hidden-learning.ts';
import { closeUsOf, isInSession } from './nbbo-pass.ts';
import type { Recording } from './recording/recorded-market.ts';
import { RestingOrders } from './resting-orders.ts';
import type { SimulatedMarket } from './simulated-market.ts';
import type { VirtualClock } from './virtual-clock.ts';

const NOTHING: readonly never[] = [];

/** What the venues of a run share with its router: the market, what the checkers see of it, and what pings have taught. */
export interface VenuePorts<Owner> {
  readonly recording: Recording;
  readonly interests: readonly HiddenInterest[];
  readonly market: SimulatedMarket;
  readonly displayed: DisplayedQuotes;
  readonly learning: HiddenLearning;
  readonly clock: VirtualClock;
  /** Hears what a venue says of a child order. */
  readonly tell: (owner: Owner, childId: string, report: VenueReport) => void;
}

/** A child order with its venue's own account of it, kept apart from ours so that the two can be compared. */
interface Placed<Owner> {
  readonly owner: Owner;
  readonly side: Side;
  readonly row: number;
  readonly child: PlannedChild;
  filled: number;
  fills: number;
  /** It is in the venue's book. */
  rests: boolean;
  isEnded: boolean;
  /** A cancel has overtaken it: its venue gives back what is left as soon as it has come. */
  isCanceled: boolean;
}

/** A child or a cancel between the router and its venue. */
interface Flight<Owner> {
  readonly placed: Placed<Owner>;
  /** When it reaches the venue, in microseconds since 1970. */
  readonly atUs: number;
  /** It would have come after the close: its venue answers at the close, and nothing trades. */
  readonly isTooLate: boolean;
}

/**
 * The venues of a run: children and cancels on their way to them, what rests in them, and the prints that meet it. They say what real ones say (ACK,
 * FILL, CANCELED, CANCEL_REFUSED), each with its own sum of what it has executed.
 */
export class SimulatedVenues<Owner> {
  readonly #ports: VenuePorts<Owner>;
  readonly #children = new Flights<Flight<Owner>>();
  readonly #cancels = new Flights<Flight<Owner>>();
  readonly #placed = new Map<string, Placed<Owner>>();
  readonly #resting: RestingOrders<Placed<Owner>>;
  readonly #hidden: HiddenBook<Placed<Owner>>;
  readonly #rowOfVenue: ReadonlyMap<string, number>;
  #nextTrade = 0;

  constructor(ports: VenuePorts<Owner>) {
    const { venues } = ports.recording.market;
    this.#ports = ports;
    this.#resting = new RestingOrders(venues.length);
    this.#hidden = new HiddenBook(venues.length, ports.interests);
    this.#rowOfVenue = new Map(venues.map((venue, row) => [venue.venueId, row]));
  }

  /** When something happens at a venue next, besides quotes, in microseconds since 1970. */
  get nextUs(): number {
    return Math.min(this.#tradeUs, this.#pegUs, this.#children.nextUs, this.#cancels.nextUs);
  }

  get #tradeUs(): number {
    const { market, trades } = this.#ports.recording;
    return market.midnightUs + (trades[this.#nextTrade]?.timeUs ?? Number.POSITIVE_INFINITY);
  }

  get #pegUs(): number {
    return this.#ports.recording.market.midnightUs + this.#hidden.nextUs;
  }

  /** Lets happen what comes next: at equal times prints first, then children, then cancels. */
  step(): void {
    const { nextUs } = this;
    if (nextUs === this.#tradeUs) this.#trade();
    else if (nextUs === this.#pegUs) this.#midpointPrint();
    else if (nextUs === this.#children.nextUs) this.#arrive(this.#children.shift());
    else this.#withdraw(this.#cancels.shift().placed);
  }

  /** The row of a venue; an error where there is no such venue. */
  rowOf(venueId: string): number {
    const row = this.#rowOfVenue.get(venueId);
    if (row === undefined) throw new Error(`a child for ${venueId}, which is not there`);
    return row;
  }

  /** Sends a child, which arrives a latency of its venue later, or at the close where that is sooner. */
  send(owner: Owner, side: Side, child: PlannedChild): void {
    const row = this.rowOf(child.venueId);
    const start = { filled: 0, fills: 0, rests: false, isEnded: false, isCanceled: false };
    const placed = { owner, side, row, child, ...start };
    this.#placed.set(child.id, placed);
    this.#children.add(this.#flight(placed));
  }

  /** Sends a cancel after a child. */
  cancel(childId: string): void {
    const placed = this.#placed.get(childId);
    if (placed !== undefined) this.#cancels.add(this.#flight(placed));
  }

  /** Takes a child out at once, as the end of a horizon does: the venue says what it has executed. One on its way is taken out as it comes. */
  takeOut(childId: string): void {
    const placed = this.#placed.get(childId);
    if (placed !== undefined) this.#withdraw(placed);
  }

  #flight(placed: Placed<Owner>): Flight<Owner> {
    const { recording, clock } = this.#ports;
    const { market } = recording;
    const arrivesUs = clock.nowUs + (market.venues[placed.row]?.typicalLatencyUs ?? 0);
    const lastUs = closeUsOf(market) - 1;
    return { placed, atUs: Math.min(arrivesUs, lastUs), isTooLate: arrivesUs > lastUs };
  }

  /** A venue's new quote, which the market shows already, meets what rests there. */
  quoted(row: number, quote: Readonly<Quote>): void {
    const { market, displayed } = this.#ports;
    for (const { resting, quantity: count } of this.#resting.metBy(row, quote)) {
      const { owner: placed, side, price } = resting;
      market.reduce(row, side, { quantity: count });
      displayed.taken(row, side, { price: side === 'BUY' ? quote.ask : quote.bid, quantity: count });
      this.#fill(placed, { price, quantity: count }, 'MAKE');
    }
  }

  #trade(): void {
    const { recording } = this.#ports;
    const trade = recording.trades[this.#nextTrade];
    this.#nextTrade += 1;
    if (trade === undefined || trade.row === null || !isInSession(recording.market, trade.timeUs)) return;
    for (const { resting, quantity: count } of this.#resting.tradedAt({ ...trade, row: trade.row }))
      this.#fill(resting.owner, { price: resting.price, quantity: count }, 'MAKE');
  }

  #midpointPrint(): void {
    for (const { pegged, taken } of this.#hidden.print()) this.#fill(pegged.owner, taken, 'MIDPOINT');
  }

  /** A child reaches its venue: it takes what it can, and rests if it is posted. */
  #arrive({ placed, isTooLate }: Flight<Owner>): void {
    const { child } = placed;
    const rests = isResting(child.kind) && !isTooLate;
    if (rests) this.#say(placed, { type: 'ACK', venueOrderId: null });
    const taken = isTooLate ? NOTHING : this.#take(placed);
    for (const each of taken) this.#fill(placed, each, isBlind(placed) ? 'MIDPOINT' : 'TAKE');
    if (placed.isEnded) return;
    if (rests && !placed.isCanceled) this.#rest(placed);
    else this.#end(placed, isTooLate ? 'the market has closed' : 'nothing more to trade with');
  }

  #take(placed: Placed<Owner>): readonly Taken[] {
    const { row, side, child } = placed;
    const { learning, clock } = this.#ports;
    const taken = isBlind(placed) ? this.#takeHidden(placed) : this.#takeDisplayed(placed);
    if (child.kind === 'MID_IOC') {
      const filled = taken.reduce((sum, each) => sum + each.quantity, 0);
      learning.answered(row, { side, asked: child.quantity, filled, atUs: clock.nowUs });
    }
    return taken;
  }

  #takeDisplayed({ row, side, child }: Placed<Owner>): readonly Taken[] {
    const { market, displayed } = this.#ports;
    const taken = market.take(row, side, child);
    for (const each of taken) displayed.taken(row, side, each);
    return taken;
  }

  #takeHidden({ row, side, child }: Placed<Owner>): readonly Taken[] {
    const { market, clock } = this.#ports;
    const mid = market.doubleMid(clock.nowUs);
    if (mid === null) return NOTHING;
    const { quantity: asked, limitPrice } = child;
    return this.#hidden.take({ row, side, quantity: asked, limitPrice, timeUs: this.#sinceMidnightUs() }, mid);
  }

  #rest(placed: Placed<Owner>): void {
    const { row, side, child, filled } = placed;
    const remaining = child.quantity - filled;
    placed.rests = true;
    if (isBlind(placed)) {
      const timeUs = this.#sinceMidnightUs();
      return this.#hidden.rest({ owner: placed, row, side, limitPrice: child.limitPrice, remaining, timeUs });
    }
    const resting = { owner: placed, row, side, price: child.limitPrice, remaining };
    this.#resting.add(resting, this.#ports.market.displayed(row));
  }

  #sinceMidnightUs(): number {
    return this.#ports.clock.nowUs - this.#ports.recording.market.midnightUs;
  }

  /** A cancel reaches a venue: what rests is given back; what has ended cannot be, and the venue says what became of it. */
  #withdraw(placed: Placed<Owner>): void {
    if (placed.isEnded) {
      const cumulative = quantity(placed.filled);
      return this.#say(placed, { type: 'CANCEL_REFUSED', code: 'TOO_LATE', cumulative });
    }
    placed.isCanceled = true;
    if (!placed.rests) return;
    this.#resting.cancel(placed);
    this.#hidden.cancel(placed);
    this.#end(placed, 'as it was asked to');
  }

  #fill(placed: Placed<Owner>, taken: Taken, liquidityFlag: LiquidityFlag): void {
    placed.filled += taken.quantity;
    placed.fills += 1;
    if (placed.filled >= placed.child.quantity) this.#forget(placed);
    const execution = { executionId: String(placed.fills), ...taken, liquidityFlag, told: null };
    this.#say(placed, { type: 'FILL', execution, cumulative: quantity(placed.filled) });
  }

  #end(placed: Placed<Owner>, reason: string): void {
    this.#forget(placed);
    this.#say(placed, { type: 'CANCELED', reason, cumulative: quantity(placed.filled) });
  }

  #forget(placed: Placed<Owner>): void {
    placed.isEnded = true;
    this.#placed.delete(placed.child.id);
  }

  #say({ owner, child }: Placed<Owner>, report: VenueReport): void {
    this.#ports.tell(owner, child.id, report);
  }
}

/** It trades at the midpoint, with what nobody displays. */
function isBlind({ child }: Placed<unknown>): boolean {
  return child.kind === 'MID_IOC' || child.kind === 'MID_PEG';
}
