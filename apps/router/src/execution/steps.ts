import type { OrderReference } from '@fairlead/contracts/venue-protocol';
import { orderHalt } from '@fairlead/core/control/halts';
import { isChildEnded } from '@fairlead/core/order/child-state';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import { type Follower, followUp } from '@fairlead/core/order-life/follow-up';
import { heldBackUntilUs } from '@fairlead/core/order-life/held-back';
import { mayBeSent, type StepFacts } from '@fairlead/core/order-life/next-step';
import { childOf, isEnded, type OrderLife } from '@fairlead/core/order-life/order-life';
import { Story } from '@fairlead/core/order-life/story';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import type { AppendOutcome } from '@fairlead/db/journal/journal-entry';
import type { TradingHours } from '../market-data/trading-hours.ts';
import { childReference, newChildMessage } from '../order/child-message.ts';
import type { LiveBook } from '../order/live-book.ts';
import type { Bundle, Cause, Draft, Held, LiveOrder, OrderIdentity } from '../order/live-order.ts';
import { routingUpdate } from '../order/stream-data.ts';
import { type PlannedWave, waveFact } from '../order/wave.ts';
import type { Log, Timers, VenueGateway } from '../ports.ts';
import { alarmJournal } from '../publish/journal-alarm.ts';
import { alertsOf } from './alarms.ts';
import { type LessonPorts, learnFrom } from './lessons.ts';
import type { WaveDesk, WavePorts } from './next-wave.ts';
import { isUrgent, PLAN_WAITS_US, Recorder, type RecorderPorts } from './recorder.ts';
import { canReplace, toBeReplaced } from './replaces.ts';
import { planAgain } from './replanning.ts';
import { fillMarket } from './reporting.ts';

/** What steps are taken with. */
export interface StepPorts extends RecorderPorts, LessonPorts, WavePorts {
  readonly gateway: VenueGateway;
  readonly hours: TradingHours;
  readonly timers: Timers;
  readonly log: Log;
  readonly waves: WaveDesk;
}

/** How an order goes on. */
export interface StepSettings {
  /** Decisions an order may take without its market closing in between before what is left is canceled. */
  readonly maxWaves: number;
}

/** How long an answer waits for the journal before it says that nothing is durable yet. */
export const DURABLE_WAIT_MS = 1_000;
const STEP_LOST = 'The journal refused a step of this order. Nothing new of it is sent; the step is tried again.';

/**
 * Takes the steps of live orders, each in one event-loop turn: decided on all that came before, counted at once, written soon; and what leaves is
 * held until it is durable. A step that the journal refuses is decided again from its causes.
 */
export class Steps {
  readonly #live: LiveBook;
  readonly #ports: StepPorts;
  readonly #settings: StepSettings;
  readonly #recorder: Recorder;
  /** Orders with a step that the journal has refused and not taken since; of those that are only routed nobody else knows. */
  readonly #refusedOnes = new Set<LiveOrder>();
  /** Cancels that have left before they were durable: a late cancel hurts more than one that nobody has recorded. */
  readonly #left = new WeakSet<Held>();
  /** Until when orders are held back, for which somebody looks again then. */
  readonly #heldUntilUs = new WeakMap<LiveOrder, number>();

  constructor(live: LiveBook, ports: StepPorts, settings: StepSettings) {
    this.#live = live;
    this.#ports = ports;
    this.#settings = settings;
    this.#recorder = new Recorder(ports, {
      landed: (order, bundle) => this.#landed(order, bundle),
      refused: (order, causes, outcome) => this.#refused(order, causes, outcome),
    });
  }

  /** How long the oldest step that is not durable has waited, in microseconds. */
  get recordWaitsUs(): number {
    return this.#recorder.waitsUs;
  }

  /** One step: what happened, and what follows from it; counted at once, written soon. */
  take(live: LiveOrder, kind: Cause['kind'], decide: Cause['decide']): void {
    const before = live.life;
    const draft = this.#decided(live, { kind, atUs: this.#ports.clock.nowUs(), decide });
    this.#ports.exposure.moved(live, before);
    this.#ports.entitlements.moved(live, before);
    const { events } = draft.story;
    for (const event of events) {
      for (const alert of alertsOf(event, live.identity, live.life)) this.#ports.publisher.publish('ALERT', alert);
    }
    learnFrom(this.#ports, live, { before, after: live.life, events });
    for (const childId of draft.asks) {
      const child = childOf(live.life, childId);
      if (child !== undefined) this.ask(child.venueId, childReference(live.identity, child));
    }
    if (draft.waves.length > 0) this.#live.index(live);
    this.#live.settle(live);
    this.#hurryCancels(live, draft.held);
    if (live.brokenSinceUs === null && isUrgent(events, live.life)) this.#recorder.flush(live);
  }

  #decided(live: LiveOrder, cause: Cause): Draft {
    const draft: Draft = {
      live,
      story: new Story(live.life, { atUs: cause.atUs, cause: cause.kind }),
      waves: [],
      held: [],
      asks: new Set(),
    };
    cause.decide(draft);
    this.#follow(draft);
    live.take(draft, cause);
    return draft;
  }

  /** What follows from an order as it stands now: children asked back, and its next step. */
  #follow(draft: Draft): void {
    // What was only routed is its caller's to work.
    if (!draft.live.identity.routeOnly) followUp<ApprovedWave<PlannedWave>>(draft.story, this.#followerOf(draft));
  }

  #followerOf({ live, story, held, waves }: Draft): Follower<ApprovedWave<PlannedWave>> {
    return {
      facts: () => this.#factsOf(live, story.life),
      askBack: (childId) => held.push({ kind: 'CANCEL', childId }),
      canReplace: (child) => this.mayRoute(live.identity) && canReplace(this.#ports, live.identity, child),
      askReplace: (childId, revision) => held.push({ kind: 'REPLACE', childId, revision }),
      planAgain: (life, rests) => this.#ports.waves.again(live.identity, life, rests),
      plan: (life) => this.#ports.waves.next(live.identity, life),
      intend: (wave) => {
        story.tell(waveFact(wave), 'DESK');
        waves.push(wave);
        if (wave.children.length > 0) held.push({ kind: 'SEND', wave });
      },
    };
  }

  /** Plans what rests of an order once more, where it could be routed on now and its venues can be asked. */
  replan(live: LiveOrder): void {
    const { canRoute, isRecordSlow, isHeldBack } = this.#factsOf(live, live.life);
    if (!canRoute || isRecordSlow || isHeldBack || !live.life.children.every((child) => this.#isReachable(child)))
      return;
    const { clock, market, waves } = this.#ports;
    this.take(live, 'MARKET', (draft) => {
      const now = () => fillMarket(market, live.identity.order.instrumentId, clock.nowUs());
      planAgain(draft.story, live, { ...this.#followerOf(draft), waves, market: now });
    });
  }

  #isReachable({ state, venueId }: ChildLife): boolean {
    if (isChildEnded(state)) return true;
    const { market, gateway } = this.#ports;
    return gateway.isConnected(venueId) && market.health(venueId)?.circuit.shown !== 'OPEN';
  }

  #factsOf(live: LiveOrder, life: OrderLife): StepFacts {
    return {
      canRoute: this.mayRoute(live.identity),
      maxWaves: this.#settings.maxWaves,
      isRecordSlow: this.#recorder.isSlow,
      isHeldBack: this.#isHeldBack(live, life),
    };
  }

  /** True while what a venue that fills late has given back may still be filled; the order goes on when that is over. */
  #isHeldBack(live: LiveOrder, life: OrderLife): boolean {
    const { clock, market, timers } = this.#ports;
    const nowUs = clock.nowUs();
    const untilUs = heldBackUntilUs(life, (venueId) => market.health(venueId)?.lateness.heldBackUs(nowUs) ?? 0);
    if (untilUs <= nowUs) return false;
    if (this.#heldUntilUs.get(live) !== untilUs) {
      this.#heldUntilUs.set(live, untilUs);
      timers.after(Math.ceil((untilUs - nowUs) / 1_000), () => {
        this.#heldUntilUs.delete(live);
        this.take(live, 'CLOCK', () => {});
      });
    }
    return true;
  }

  #landed(live: LiveOrder, { held, waves }: Bundle): void {
    this.#refusedOnes.delete(live);
    for (const wave of waves) this.show(live, wave);
    for (const each of held) {
      if (each.kind === 'SEND') this.send(live, each.wave);
      else if (each.kind === 'REPLACE') this.#sendReplace(live, each, waves);
      else this.#sendCancel(live, each);
    }
    this.#live.settle(live);
    if (isUrgent(live.open.events, live.life)) this.#recorder.flush(live);
  }

  /** The journal does not hold what has happened: the order is what is durable of it, and everything since is decided again. Nothing new of it leaves. */
  #refused(live: LiveOrder, causes: readonly Cause[], outcome: Extract<AppendOutcome, { ok: false }>): void {
    const { pk: orderPk, clientId, order } = live.identity;
    this.#refusedOnes.add(live);
    const isNews = !causes.some((cause) => cause.kind === 'JOURNAL') && !live.life.isBroken;
    if (isNews) {
      alarmJournal(this.#ports, { clientId, orderPk, orderId: order.orderId, isKept: true, outcome }, STEP_LOST);
      const broken: Cause = {
        kind: 'JOURNAL',
        atUs: this.#ports.clock.nowUs(),
        decide: ({ story }) => story.tell({ type: 'RECORD_BROKEN', code: outcome.error }),
      };
      for (const alert of alertsOf(
        { type: 'RECORD_BROKEN', code: outcome.error, atUs: broken.atUs, cause: 'JOURNAL' },
        live.identity,
        live.life,
      ))
        this.#ports.publisher.publish('ALERT', alert);
      this.#decided(live, broken);
    }
    const held = causes.flatMap((cause) => this.#decided(live, cause).held);
    this.#ports.exposure.moved(live);
    this.#ports.entitlements.moved(live);
    // When all is decided: what a later cause has ended is not asked back.
    for (const each of held) if (each.kind === 'CANCEL') this.#sendCancel(live, each);
    this.#live.settle(live);
  }

  /** Sends a wave that is durable, if its order and the market still bear it; of one that waited too long each part is looked at again. */
  send(live: LiveOrder, wave: ApprovedWave<PlannedWave>): void {
    const { life } = live;
    const childIds = wave.children.map((child) => child.id);
    const isStopped = life.endAsked !== null || life.isBroken || isEnded(life);
    if (!isStopped && !this.#mayLeave(life, wave)) {
      return this.take(live, 'DESK', ({ story }) => story.tell({ type: 'PLAN_TOO_OLD', childIds }));
    }
    const outcomes = wave.children.map((child) => {
      const isSent = !isStopped && this.#ports.gateway.send(child.venueId, newChildMessage(live.identity, child));
      return { childId: child.id, isSent, epoch: isSent ? this.#ports.gateway.epochOf(child.venueId) : null };
    });
    this.take(live, 'DESK', ({ story }) => {
      for (const { childId, isSent, epoch } of outcomes) {
        if (childOf(story.life, childId)?.state !== 'INTENDED') continue;
        story.tell(isSent ? { type: 'CHILD_SENT', childId, epoch } : { type: 'CHILD_NOT_SENT', childId });
      }
    });
  }

  /** Sends other terms of a child that are durable. Where they do not leave, the child works on by those that it has. */
  #sendReplace(live: LiveOrder, held: Extract<Held, { kind: 'REPLACE' }>, waves: Bundle['waves']): void {
    const due = toBeReplaced(live, held);
    const wave = waves.find(({ input }) => input.wave === due?.wave);
    const mayLeave = wave === undefined || this.#isStillSo(wave);
    if (due !== null && mayLeave && this.#ports.gateway.send(due.child.venueId, due.message)) return;
    const { childId, revision } = held;
    this.take(live, 'DESK', ({ story }) => {
      const child = childOf(story.life, childId);
      if (child === undefined || isChildEnded(child.state) || child.replace?.asked == null) return;
      if (child.replace.revision === revision)
        story.tell({ type: 'CHILD_REPLACE_REFUSED', childId, revision, code: 'NOT_SENT' });
    });
  }

  /** True where nothing that has happened since the plan speaks against it: to the order, or to the market where the commit took its time. */
  #mayLeave(life: OrderLife, wave: ApprovedWave<PlannedWave>): boolean {
    return mayBeSent(life, wave.input.wave) && this.#isStillSo(wave);
  }

  #isStillSo(wave: ApprovedWave<PlannedWave>): boolean {
    if (this.#ports.waves.isHalted(wave)) return false;
    const isOld = this.#ports.clock.nowUs() - wave.input.view.takenAtUs > PLAN_WAITS_US;
    return !isOld || (this.canRoute(wave.input.order.instrumentId) && this.#ports.waves.holds(wave));
  }

  /** A cancel does not wait for a journal that is away or slow. */
  #hurryCancels(live: LiveOrder, held: readonly Held[]): void {
    const cancels = held.filter((each) => each.kind === 'CANCEL');
    if (cancels.length === 0) return;
    const leave = () => {
      for (const cancel of cancels) this.#sendCancel(live, cancel);
    };
    if (!this.#ports.journal.state().healthy || live.brokenSinceUs !== null) leave();
    else this.#ports.timers.after(PLAN_WAITS_US / 1_000, leave);
  }

  #sendCancel(live: LiveOrder, held: Held): void {
    if (held.kind !== 'CANCEL' || this.#left.has(held)) return;
    this.#left.add(held);
    const child = childOf(live.life, held.childId);
    if (child === undefined || isChildEnded(child.state)) return;
    this.#ports.gateway.send(child.venueId, { type: 'cancel', ...childReference(live.identity, child) });
  }

  show(live: LiveOrder, wave: PlannedWave): void {
    this.#ports.meter.decided(wave);
    this.#ports.publisher.publish('ROUTING_UPDATE', routingUpdate(live, wave));
  }

  /** Takes up what only the clock brings about: steps that were refused are tried again, plans that waited for a slow journal are made, and what may wait is written. */
  tick(): void {
    for (const live of new Set([...this.#live.alive(), ...this.#refusedOnes])) {
      if (live.life.plansTooOld > 0 && !live.isInFlight) this.take(live, 'CLOCK', () => {});
      this.#recorder.flush(live);
    }
  }

  /** Resolves when everything that has happened to an order until now is durable. */
  async whenDurable(live: LiveOrder): Promise<void> {
    if (live.isDurable) return;
    this.#recorder.flush(live);
    await live.whenDurable();
  }

  /** Resolves with true when everything that has happened to an order is durable, or with false after a second, or at once where the journal is away. */
  async confirm(live: LiveOrder): Promise<boolean> {
    if (live.isDurable) return true;
    this.#recorder.flush(live);
    if (!this.#ports.journal.state().healthy) return false;
    return new Promise((resolve) => {
      const limit = this.#ports.timers.after(DURABLE_WAIT_MS, () => resolve(false));
      void live.whenDurable().then(() => {
        limit.cancel();
        resolve(true);
      });
    });
  }

  /**
   * True while new parts of the instrument may be routed: its market is open, by the calendar and by the word of its listing venue, and trading is
   * neither halted nor restricted.
   */
  canRoute(instrumentId: string): boolean {
    const { market, hours, clock } = this.#ports;
    const instrument = market.instrument(instrumentId);
    if (instrument?.status !== 'ACTIVE' || !market.trades(instrumentId)) return false;
    return hours.isOpen(instrument, clock.nowUs());
  }

  /** True while new parts of an order may be routed: as far as its instrument goes, and where no halt stops it as a whole. */
  mayRoute({ clientId, order: { instrumentId } }: OrderIdentity): boolean {
    return this.canRoute(instrumentId) && orderHalt(this.#ports.halts.viewFor(clientId), instrumentId) === null;
  }

  /** Lets the cancels of an order leave that wait for the journal. */
  hurry(live: LiveOrder): void {
    for (const each of live.held) this.#sendCancel(live, each);
  }

  /** Asks a venue for its whole account of a child, by all that it may be found by. */
  ask(venueId: string, order: OrderReference): void {
    this.#ports.gateway.send(venueId, { type: 'status', ...order });
  }
}
