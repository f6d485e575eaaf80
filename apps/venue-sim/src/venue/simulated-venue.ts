import type { OrderReference, OrderReport, ToVenue, VenueCapabilities } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import { invariant } from '@fairlead/core/result';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { Venue } from '@fairlead/core/venue/venue';
import { NOTHING } from '../book/book-half.ts';
import type { MakerQuote } from '../book/market-maker.ts';
import type { Taker } from '../book/price-time-book.ts';
import type { FaultBoard } from '../faults/fault-board.ts';
import { isLost } from '../faults/lost-message.ts';
import { Throttle } from '../faults/throttle.ts';
import { tradeBreakOf } from '../faults/trade-break.ts';
import {
  isVenueFault,
  type NewOrder,
  orderFault,
  REJECT_MESSAGES,
  type RejectCode,
  sessionFault,
} from './admission.ts';
import { arrivalOf } from './arrival.ts';
import { BookModel } from './book-model.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { Display } from './display.ts';
import type { Arrival, CancelReason, ChildFill, Decided, ExecutionModel } from './execution-model.ts';
import { latencyUs } from './latency.ts';
import { LpModel, type LpQuote } from './lp-model.ts';
import { type Arrived, Misses } from './misses.ts';
import { OrderRegistry } from './order-registry.ts';
import type { VenueProfile } from './profiles.ts';
import { changedArrival, takeTerms, whyNotReplaced } from './replacing.ts';
import {
  ackReport,
  canceledReport,
  cancelRejectReport,
  rejectReport,
  replacedReport,
  replaceRejectReport,
  statusReport,
} from './reports.ts';
import { ShownQuotes } from './shown-quotes.ts';
import { Trades } from './trades.ts';
import { TradingState } from './trading-state.ts';
import { type BestShown, type VenueExecution, VenueOrder } from './venue-order.ts';
import type { OrderMessage, Sender, VenueCounters, VenueListener, VenueParts } from './venue-parts.ts';

/** How many finished orders a venue can still be asked about. */
const FINISHED_ORDERS_KEPT = 20_000;

type EndReason =
  | CancelReason
  | 'REQUESTED'
  | 'TRADE_BUSTED'
  | 'SESSION_CLOSED'
  | Extract<Decided, { kind: 'REFUSED' }>['code'];

/** One simulated venue: takes messages in order after its latency, keeps the truth about its orders, and says what happens. */
export class SimulatedVenue {
  /** Names this life of the venue: told at every logon, and in every execution id, so that a restarted simulator never repeats one. */
  readonly epoch: string;
  readonly counters: VenueCounters = { orders: 0, fills: 0, rejects: 0, repeatedChildIds: 0 };
  readonly misses = new Misses();
  /** Whether each instrument trades here, and its prints. */
  readonly trading: TradingState;
  readonly #parts: VenueParts;
  readonly #listener: VenueListener;
  readonly #orders = new OrderRegistry(FINISHED_ORDERS_KEPT);
  readonly #shown = new ShownQuotes();
  readonly #throttle: Throttle;
  readonly #trades: Trades;
  /** What the market makers want once trading goes on. */
  readonly #awaited = new Map<string, MakerQuote>();
  #lastDueUs = 0;

  constructor(parts: VenueParts, listener: VenueListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#throttle = new Throttle(parts.faults, parts.clock);
    this.trading = new TradingState(parts, {
      news: (message) => listener.news(message),
      turned: (instrumentId) => this.#turned(instrumentId),
    });
    this.epoch = Math.floor(parts.clock.nowUs() / 1_000).toString(36);
    this.#trades = new Trades(parts, this.epoch);
  }

  get venue(): Venue {
    return this.#parts.venue;
  }

  /** What it tells of itself at a logon. */
  get capabilities(): VenueCapabilities {
    return capabilitiesOf(this.venue, [...this.#parts.models.values()], this.#parts.mayReplace ?? true);
  }

  get faults(): FaultBoard {
    return this.#parts.faults;
  }

  get profile(): VenueProfile {
    return this.#parts.profile;
  }

  /** The orders that the venue remembers, the oldest first. */
  get orders(): IterableIterator<VenueOrder> {
    return this.#orders.all();
  }

  /** The model that executes an instrument here, for the ground truth. */
  model(instrumentId: string): ExecutionModel | undefined {
    return this.#parts.models.get(instrumentId);
  }

  /** The book of an instrument, where the venue has books. */
  book(instrumentId: string): BookModel | undefined {
    const model = this.#parts.models.get(instrumentId);
    return model instanceof BookModel ? model : undefined;
  }

  /**
   * Takes a message from a session. The whole round trip is waited for here, before the message acts, and answers leave at once:
   * for the router that is the same as half each way, and one queue keeps everything of a venue in order.
   */
  receive(sessionId: string, message: OrderMessage): void {
    const { clock, random, profile, venue, faults } = this.#parts;
    if (isLost(message.type, faults, random)) return;
    const slow = faults.find('slow')?.factor ?? 1;
    const nowUs = clock.nowUs();
    const arrivesUs = nowUs + Math.round(latencyUs(profile, venue.typicalLatencyUs, random) * slow);
    this.#lastDueUs = Math.max(this.#lastDueUs, arrivesUs);
    const sender = { sessionId, receivedUs: nowUs, shown: this.#shownTo(message) };
    // By the absolute time: a delay would be counted from a later now, and a message could be overtaken by one that came after it.
    clock.at(this.#lastDueUs, () => this.#act(sender, message));
  }

  /** Replaces the market makers' liquidity in a book. */
  setMakerQuote(instrumentId: string, quote: MakerQuote): void {
    const book = this.book(instrumentId);
    if (book === undefined) return;
    // Where orders rest in a halted book nobody may trade with them; a book that has not opened holds none.
    if (this.trading.of(instrumentId).status === 'HALTED') return void this.#awaited.set(instrumentId, quote);
    this.#bookFills(book.setMakerQuote(quote));
    this.#publish(instrumentId);
  }

  /** Lets a simulated counterparty take from a book. */
  hitBy(instrumentId: string, taker: Taker): void {
    const book = this.book(instrumentId);
    if (book === undefined || !this.trading.trades(instrumentId)) return;
    this.#bookFills(book.hitBy(taker));
    this.#publish(instrumentId);
  }

  /** The quotes shown now, for a session that has just logged on. */
  shownQuotes(): ReadonlyMap<string, Display> {
    return this.#shown.all;
  }

  /** Replaces a liquidity provider's quote. */
  stream(instrumentId: string, quote: LpQuote): void {
    const model = this.#parts.models.get(instrumentId);
    if (!(model instanceof LpModel)) return;
    model.stream(quote);
    this.#publish(instrumentId);
  }

  /** What a new order can have been sent on. */
  #shownTo(message: OrderMessage): BestShown | null {
    return message.type === 'new' ? this.#shown.best(message.instrument_id) : null;
  }

  #act(sender: Sender, message: OrderMessage): void {
    if (message.type === 'new') this.#enter(sender, message);
    else if (message.type === 'cancel') this.#cancel(sender, message);
    else if (message.type === 'replace') this.#replace(sender, message);
    else this.#answerStatus(sender.sessionId, message);
  }

  #enter(sender: Sender, message: NewOrder): void {
    const known = this.#orders.get(message.child_id);
    if (known !== undefined) {
      // A reject would say that the living order is dead; a second execution would be worse. The truth is the safe answer.
      known.timesReceived += 1;
      this.counters.repeatedChildIds += 1;
      this.#answerStatus(sender.sessionId, { child_id: message.child_id });
      return;
    }
    const order = this.#register(sender, message);
    const refusal = this.#refusal(sender, message);
    const model = this.#parts.models.get(message.instrument_id);
    if (refusal !== null || model === undefined) this.#reject(order, refusal ?? 'UNKNOWN_INSTRUMENT');
    else this.#execute(order, model, arrivalOf(message));
    if (this.#publish(message.instrument_id)) this.#listener.disturbed(message.instrument_id);
  }

  #register(sender: Sender, message: NewOrder): VenueOrder {
    this.counters.orders += 1;
    const venueOrderId = `${this.venue.venueId}-${this.epoch}-O${this.counters.orders}`;
    const order = new VenueOrder({ entered: message, venueOrderId, ...sender });
    this.#orders.add(order);
    return order;
  }

  /** Why the order is not taken, before the market is looked at. */
  #refusal({ sessionId }: Sender, message: NewOrder): RejectCode | null {
    const fault = orderFault(message, this.venue, this.#parts.instruments.get(message.instrument_id));
    const closed = sessionFault(this.trading.of(message.instrument_id).status);
    if (fault !== null || closed !== null) return fault ?? closed;
    const waitMs = this.#throttle.refusesForMs();
    if (waitMs !== null) {
      this.#listener.tell(sessionId, { type: 'throttled', retry_after_ms: waitMs, time_us: this.#nowUs() });
      return 'THROTTLED';
    }
    if (this.#parts.faults.find('reject_all') !== undefined) return 'VENUE_UNAVAILABLE';
    return this.#parts.random.chance(this.profile.rejectProbability) ? 'VENUE_BUSY' : null;
  }

  #execute(order: VenueOrder, model: ExecutionModel, arrival: Arrival): void {
    const arrived = { side: arrival.side, shown: this.#shown.best(order.instrumentId) };
    const outcome = model.execute(arrival);
    if (outcome.kind !== 'HELD') this.#conclude(order, arrived, outcome);
    else this.#parts.clock.after(outcome.forUs, () => this.#conclude(order, arrived, outcome.decide()));
  }

  /**
   * Says and books what was decided, unless the order has ended while it was being looked at. Nothing is said while it is: who sent it sees
   * the whole hold as the time to the first answer.
   */
  #conclude(order: VenueOrder, arrived: Arrived, outcome: Decided): void {
    if (order.isOver) return;
    if (outcome.kind === 'REFUSED') {
      this.#reject(order, outcome.code);
      return;
    }
    this.#say(order, ackReport(order, this.#nowUs()));
    this.#bookFills(outcome.fills);
    if (outcome.kind === 'ENDS' && !order.isOver) this.#endCanceled(order, outcome.reason);
    this.misses.note(order, arrived, this.#nowUs());
  }

  #cancel({ sessionId, receivedUs }: Sender, meant: OrderReference): void {
    const order = this.#orders.find(meant);
    if (order !== undefined) order.cancelReceivedUs ??= receivedUs;
    if (order !== undefined && !order.isOver) this.#fillBefore(order);
    if (order === undefined || order.isOver) {
      this.#listener.report(sessionId, cancelRejectReport(meant.child_id, order, this.#nowUs()));
      return;
    }
    order.sessionId = sessionId;
    this.#parts.models.get(order.instrumentId)?.cancel(order.childId);
    this.#endCanceled(order, 'REQUESTED');
    this.#publish(order.instrumentId);
  }

  /** Makes an order smaller in its place, or takes it out and enters what is open of it anew by its new terms. */
  #replace({ sessionId }: Sender, message: Extract<ToVenue, { type: 'replace' }>): void {
    const order = this.#orders.find(message);
    const book = order === undefined ? undefined : this.book(order.instrumentId);
    if (order !== undefined && message.revision <= order.terms.revision) return;
    const code = whyNotReplaced(message, order, {
      canReplace: this.capabilities.can_replace,
      status: this.trading.of(order?.instrumentId ?? '').status,
      fault: (changed) => orderFault(changed, this.venue, this.#parts.instruments.get(changed.instrument_id)),
    });
    if (order === undefined || book === undefined || code !== null) {
      order?.refuseReplace(message.revision);
      const why = { order, code: code ?? 'UNSUPPORTED' };
      return this.#listener.report(sessionId, replaceRejectReport(message, why, this.#nowUs()));
    }
    order.sessionId = sessionId;
    const staysInPlace = takeTerms(order, message, book);
    this.#say(order, replacedReport(order, this.#nowUs()));
    if (!staysInPlace) this.#enterAnew(order, book.execute(changedArrival(order)));
    if (this.#publish(order.instrumentId) && !staysInPlace) this.#listener.disturbed(order.instrumentId);
  }

  #enterAnew(order: VenueOrder, outcome: ReturnType<BookModel['execute']>): void {
    this.#bookFills(outcome.kind === 'RESTS' || outcome.kind === 'ENDS' ? outcome.fills : []);
    if (outcome.kind !== 'RESTS' && !order.isOver)
      this.#endCanceled(order, outcome.kind === 'REFUSED' ? outcome.code : 'IOC_REMAINDER');
  }

  /** The fault: a cancel finds its order filled. */
  #fillBefore(order: VenueOrder): void {
    const { faults, random, models } = this.#parts;
    const fault = faults.find('fill_before_cancel');
    if (fault === undefined || !random.chance(fault.probability)) return;
    models.get(order.instrumentId)?.cancel(order.childId);
    const { childId, open, limit } = order;
    this.#bookFills([{ childId, quantity: quantity(open), price: price(limit), flag: 'MAKE' }]);
    this.#publish(order.instrumentId);
  }

  #answerStatus(sessionId: string, meant: OrderReference): void {
    const order = this.#orders.find(meant);
    // Who asks about an order is who wants to hear of it: after a restart the router comes back with a new session.
    if (order !== undefined) order.sessionId = sessionId;
    this.#listener.report(sessionId, statusReport(meant.child_id, order, this.#nowUs()));
  }

  #endCanceled(order: VenueOrder, reason: EndReason): void {
    const nowUs = this.#nowUs();
    order.cancel(nowUs);
    this.#say(order, canceledReport(order, reason, nowUs));
    const late = this.#parts.faults.find('late_fill_after_cancel');
    if (late !== undefined && this.#parts.random.chance(late.probability))
      this.#fillLate(order, { delayUs: late.delay_us, flag: reason === 'REQUESTED' ? 'MAKE' : 'TAKE' });
    else this.#orders.markOver(order);
  }

  /** The fault: half of what was canceled turns out to have traded. */
  #fillLate(order: VenueOrder, { delayUs, flag }: { delayUs: number; flag: LiquidityFlag }): void {
    const late = { quantity: quantity(Math.ceil(order.leaves / 2)), price: price(order.limit), flag };
    this.#parts.clock.after(delayUs, () => {
      this.#bookFill(order, { childId: order.childId, ...late });
      this.#orders.markOver(order);
    });
  }

  #bookFills(fills: readonly ChildFill[]): void {
    for (const fill of fills) {
      const order = this.#orders.get(fill.childId);
      invariant(order !== undefined, `a fill for the unknown order ${fill.childId}`);
      this.#bookFill(order, fill);
      if (order.isUsedUp) this.#endCanceled(order, 'TRADE_BUSTED');
      else if (order.isOver) this.#orders.markOver(order);
    }
  }

  #bookFill(order: VenueOrder, fill: ChildFill): void {
    this.counters.fills += 1;
    const { execution, report } = this.#trades.book(order, fill);
    this.#say(order, report);
    if (this.book(order.instrumentId) === undefined) this.trading.print(order.instrumentId, fill, 'REGULAR');
    this.#maybeBreak(order, execution);
  }

  /** The fault: an execution is not what it was said to be. */
  #maybeBreak(order: VenueOrder, execution: VenueExecution): void {
    const broken = tradeBreakOf({ ...execution, limit: order.limit }, this.#parts);
    if (broken === null) return;
    const { becomes, afterUs } = broken;
    this.#parts.clock.after(afterUs, () => {
      for (const report of this.#trades.break(order, execution, becomes)) this.#say(order, report);
    });
  }

  #reject(order: VenueOrder, code: RejectCode): void {
    order.reject();
    this.#orders.markOver(order);
    this.counters.rejects += 1;
    const why = { code, message: REJECT_MESSAGES[code], orderFault: !isVenueFault(code) };
    this.#say(order, rejectReport(order, why, this.#nowUs()));
  }

  /** An instrument trades now, or does not any more. */
  #turned(instrumentId: string): void {
    if (this.trading.of(instrumentId).status === 'CLOSED') this.#endSession(instrumentId);
    const awaited = this.#awaited.get(instrumentId);
    this.#awaited.delete(instrumentId);
    if (awaited === undefined) this.#publish(instrumentId);
    else this.setMakerQuote(instrumentId, awaited);
  }

  #endSession(instrumentId: string): void {
    for (const order of this.#orders.all()) {
      if (order.isOver || order.instrumentId !== instrumentId) continue;
      this.#parts.models.get(instrumentId)?.cancel(order.childId);
      this.#endCanceled(order, 'SESSION_CLOSED');
    }
  }

  /** What is displayed now: nothing of what does not trade. */
  #displayOf(instrumentId: string): Display | null {
    const display = this.#parts.models.get(instrumentId)?.display() ?? null;
    return display === null || this.trading.trades(instrumentId) ? display : { bid: NOTHING, ask: NOTHING };
  }

  /** Shows what is displayed if it is another than before. Returns whether it was. */
  #publish(instrumentId: string): boolean {
    const display = this.#displayOf(instrumentId);
    if (display === null || !this.#shown.show(instrumentId, display, this.#nowUs())) return false;
    this.#listener.quote(instrumentId, display);
    return true;
  }

  #say(order: VenueOrder, message: OrderReport): void {
    this.#listener.report(order.sessionId, message);
  }

  #nowUs(): number {
    return this.#parts.clock.nowUs();
  }
}
