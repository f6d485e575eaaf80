import { viewUnderHalts } from '@fairlead/core/control/halted-view';
import { lpErrorOfView } from '@fairlead/core/market/lp-health';
import type { MarketView } from '@fairlead/core/market/market-view';
import type { Rejection } from '@fairlead/core/order/reject-code';
import type { OrderRequest, ValidOrder } from '@fairlead/core/order/request';
import { withoutStop } from '@fairlead/core/order/stop';
import { validateOrder } from '@fairlead/core/order/validate';
import { isEnded } from '@fairlead/core/order-life/order-life';
import { err, ok, type Result } from '@fairlead/core/result';
import type { Arrivals } from '@fairlead/core/risk/arrivals';
import type { LimitsInForce } from '@fairlead/core/risk/limits';
import { type Approval, approveOrder, approveWaiting, type RiskContext } from '@fairlead/core/risk/risk-gate';
import { withinVenueLimits } from '@fairlead/core/risk/venue-limits';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { type FirmSettings, routingSettingsFor } from '@fairlead/core/routing/routing-settings';
import { applyRules, NOTHING_USED } from '@fairlead/core/rules/apply';
import type { Journal } from '@fairlead/db/journal/journal-entry';
import type { Desk } from '../execution/desk.ts';
import type { WaveDesk } from '../execution/next-wave.ts';
import type { Market } from '../market-data/market.ts';
import type { TradingHours } from '../market-data/trading-hours.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Pseudonyms } from '../order/step-entry.ts';
import { orderUpdate, routingUpdate } from '../order/stream-data.ts';
import type { PlannedWave } from '../order/wave.ts';
import type { WrittenParts } from '../order/written-parts.ts';
import type { Clock, Hash, Ids, Log, Publisher, RulesInForce, Timers } from '../ports.ts';
import { alarmJournal } from '../publish/journal-alarm.ts';
import type { Meter } from '../publish/meter.ts';
import type { EntitlementBook } from '../risk/entitlement-book.ts';
import type { ExposureBook } from '../risk/exposure-book.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import type { LimitsOf } from '../risk/limit-book.ts';
import { type Admission, admit, type Entered } from './admit.ts';
import { type Answer, answerOf, heldAnswerOf } from './answer.ts';
import { arrivalOf } from './arrival-of.ts';
import { CANCEL_CAME_FIRST, type EarlyCancels } from './early-cancels.ts';
import { Register } from './register.ts';
import { reserving } from './reserving.ts';
import type { Refusal, Rejected, StoredAnswer, Submission, Walked } from './submission.ts';
import type { WaitingRoom } from './waiting-room.ts';
import { type ClosedMarket, type WaitsFor, waitOf } from './waits-for.ts';
import { weighedBy } from './weighed-by.ts';

/** What the walk works with. */
export interface PipelinePorts {
  readonly market: Market;
  readonly desk: Desk;
  readonly room: WaitingRoom;
  readonly hours: TradingHours;
  readonly journal: Journal;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hash: Hash;
  readonly meter: Meter;
  readonly rules: RulesInForce;
  readonly log: Log;
  readonly timers: Timers;
  readonly waves: WaveDesk;
  readonly cancels: EarlyCancels;
  readonly halts: Pick<HaltDesk, 'viewFor' | 'asksBack'>;
  readonly arrivals: Arrivals;
  readonly exposure: ExposureBook;
  readonly entitlements: EntitlementBook;
  readonly parts: WrittenParts;
  /** The names by which the persons of an order are recorded; at once where it names nobody. */
  readonly pseudonymsOf: (clientId: string, order: ValidOrder) => Pseudonyms | Promise<Pseudonyms>;
  /** The answer to an order of an earlier time, out of the database; null where there is none. */
  readonly findAnswer: (clientId: string, orderId: string) => Promise<StoredAnswer | null>;
}

/** Settings of the walk. */
export interface PipelineSettings {
  readonly limits: LimitsOf;
  readonly routing: FirmSettings;
  readonly closedMarket: ClosedMarket;
  readonly modelVersion: string;
  /** Orders that may wait for the journal before new ones are refused. */
  readonly maxInFlight: number;
  /** Orders remembered for repeats without asking the database. */
  readonly registerCapacity: number;
}

/**
 * The walk of an order, top to bottom. Each step's type says what has been proved so far; nothing flows back.
 *
 *   enters ─► validated ─► seen before? ─► risk-checked ─► market read ─► planned ─► journaled ─► sent (by the desk)
 *      │          │             │               │              │            │            │
 *   OVERLOADED  REJECTED   the earlier      REJECTED and   REJECTED     nothing to   JOURNAL: nothing was
 *   NOT_READY              answer, or       recorded                    send: ended  written, nothing is sent
 *                          CONFLICT
 *
 * A stop whose price is not reached, and by setting an order that comes while its market is closed, is journaled undecided and waits in the
 * waiting room; it comes back at the gate when it is due.
 */
export class Pipeline {
  /** False until the router knows what became of every order of the time before. */
  isReady = false;
  /** True while so little of the disk is free that nothing new is taken. */
  isDiskLow = false;
  readonly #ports: PipelinePorts;
  readonly #settings: PipelineSettings;
  readonly #register: Register<Walked>;

  constructor(ports: PipelinePorts, settings: PipelineSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#register = new Register(settings.registerCapacity);
  }

  /** Walks one order to its first durable decision, or says why not. */
  async walk(submission: Submission): Promise<Walked> {
    const entered = this.#enter(submission);
    if (!entered.ok) return this.#refuse(entered.error);
    const earlier = this.#seenBefore(entered.value);
    if (earlier !== null) return earlier;
    // What is under way waits for the journal; what comes while it is away is told at once.
    if (!this.#ports.journal.state().healthy) return this.#refuse({ kind: 'JOURNAL', error: 'JOURNAL_AWAY' });
    const { clientId, request } = submission;
    if (this.isDiskLow) return this.#refuse({ kind: 'DISK_LOW' });
    const decided = this.#decideOnce(entered.value);
    const entry = { requestHash: entered.value.requestHash, answer: decided, isSettled: false };
    this.#register.add(clientId, request.orderId, entry);
    const settled = decided.then(
      (walked) => {
        entry.isSettled = true;
        if (!isKept(walked)) this.#register.forget(clientId, request.orderId);
        return walked;
      },
      (error: unknown) => {
        this.#register.forget(clientId, request.orderId);
        throw error;
      },
    );
    const walked = await this.#inTime(settled);
    if (walked === 'LATE') return this.#refuse({ kind: 'NOT_DURABLE' });
    if (!walked.outcome.ok && !walked.repeated) return this.#refuse(walked.outcome.error);
    return walked;
  }

  /** Decides a new order; one that the database knows gets its first answer, so that whoever waits with it is told the same. */
  async #decideOnce(entered: Entered): Promise<Walked> {
    const outcome = await this.#decide(entered);
    const isOld = !outcome.ok && outcome.error.kind === 'JOURNAL' && outcome.error.error === 'DUPLICATE_ORDER';
    return isOld ? this.#answerOfOld(entered) : { outcome, repeated: false };
  }

  /** What is not durable in time is told as that: the order may still be taken, and the same order again tells. */
  #inTime<Outcome>(work: Promise<Outcome>): Promise<Outcome | 'LATE'> {
    return new Promise((resolve, reject) => {
      const limit = this.#ports.timers.after(ANSWER_WAIT_MS, () => resolve('LATE'));
      work.finally(() => limit.cancel()).then(resolve, reject);
    });
  }

  /** Resolves when the order of this id that is being decided now is durable or refused; null where there is none. */
  underWay(clientId: string, orderId: string): Promise<unknown> | null {
    const found = this.#register.find(clientId, orderId);
    return found === undefined || found.isSettled ? null : found.answer.catch(() => null);
  }

  /** The order of this id that is being decided now is canceled as soon as it is durable, and before anything of it is sent. */
  cancelUnderWay(clientId: string, orderId: string): void {
    const found = this.#register.find(clientId, orderId);
    if (found !== undefined && !found.isSettled) found.isCancelAsked = true;
  }

  /** The same for all of a client's that are being decided now; gives their ids. */
  cancelAllUnderWay(clientId: string): readonly string[] {
    const orderIds = this.#register.underWay(clientId);
    for (const orderId of orderIds) this.cancelUnderWay(clientId, orderId);
    return orderIds;
  }

  /** What an order would be decided from if it came now; checked as an order is, and neither recorded nor sent. */
  preview(clientId: string, request: OrderRequest): Result<PlanInput, Refusal> {
    const entered = this.#enter({ clientId, request, routeOnly: true, simulated: false });
    if (!entered.ok) return entered;
    const { order, view } = entered.value;
    const wait = this.#waitOf(entered.value);
    if (!wait.ok) return err(rejectedIn(view, wait.error));
    const limits = this.#limitsOf(entered.value);
    const approval = approveOrder(withoutStop(order), this.#riskContext(entered.value, limits));
    if (!approval.ok) return err(rejectedIn(view, approval.error));
    return ok(this.#planInput(entered.value, approval.value, limits));
  }

  /** Step 1 and 2: room for it, and its numbers exact; read the market it arrives in. */
  #enter(submission: Submission): Result<Entered, Refusal> {
    if (!this.isReady) return err({ kind: 'NOT_READY' });
    if (this.#ports.journal.state().pending >= this.#settings.maxInFlight) return err({ kind: 'OVERLOADED' });
    const enteredUs = this.#ports.clock.nowUs();
    const valid = validateOrder(submission.request, this.#ports.market);
    if (!valid.ok) return err({ kind: 'REJECTED', rejection: valid.error });
    const view = this.#ports.market.view(valid.value.instrumentId, valid.value.side, enteredUs);
    if (view === undefined)
      return err({ kind: 'REJECTED', rejection: { code: 'UNKNOWN_INSTRUMENT', path: 'instrument_id' } });
    const requestHash = this.#ports.hash(JSON.stringify([submission.routeOnly, submission.request]));
    return ok({ submission, order: valid.value, requestHash, view, pk: this.#ports.ids.next(), enteredUs });
  }

  /** Step 3: an order that came lately gets its first answer again; one with another body is a conflict. */
  #seenBefore({ submission, requestHash }: Entered): Promise<Walked> | null {
    const earlier = this.#register.find(submission.clientId, submission.request.orderId);
    if (earlier === undefined) return null;
    if (earlier.requestHash !== requestHash) return Promise.resolve(this.#refuse({ kind: 'CONFLICT' }));
    return this.#inTime(earlier.answer).then((walked) =>
      walked === 'LATE' ? this.#refuse({ kind: 'NOT_DURABLE' }) : { outcome: walked.outcome, repeated: true },
    );
  }

  /** Steps 4 to 7: the gate, the plan, and one durable entry; then the desk sends. */
  async #decide(entered: Entered): Promise<Result<Answer, Refusal>> {
    const { clientId, request } = entered.submission;
    if (this.#ports.cancels.take(clientId, request.orderId)) return this.#recordCanceled(entered);
    const limits = this.#limitsOf(entered);
    const book = this.#ports.market.book(request.instrumentId);
    const unfit = this.#ports.arrivals.faultOf(arrivalOf(entered, limits, book));
    if (unfit !== null) return this.#recordRefusal(entered, unfit);
    const wait = this.#waitOf(entered);
    if (!wait.ok) return this.#recordRefusal(entered, wait.error);
    if (wait.value !== null) return this.#hold(entered, wait.value, limits);
    const approval = approveOrder(withoutStop(entered.order), this.#riskContext(entered, limits));
    if (!approval.ok) return this.#recordRefusal(entered, approval.error);
    const wave = this.#ports.waves.plan(this.#planInput(entered, approval.value, limits), entered.requestHash, limits);
    if (!wave.ok) return this.#recordRefusal(entered, wave.error);
    const decidedUs = this.#ports.clock.nowUs();
    if (!entered.submission.routeOnly) this.#ports.waves.reserve(wave.value);
    const { worstPrice } = approval.value;
    const written = await this.#record(entered, { kind: 'PLANNED', wave: wave.value, worstPrice });
    this.#ports.meter.accepted(entered.enteredUs, decidedUs, this.#ports.clock.nowUs());
    if (!written.ok) return written;
    const answer = answerOf({ orderPk: entered.pk, position: written.value.position }, wave.value);
    this.#handOver(written.value, entered, wave.value);
    return ok(answer);
  }

  /** The limits of an order, looked up once. */
  #limitsOf({ submission: { clientId }, order, view: { instrument } }: Entered): LimitsInForce {
    return this.#settings.limits({ clientId, account: order.account, instrument });
  }

  /** What the gate looks at besides the order. */
  #riskContext({ submission: { clientId }, order, view }: Entered, limits: LimitsInForce): RiskContext {
    const { instrument, nbbo, takenAtUs } = view;
    const { halts, exposure, market } = this.#ports;
    const entitlements = this.#ports.entitlements.view({ clientId, order, live: null });
    return {
      instrument,
      nbbo,
      lastPrice: market.lastPrice(instrument.instrumentId, takenAtUs),
      limits,
      halts: halts.viewFor(clientId),
      exposure: exposure.view(clientId, limits),
      entitlements,
    };
  }

  #waitOf({ submission, order, view, enteredUs }: Entered): Result<WaitsFor | null, Rejection> {
    const { hours, market } = this.#ports;
    const isOpen = hours.isOpen(view.instrument, enteredUs) && !market.isClosed(order.instrumentId);
    const { closedMarket } = this.#settings;
    return waitOf(order, { isOpen, nbbo: view.nbbo, closedMarket, canWait: !submission.routeOnly });
  }

  /** An order that is not due yet becomes durable as it is; the waiting room decides it when it is. */
  async #hold(entered: Entered, waitsFor: WaitsFor, limits: LimitsInForce): Promise<Result<Answer, Refusal>> {
    const { order, view } = entered;
    const book = this.#ports.market.book(order.instrumentId);
    const context = { ...this.#riskContext(entered, limits), weighedBy: weighedBy(order.side, book, view.nbbo) };
    const approval = approveWaiting(order, context);
    if (!approval.ok) return this.#recordRefusal(entered, approval.error);
    const written = await this.#record(entered, { kind: 'HELD', waitsFor, worstPrice: approval.value });
    if (!written.ok) return written;
    const live = written.value;
    const { position } = live;
    this.#ports.meter.answered('HELD');
    this.#ports.room.hold(live);
    this.#ports.publisher.publish('ORDER_UPDATE', orderUpdate(live.identity, live.durable));
    if (this.#isCanceled(entered)) this.#ports.desk.cancel(live);
    return ok(heldAnswerOf({ orderPk: entered.pk, position }, live.identity.order.orderId, waitsFor));
  }

  /** What the order asked for, with the routing rules in force applied. */
  #planInput({ submission, view: shown }: Entered, { order, worstPrice }: Approval, limits: LimitsInForce): PlanInput {
    const { routing, modelVersion } = this.#settings;
    const view = viewUnderHalts(shown, this.#ports.halts.viewFor(submission.clientId));
    const asked = {
      clientId: submission.clientId,
      order,
      wave: 1,
      quantity: order.quantity,
      worstPrice,
      view,
      settings: routingSettingsFor(routing, order, view.instrument),
      triedVenues: [],
      modelVersion,
    };
    const lastPrice = this.#ports.market.lastPrice(order.instrumentId, view.takenAtUs);
    const ruled = applyRules(asked, this.#ports.rules.inForce(view.takenAtUs), NOTHING_USED);
    return withinVenueLimits(ruled, limits, lastPrice);
  }

  #handOver(live: LiveOrder, entered: Entered, wave: ApprovedWave<PlannedWave>): void {
    const { submission } = entered;
    this.#ports.meter.answered(submission.routeOnly ? 'ROUTED' : live.life.state);
    if (!submission.routeOnly && !isEnded(live.life))
      return this.#ports.desk.start(live, wave, { isCanceled: this.#isCanceled(entered) });
    this.#ports.meter.decided(wave);
    this.#ports.publisher.publish('ROUTING_UPDATE', routingUpdate(live, wave));
    this.#ports.publisher.publish('ORDER_UPDATE', orderUpdate(live.identity, live.durable));
  }

  /** A cancel, or a halt that asks everything back, came while the order was being decided or made durable: it is taken now, before anything is sent. */
  #isCanceled({ submission: { clientId, request } }: Entered): boolean {
    const { cancels, halts } = this.#ports;
    const isTaken = cancels.take(clientId, request.orderId);
    return (
      isTaken ||
      halts.asksBack(clientId, request.instrumentId) ||
      this.#register.find(clientId, request.orderId)?.isCancelAsked === true
    );
  }

  /** An order whose cancel came before it is recorded, and nothing else is done with it. */
  #recordCanceled(entered: Entered): Promise<Result<Answer, Refusal>> {
    const refusal = { kind: 'REJECTED', rejection: CANCEL_CAME_FIRST } as const;
    return this.#refused(entered, { kind: 'CANCELED', code: CANCEL_CAME_FIRST.code }, refusal);
  }

  /** Orders that the gate refuses are recorded like routed ones. */
  #recordRefusal(entered: Entered, rejection: Rejection): Promise<Result<Answer, Refusal>> {
    const refusal = rejectedIn(entered.view, rejection);
    return this.#refused(entered, { kind: 'REFUSED', rejection, detail: refusal.detail ?? null }, refusal);
  }

  /** Makes an order durable that ends as it came. */
  async #refused(entered: Entered, admission: Admission, refusal: Rejected): Promise<Result<Answer, Refusal>> {
    const written = await this.#record(entered, admission);
    if (!written.ok) return written;
    const { identity, durable, position } = written.value;
    this.#ports.publisher.publish('ORDER_UPDATE', orderUpdate(identity, durable));
    return err({ ...refusal, position });
  }

  /** Makes an order durable. Whatever passed the contract fits the record: an entry that is refused for its content is our fault, and alarmed. */
  async #record(entered: Entered, admission: Admission): Promise<Result<LiveOrder, Refusal>> {
    const { journal, parts, pseudonymsOf, exposure, entitlements } = this.#ports;
    const known = pseudonymsOf(entered.submission.clientId, entered.order);
    const persons = known instanceof Promise ? await reserving({ entered, admission }, known, this.#ports) : known;
    const { live, entry } = admit({ ...entered, persons }, admission, parts);
    exposure.moved(live);
    if (admission.kind !== 'REFUSED') entitlements.moved(live);
    const outcome = await journal.append(entry);
    if (outcome.ok) {
      parts.written(entry);
      live.landed(outcome.position);
      return ok(live);
    }
    exposure.leave(live);
    entitlements.leave(live);
    const { clientId, request } = entered.submission;
    const refused = { clientId, orderPk: entered.pk, orderId: request.orderId, isKept: false, outcome };
    if (outcome.error === 'JOURNAL_REFUSED') alarmJournal(this.#ports, refused, NOT_TAKEN);
    return err({ kind: 'JOURNAL', error: outcome.error });
  }

  /** The database knows the order from an earlier time: its first answer again, or a conflict. */
  async #answerOfOld({ submission, requestHash }: Entered): Promise<Walked> {
    const stored = await this.#ports.findAnswer(submission.clientId, submission.request.orderId);
    if (stored === null) throw new Error('an order that the database refused as a duplicate is not in the database');
    if (stored.requestHash !== requestHash) return { outcome: err({ kind: 'CONFLICT' }), repeated: false };
    return { outcome: stored.outcome, repeated: true };
  }

  #refuse(refusal: Refusal): Walked {
    this.#ports.meter.answered(refusal.kind === 'REJECTED' ? refusal.rejection.code : refusal.kind);
    return { outcome: err(refusal), repeated: false };
  }
}

/** What was not taken, or was asked otherwise before, is not kept: the same order again may be taken. */
function isKept({ outcome }: Walked): boolean {
  return outcome.ok || (outcome.error.kind !== 'JOURNAL' && outcome.error.kind !== 'CONFLICT');
}

/** How long the answer to an order waits for the journal, in milliseconds. */
const ANSWER_WAIT_MS = 5_000;
const NOT_TAKEN = 'The journal refused the record of a new order; the order was not taken.';

/** The refusal of an order in a market; where liquidity providers make it and it is not there, with the reason. */
function rejectedIn(view: MarketView, rejection: Rejection): Rejected {
  const detail = rejection.code === 'MARKET_UNAVAILABLE' ? lpErrorOfView(view) : (rejection.detail ?? null);
  return { kind: 'REJECTED', rejection, ...(detail === null ? {} : { detail }) };
}
