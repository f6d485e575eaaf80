import { lpErrorOfView } from '@fairlead/core/market/lp-health';
import type { MarketView } from '@fairlead/core/market/market-view';
import type { RejectCode, Rejection } from '@fairlead/core/order/reject-code';
import type { OrderRequest, ValidOrder } from '@fairlead/core/order/request';
import { withoutStop } from '@fairlead/core/order/stop';
import { validateOrder } from '@fairlead/core/order/validate';
import { err, ok, type Result } from '@fairlead/core/result';
import { type Approval, approveOrder, waitingFault } from '@fairlead/core/risk/risk-gate';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { type FirmSettings, routingSettingsFor } from '@fairlead/core/routing/routing-settings';
import { applyRules, NOTHING_USED } from '@fairlead/core/rules/apply';
import type { AppendError, Journal, JournalEntry } from '@fairlead/db/journal-rows';
import { type Answer, answerOf, heldAnswerOf, type StoredAnswer } from './entry/answer.ts';
import type { EarlyCancels } from './entry/early-cancels.ts';
import { Register } from './entry/register.ts';
import { Changes } from './execution/changes.ts';
import { adoptWave, type Desk } from './execution/desk.ts';
import { LiveOrder } from './execution/live-order.ts';
import { OrderChain } from './execution/order-chain.ts';
import { type NewOrder, orderRow } from './execution/order-row.ts';
import { decisionEvent, riskRejectionEvent } from './execution/outbox-rows.ts';
import { orderUpdate, routingUpdate } from './execution/stream-data.ts';
import { childRows, decisionRow, type PlannedWave, planWave } from './execution/wave.ts';
import type { Market } from './market-data/market.ts';
import type { TradingHours } from './market-data/trading-hours.ts';
import type { Clock, Hash, Ids, Log, Publisher, RulesInForce } from './ports.ts';
import { alarmJournal } from './publish/journal-alarm.ts';
import type { Meter } from './publish/meter.ts';
import type { LimitsOf } from './risk/order-limits.ts';
import { type ClosedMarket, type WaitsFor, waitOf } from './waiting/entry.ts';
import type { WaitingRoom } from './waiting/waiting-room.ts';

/** Who sends an order, and what is to be done with it. */
export interface Submission {
  readonly clientId: string;
  readonly request: OrderRequest;
  /** Decide and record only; the caller executes. */
  readonly routeOnly: boolean;
  /** Made by the demo flow, and marked so everywhere. */
  readonly simulated: boolean;
}

/** Why there is no answer: the order's own fault (recorded where the gate refused it), or ours. */
export type Refusal =
  | { readonly kind: 'REJECTED'; readonly rejection: Rejection; readonly detail?: string }
  | { readonly kind: 'CONFLICT' }
  | { readonly kind: 'NOT_READY' }
  | { readonly kind: 'OVERLOADED' }
  | { readonly kind: 'JOURNAL'; readonly error: AppendError | 'JOURNAL_AWAY' };

/** The answer or refusal, and whether it is the repeat of an earlier one. */
export interface Walked {
  readonly outcome: Result<Answer, Refusal>;
  readonly repeated: boolean;
}

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
  readonly cancels: EarlyCancels;
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

/** An order on its way, known by its own id. */
interface Entered {
  readonly submission: Submission;
  readonly order: ValidOrder;
  readonly requestHash: string;
  readonly view: MarketView;
  readonly pk: string;
  readonly enteredUs: number;
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
  readonly #ports: PipelinePorts;
  readonly #settings: PipelineSettings;
  readonly #register: Register<Result<Answer, Refusal>>;

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
    const decided = this.#decide(entered.value);
    const { requestHash } = entered.value;
    const entry = { requestHash, answer: decided, isSettled: false };
    this.#register.add(clientId, request.orderId, entry);
    const outcome = await decided.catch((error: unknown) => {
      this.#register.forget(clientId, request.orderId);
      throw error;
    });
    entry.isSettled = true;
    if (outcome.ok) return { outcome, repeated: false };
    if (outcome.error.kind === 'JOURNAL') this.#register.forget(clientId, request.orderId);
    if (outcome.error.kind === 'JOURNAL' && outcome.error.error === 'DUPLICATE_ORDER')
      return this.#answerOfOld(entered.value);
    return this.#refuse(outcome.error);
  }

  /** Resolves when the order of this id that is being decided now is durable or refused; null where there is none. */
  underWay(clientId: string, orderId: string): Promise<unknown> | null {
    const found = this.#register.find(clientId, orderId);
    return found === undefined || found.isSettled ? null : found.answer.catch(() => null);
  }

  /** What an order would be decided from if it came now; checked as an order is, and neither recorded nor sent. */
  preview(clientId: string, request: OrderRequest): Result<PlanInput, Refusal> {
    const entered = this.#enter({ clientId, request, routeOnly: true, simulated: false });
    if (!entered.ok) return entered;
    const { order, view } = entered.value;
    const wait = this.#waitOf(entered.value);
    if (!wait.ok) return err(rejectedIn(view, wait.error));
    const approval = approveOrder(withoutStop(order), { ...view, limits: this.#settings.limits(view.instrument) });
    if (!approval.ok) return err(rejectedIn(view, approval.error));
    return ok(this.#planInput(entered.value, approval.value));
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
    return earlier.answer.then((outcome) => ({ outcome, repeated: true }));
  }

  /** Steps 4 to 7: the gate, the plan, and one durable entry; then the desk sends. */
  async #decide(entered: Entered): Promise<Result<Answer, Refusal>> {
    const { instrument, nbbo } = entered.view;
    const { clientId, request } = entered.submission;
    if (this.#ports.cancels.take(clientId, request.orderId)) return this.#recordCanceled(entered);
    const wait = this.#waitOf(entered);
    if (!wait.ok) return this.#recordRefusal(entered, wait.error);
    if (wait.value !== null) return this.#hold(entered, wait.value);
    const limits = this.#settings.limits(instrument);
    const approval = approveOrder(withoutStop(entered.order), { instrument, nbbo, limits });
    if (!approval.ok) return this.#recordRefusal(entered, approval.error);
    const wave = planWave(this.#planInput(entered, approval.value), this.#ports);
    const live = this.#newOrder(entered, { wave, worstPrice: approval.value.worstPrice });
    const written = await this.#append(this.#firstEntry(live, entered, wave), entered);
    this.#ports.meter.committed(this.#ports.clock.nowUs() - entered.enteredUs);
    if (!written.ok) return written;
    this.#handOver(live, entered, wave);
    return ok(answerOf(live.identity.pk, wave));
  }

  #waitOf({ submission, order, view, enteredUs }: Entered): Result<WaitsFor | null, Rejection> {
    const isOpen = this.#ports.hours.isOpen(view.instrument, enteredUs);
    const { closedMarket } = this.#settings;
    return waitOf(order, { isOpen, nbbo: view.nbbo, closedMarket, canWait: !submission.routeOnly });
  }

  /** An order that is not due yet becomes durable as it is; the waiting room decides it when it is. */
  async #hold(entered: Entered, waitsFor: WaitsFor): Promise<Result<Answer, Refusal>> {
    const { instrument } = entered.view;
    const fault = waitingFault(entered.order, { instrument, limits: this.#settings.limits(instrument) });
    if (fault !== null) return this.#recordRefusal(entered, fault);
    const live = this.#liveOrder(entered, { state: 'RECEIVED', rejectCode: null, waves: 0 }, null);
    const changes = new Changes(live, entered.enteredUs);
    changes.event('RECEIVED', { request: entered.submission.request, client_id: entered.submission.clientId });
    changes.event('ORDER_HELD', { waits_for: waitsFor });
    const written = await this.#append(changes.create(live.identity.row), entered);
    if (!written.ok) return written;
    this.#ports.meter.answered('HELD');
    this.#ports.room.hold(live);
    this.#ports.publisher.publish('ORDER_UPDATE', orderUpdate(live));
    if (this.#isCanceled(entered)) this.#ports.desk.cancel(live);
    return ok(heldAnswerOf(live.identity.pk, live.identity.order.orderId, waitsFor));
  }

  /** What the order asked for, with the routing rules in force applied. */
  #planInput({ submission, view }: Entered, { order, worstPrice }: Approval): PlanInput {
    const { routing, modelVersion } = this.#settings;
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
    return applyRules(asked, this.#ports.rules.inForce(view.takenAtUs), NOTHING_USED);
  }

  /** A plan with nothing to send ends the order at once; a routed-only order is the caller's to work. */
  #newOrder(entered: Entered, made: { wave: PlannedWave; worstPrice: Approval['worstPrice'] }): LiveOrder {
    const isEmpty = made.wave.children.length === 0;
    const rejectCode = isEmpty ? made.wave.plan.unallocatedCode : null;
    const live = this.#liveOrder(
      entered,
      { state: isEmpty ? 'CANCELED' : 'ROUTING', rejectCode, waves: 1 },
      made.worstPrice,
    );
    if (entered.submission.routeOnly) {
      const { costBps: expectedCostBps } = made.wave.plan.expected;
      live.addWave(made.wave.decisionId, { wave: 1, expectedCostBps, placed: 0 });
    } else adoptWave(live, made.wave);
    return live;
  }

  #firstEntry(live: LiveOrder, { submission, pk, enteredUs }: Entered, wave: PlannedWave): JournalEntry {
    const changes = new Changes(live, enteredUs);
    changes.event('RECEIVED', { request: submission.request, client_id: submission.clientId });
    changes.event('WAVE_PLANNED', { decision_id: wave.decisionId, wave: 1, decision_hash: wave.decisionHash });
    if (live.isEnded) changes.event(`ORDER_${live.state}`, { code: live.rejectCode });
    changes.decisions.push(decisionRow(wave, pk, enteredUs));
    if (!submission.routeOnly) changes.newChildren.push(...childRows(wave, pk, enteredUs));
    changes.outbox.push(decisionEvent(live, wave, this.#ports.ids));
    return changes.create(live.identity.row);
  }

  #handOver(live: LiveOrder, entered: Entered, wave: PlannedWave): void {
    const { submission } = entered;
    this.#ports.meter.answered(submission.routeOnly ? 'ROUTED' : live.state);
    if (!submission.routeOnly && !live.isEnded)
      return this.#ports.desk.start(live, wave, { isCanceled: this.#isCanceled(entered) });
    this.#ports.meter.decided(wave.input.order.routingObjective, wave.routingTimeUs);
    this.#ports.publisher.publish('ROUTING_UPDATE', routingUpdate(live, wave));
    this.#ports.publisher.publish('ORDER_UPDATE', orderUpdate(live));
  }

  /** A cancel came while the order was being decided or made durable: it is taken now, before anything is sent. */
  #isCanceled({ submission }: Entered): boolean {
    return this.#ports.cancels.take(submission.clientId, submission.request.orderId);
  }

  /** An order whose cancel came before it is recorded, and nothing else is done with it. */
  async #recordCanceled(entered: Entered): Promise<Result<Answer, Refusal>> {
    const rejection: Rejection = { code: 'CANCEL_CAME_FIRST', path: 'order_id' };
    const live = this.#liveOrder(entered, { state: 'CANCELED', rejectCode: rejection.code, waves: 0 }, null);
    const changes = new Changes(live, entered.enteredUs);
    changes.event('RECEIVED', { request: entered.submission.request, client_id: entered.submission.clientId });
    changes.event('CANCEL_ASKED', {});
    changes.event('ORDER_CANCELED', { code: rejection.code });
    return this.#refused(live, entered, { changes, rejection });
  }

  /** Orders that the gate refuses are recorded like routed ones. */
  async #recordRefusal(entered: Entered, rejection: Rejection): Promise<Result<Answer, Refusal>> {
    const worstPrice = entered.order.limitPrice;
    const live = this.#liveOrder(entered, { state: 'REJECTED', rejectCode: rejection.code, waves: 0 }, worstPrice);
    const changes = new Changes(live, entered.enteredUs);
    changes.event('RECEIVED', { request: entered.submission.request, client_id: entered.submission.clientId });
    changes.event('ORDER_REJECTED', { code: rejection.code, path: rejection.path });
    changes.outbox.push(riskRejectionEvent(live, this.#ports.ids, entered.enteredUs));
    return this.#refused(live, entered, { changes, rejection });
  }

  /** Makes an order durable that ends as it came. */
  async #refused(
    live: LiveOrder,
    entered: Entered,
    { changes, rejection }: { changes: Changes; rejection: Rejection },
  ): Promise<Result<Answer, Refusal>> {
    const written = await this.#append(changes.create(live.identity.row), entered);
    if (!written.ok) return written;
    this.#ports.publisher.publish('ORDER_UPDATE', orderUpdate(live));
    return err(rejectedIn(entered.view, rejection));
  }

  /** Makes an order durable. Whatever passed the contract fits the record: an entry that is refused for its content is our fault, and alarmed. */
  async #append(entry: JournalEntry, { pk, submission }: Entered): Promise<Result<null, Refusal>> {
    const outcome = await this.#ports.journal.append(entry);
    if (outcome.ok) return ok(null);
    const refused = { orderPk: pk, orderId: submission.request.orderId, outcome };
    if (outcome.error === 'JOURNAL_REFUSED') alarmJournal(this.#ports, refused, NOT_TAKEN);
    return err({ kind: 'JOURNAL', error: outcome.error });
  }

  #liveOrder(
    entered: Entered,
    made: Pick<NewOrder, 'state' | 'rejectCode' | 'waves'>,
    worstPrice: ValidOrder['limitPrice'],
  ): LiveOrder {
    const { submission, order, view, pk, enteredUs, requestHash } = entered;
    const { instrument, nbbo } = view;
    const { clientId, simulated, routeOnly } = submission;
    const row = orderRow({
      pk,
      clientId,
      requestHash,
      order,
      instrument,
      nbbo,
      simulated,
      routeOnly,
      nowUs: enteredUs,
      ...made,
    });
    const identity = { pk, clientId, order, instrument, simulated, createdAtUs: enteredUs, row };
    const live = new LiveOrder(identity, { nbbo, worstPrice }, new OrderChain(pk, this.#ports.hash));
    live.waves = made.waves;
    return live;
  }

  /** The database knows the order from an earlier time: its first answer again, or a conflict. */
  async #answerOfOld({ submission, requestHash }: Entered): Promise<Walked> {
    const stored = await this.#ports.findAnswer(submission.clientId, submission.request.orderId);
    if (stored === null) throw new Error('an order that the database refused as a duplicate is not in the database');
    if (stored.requestHash !== requestHash) return this.#refuse({ kind: 'CONFLICT' });
    if (stored.answer !== null) return { outcome: ok(stored.answer), repeated: true };
    const rejection: Rejection = { code: stored.rejectCode ?? 'MARKET_UNAVAILABLE', path: '' };
    return { outcome: err({ kind: 'REJECTED', rejection }), repeated: true };
  }

  #refuse(refusal: Refusal): Walked {
    this.#ports.meter.answered(refusal.kind === 'REJECTED' ? refusal.rejection.code : refusal.kind);
    return { outcome: err(refusal), repeated: false };
  }
}

const NOT_TAKEN = 'The journal refused the record of a new order; the order was not taken.';

/** The refusal of an order in a market; where liquidity providers make it and it is not there, with the reason. */
function rejectedIn(view: MarketView, rejection: Rejection): Refusal {
  const detail = rejection.code === 'MARKET_UNAVAILABLE' ? lpErrorOfView(view) : null;
  return { kind: 'REJECTED', rejection, ...(detail === null ? {} : { detail }) };
}

/** The closed code that a refused walk is known by. */
export function refusalCode(
  refusal: Refusal,
): RejectCode | AppendError | 'JOURNAL_AWAY' | 'CONFLICT' | 'NOT_READY' | 'OVERLOADED' {
  switch (refusal.kind) {
    case 'REJECTED':
      return refusal.rejection.code;
    case 'JOURNAL':
      return refusal.error;
    default:
      return refusal.kind;
  }
}
