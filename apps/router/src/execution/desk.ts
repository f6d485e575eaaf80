import type { OrderReference } from '@fairlead/contracts/venue-protocol';
import { isChildEnded } from '@fairlead/core/order/child-state';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import { isAskable } from '@fairlead/core/order-life/next-step';
import { onReport } from '@fairlead/core/order-life/on-report';
import type { DoubtCode, OrderFact, StartTerms } from '@fairlead/core/order-life/order-event';
import { childOf, isEnded, isWaiting } from '@fairlead/core/order-life/order-life';
import type { Story } from '@fairlead/core/order-life/story';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { VenueReport } from '@fairlead/core/venue/venue-report';
import { childReference } from '../order/child-message.ts';
import { LiveBook, type Placed } from '../order/live-book.ts';
import type { LiveOrder, OrderIdentity } from '../order/live-order.ts';
import type { PlannedWave } from '../order/wave.ts';
import { differsAlert } from './alarms.ts';
import type { LateEnds } from './late-ends.ts';
import { learnAnswer } from './lessons.ts';
import { reportingOf } from './reporting.ts';
import { type StepPorts, type StepSettings, Steps } from './steps.ts';

/** What the desk works with. */
export interface DeskPorts extends StepPorts {
  readonly lateEnds: LateEnds;
  /** How long what is read now may have waited for the router itself. */
  readonly lag: { lagUs(): number };
}

/** An execution that the caller of a routed-only order reports. */
export type ExecutedElsewhere = Omit<Extract<OrderFact, { type: 'EXECUTED_ELSEWHERE' }>, 'type'>;

/**
 * Follows every live order from its first sent child to its end: what can happen to an order, a verb each. How a step is decided, made durable and
 * acted on is the same for all (`Steps`).
 */
export class Desk {
  readonly live = new LiveBook();
  readonly #ports: DeskPorts;
  readonly #steps: Steps;
  /** Children that rested before a restart, asked for and not answered yet: where their venues know nothing new there is nothing to write. */
  readonly #asked = new Set<string>();

  constructor(ports: DeskPorts, settings: StepSettings) {
    this.#ports = ports;
    this.#steps = new Steps(this.live, ports, settings);
  }

  /** How long the oldest step that is not durable has waited, in microseconds. */
  get recordWaitsUs(): number {
    return this.#steps.recordWaitsUs;
  }

  /** True while new parts of the instrument may be routed: its market is open, and trading is neither halted nor restricted. */
  canRoute(instrumentId: string): boolean {
    return this.#steps.canRoute(instrumentId);
  }

  /** True while new parts of an order may be routed: as far as its instrument goes, and where no halt stops it as a whole. */
  mayRoute(identity: OrderIdentity): boolean {
    return this.#steps.mayRoute(identity);
  }

  /** Asks a venue for its whole account of a child. */
  ask(venueId: string, order: OrderReference): void {
    this.#steps.ask(venueId, order);
  }

  /** Asks the venue of a child that is in memory for its whole account. */
  askFor({ live, child }: Placed): void {
    this.#steps.ask(child.venueId, childReference(live.identity, child));
  }

  /** Resolves with true when everything that has happened to an order is durable, or with false after a second, or at once where the journal is away. */
  confirm(live: LiveOrder): Promise<boolean> {
    return this.#steps.confirm(live);
  }

  /** Resolves when everything that has happened to an order until now is durable, however long that takes. */
  whenDurable(live: LiveOrder): Promise<void> {
    return this.#steps.whenDurable(live);
  }

  /** Takes up what only the clock brings about. */
  tick(): void {
    this.#steps.tick();
  }

  /** Takes over an order whose first wave is durable, and sends that wave; of one that was canceled meanwhile nothing is sent. */
  start(live: LiveOrder, wave: ApprovedWave<PlannedWave>, { isCanceled }: { readonly isCanceled: boolean }): void {
    this.live.add(live);
    this.#steps.show(live, wave);
    if (isCanceled) this.cancel(live);
    this.#steps.send(live, wave);
  }

  /** Takes over an order that the journal says was alive: its venues are asked for all that has not ended. */
  resume(live: LiveOrder): void {
    this.live.add(live);
    const resting = live.life.children.filter((child) => this.#restsOn(child));
    for (const { id } of resting) this.#asked.add(id);
    this.#steps.take(live, 'RESTART', ({ story, asks }) => {
      for (const child of live.life.children) {
        if (isChildEnded(child.state)) continue;
        if (this.hasStartedAnew(child)) tellLost(story, child);
        else {
          if (!resting.includes(child)) story.tell({ type: 'CHILD_IN_DOUBT', childId: child.id, why: 'RESTART' });
          asks.add(child.id);
        }
      }
    });
  }

  /** True where nothing was under way with a child when the router stopped, and its venue, which can be asked now, has kept it or says otherwise. */
  #restsOn(child: ChildLife): boolean {
    const isThere = child.state === 'ACKED' || child.state === 'PARTIALLY_FILLED';
    const isAsked = child.cancelAskedAtUs !== null || (child.replace?.asked ?? null) !== null;
    const isStill = isThere && isResting(child.kind) && !isAsked;
    return isStill && this.#ports.gateway.isConnected(child.venueId) && !this.hasStartedAnew(child);
  }

  /** Children whose venues have not said yet what is so: those in doubt, and those that have been asked for after a restart. */
  unanswered(): readonly Placed[] {
    return [...this.live.inDoubt(), ...this.#askedFor()];
  }

  /** Puts in doubt what has been asked for after a restart and was not answered in time. */
  endAsking(): void {
    this.lose(this.#askedFor(), 'RESTART');
    // Those of orders that have ended since.
    this.#asked.clear();
  }

  #askedFor(): readonly Placed[] {
    return [...this.#asked].map((childId) => this.live.findChild(childId)).filter((placed) => placed !== undefined);
  }

  /** Routes an order that has waited: from here on it is measured against the market as it is now. */
  release(live: LiveOrder, start: StartTerms): void {
    this.#steps.take(live, 'MARKET', ({ story }) => {
      if (isWaiting(story.life)) story.tell({ type: 'ORDER_RELEASED', start });
    });
  }

  /** Ends an order that has waited and may not be routed now that it could. */
  refuseWaiting(live: LiveOrder, rejection: { readonly code: string; readonly path: string }): void {
    const { code, path } = rejection;
    this.#steps.take(live, 'MARKET', ({ story }) => {
      if (isWaiting(story.life)) story.tell({ type: 'ORDER_REJECTED', code, path, detail: null });
    });
  }

  /** Goes on with the orders of an instrument that could not be routed on while its market was closed or halted. */
  routeOnAll(instrumentId: string): void {
    for (const live of [...this.live.alive()])
      if (live.identity.order.instrumentId === instrumentId) this.routeOn(live);
  }

  /** Goes on with an order that could not be routed on for a while, where it can now. */
  routeOn(live: LiveOrder): void {
    if (isWaiting(live.life) || !this.mayRoute(live.identity)) return;
    this.#steps.take(live, 'MARKET', ({ story }) => {
      if (story.life.residual > 0 && !isEnded(story.life)) story.tell({ type: 'MARKET_REOPENED' });
    });
  }

  /** Plans what rests of an order once more on the market of now. */
  replan(live: LiveOrder): void {
    this.#steps.replan(live);
  }

  /** Applies what a venue says of a child. One that is not in memory is looked up. */
  onReport(venueId: string, childId: string, report: VenueReport): void {
    const found = this.live.findChild(childId);
    if (found === undefined) return this.#ports.lateEnds.take(venueId, childId, report);
    const { live, child } = found;
    if (child.venueId !== venueId) {
      const message = 'a venue reports on another venue’s child';
      return this.#ports.log.error({ venueId, childId, of: child.venueId, report: report.type }, message);
    }
    const nowUs = this.#ports.clock.nowUs();
    // That the answer is not known is nobody's answer.
    if (report.type !== 'OUTCOME_UNKNOWN')
      learnAnswer(this.#ports, found, { report, nowUs, lagUs: this.#ports.lag.lagUs() });
    const reporting = reportingOf(live.identity, { childId, report, venueId, nowUs }, this.#ports);
    const isSinceRestart = report.type === 'STATUS' && this.#asked.delete(childId);
    this.#steps.take(live, 'REPORT', ({ story, asks }) => {
      const before = childOf(story.life, childId);
      if (before === undefined) return;
      const hasEndedMeanwhile = isSinceRestart && report.state !== null && isChildEnded(report.state);
      if (hasEndedMeanwhile && !isChildEnded(before.state)) tellDoubt(story, before, 'RESTART');
      const { ask, differs } = onReport(story, reporting);
      if (ask) asks.add(childId);
      if (differs) this.#ports.publisher.publish('ALERT', differsAlert(live.identity, venueId));
    });
  }

  /** Puts children in doubt, and asks for what is overdue; where the session is lost they are asked for when it is back. */
  lose(children: readonly Placed[], why: DoubtCode): void {
    for (const { live, child } of children) {
      // What happened while the router was away stays the question, whatever keeps its venue from answering.
      const doubt = this.#asked.delete(child.id) ? 'RESTART' : why;
      this.#steps.take(live, why === 'SESSION_LOST' ? 'SESSION' : 'CLOCK', ({ story, asks }) => {
        const current = childOf(story.life, child.id);
        if (current === undefined || isChildEnded(current.state)) return;
        tellDoubt(story, current, doubt);
        if (why === 'OVERDUE') asks.add(child.id);
      });
    }
  }

  /** Ends children that were lost with the life of a venue before, all of an order in one step, so that its rest is routed once. */
  endLost(live: LiveOrder, children: readonly ChildLife[]): void {
    this.#steps.take(live, 'SESSION', ({ story }) => {
      for (const { id } of children) {
        const child = childOf(story.life, id);
        if (child !== undefined && !isChildEnded(child.state)) tellLost(story, child);
      }
    });
  }

  /** True where the venue's session speaks with another life of it than the one that the child was sent to. */
  hasStartedAnew({ venueId, venueEpoch }: ChildLife): boolean {
    const epoch = this.#ports.gateway.epochOf(venueId);
    return venueEpoch !== null && epoch !== null && epoch !== venueEpoch;
  }

  /** Asks back what has rested for its time in the hope of the spread: what is left is taken when the venue has answered. */
  endRest(live: LiveOrder, childId: string): void {
    this.#steps.take(live, 'CLOCK', ({ story, held }) => {
      const child = childOf(story.life, childId);
      if (child === undefined || isChildEnded(child.state) || child.cancelAskedAtUs !== null) return;
      story.tell({ type: 'REST_ENDED', childId });
      story.tell({ type: 'CHILD_CANCEL_ASKED', childId });
      held.push({ kind: 'CANCEL', childId });
    });
  }

  /** Asks every venue to cancel what still rests there. The order ends when they have answered; false where it has ended already. */
  cancel(live: LiveOrder): boolean {
    if (isEnded(live.life)) return false;
    this.#steps.take(live, 'REQUEST', ({ story }) => {
      if (!isEnded(story.life) && story.life.endAsked === null) story.tell({ type: 'CANCEL_ASKED' });
    });
    return true;
  }

  /** The same, and the venues are asked at once: what a halt asks back does not wait for the journal. */
  cancelAtOnce(live: LiveOrder): void {
    this.cancel(live);
    this.#steps.hurry(live);
  }

  /** Asks a venue at once to cancel everything of an order that is there; what comes back is routed to others. */
  recall(live: LiveOrder, venueId: string): void {
    this.#steps.take(live, 'REQUEST', ({ story, held }) => {
      for (const child of story.life.children) {
        if (child.venueId !== venueId || !isAskable(child)) continue;
        story.tell({ type: 'CHILD_CANCEL_ASKED', childId: child.id });
        held.push({ kind: 'CANCEL', childId: child.id });
      }
    });
    this.#steps.hurry(live);
  }

  /** Ends a DAY order whose day is over: like a cancel, but that the order expires. One whose cancel is under way keeps its own end. */
  expire(live: LiveOrder): void {
    this.#steps.take(live, 'CLOCK', ({ story }) => {
      if (!isEnded(story.life) && story.life.endAsked === null) story.tell({ type: 'DAY_ENDED' });
    });
  }

  /**
   * Gives an order another quantity or limit, which have passed the gate: what rests at the old ones is changed where its venue can, else asked back, and the rest routed anew.
   * Gives whether it has them, to be asked when it is durable: where the journal refuses, all is decided anew, and the order may have ended before.
   */
  replace(live: LiveOrder, terms: Omit<Extract<OrderFact, { type: 'ORDER_REPLACED' }>, 'type'>): () => boolean {
    const { quantity, limitPrice, worstPrice, market } = terms;
    let isTaken = false;
    this.#steps.take(live, 'REQUEST', ({ story }) => {
      isTaken = !isEnded(story.life) && story.life.endAsked === null;
      if (!isTaken) return;
      story.tell({ type: 'ORDER_REPLACED', quantity, limitPrice, worstPrice, market });
    });
    return () => isTaken;
  }

  /** Books what the caller of a routed-only order has executed itself, and ends the order where no more comes. */
  bookElsewhere(live: LiveOrder, executions: readonly ExecutedElsewhere[], isDone: boolean): void {
    this.#steps.take(live, 'REQUEST', ({ story }) => {
      for (const execution of executions) story.tell({ type: 'EXECUTED_ELSEWHERE', ...execution });
      if (isDone && !isEnded(story.life)) story.tell({ type: 'ORDER_CLOSED', code: null });
    });
  }
}

function tellDoubt(story: Story, child: ChildLife, why: DoubtCode): void {
  if (child.state !== 'UNKNOWN') story.tell({ type: 'CHILD_IN_DOUBT', childId: child.id, why });
}

/** The venue has started anew: the child has ended with the venue's life before, and what is not filled of it is free. */
function tellLost(story: Story, child: ChildLife): void {
  story.tell({ type: 'CHILD_CANCELED', childId: child.id, code: 'VENUE_LOST', reason: 'the venue has started anew' });
}
