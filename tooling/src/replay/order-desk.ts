import { NO_HALTS } from '@fairlead/core/control/halts';
import { NO_QUALITY } from '@fairlead/core/execution/quality';
import type { MarketView } from '@fairlead/core/market/market-view';
import type { RejectCode } from '@fairlead/core/order/reject-code';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import { classify } from '@fairlead/core/order-life/classification';
import { type Follower, followUp, routeOn } from '@fairlead/core/order-life/follow-up';
import { onReport, type Priced } from '@fairlead/core/order-life/on-report';
import { arrivalMarket, type EventCause, type PlannedChild } from '@fairlead/core/order-life/order-event';
import { childOf, isEnded, newLife, type OrderLife } from '@fairlead/core/order-life/order-life';
import { securityClassOf } from '@fairlead/core/order-life/security-class';
import { Story } from '@fairlead/core/order-life/story';
import { waveInput } from '@fairlead/core/order-life/wave-input';
import type { Result } from '@fairlead/core/result';
import { type ApprovedWave, approveWave } from '@fairlead/core/risk/wave-gate';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { NO_RULES } from '@fairlead/core/rules/rule';
import { executionFeeE8 } from '@fairlead/core/venue/fees';
import type { VenueReport } from '@fairlead/core/venue/venue-report';
import type { Decide, WaveDecision } from './child-order.ts';
import { Flights } from './flights.ts';
import type { Ledger, LiveOrder } from './ledger.ts';
import { closeUsOf } from './nbbo-pass.ts';
import type { OrderEntry } from './order-entry.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';
import { FIRM, REPLAY_WAVES_MAX } from './run-settings.ts';
import type { SimulatedMarket } from './simulated-market.ts';
import type { SimulatedVenues } from './simulated-venues.ts';
import type { Tally } from './tally.ts';
import type { MeasuredOrder } from './timed-order.ts';
import type { VirtualClock } from './virtual-clock.ts';

const US_PER_MS = 1_000;
/** Who asks: a replay keeps no request, because it stores nothing. */
const ASKED_BY = { clientId: 'replay', requestHash: '', simulated: true, routeOnly: false };
/** What a decision is recorded with besides its order and market. */
const ROUTED_BY = { clientId: ASKED_BY.clientId, firm: FIRM, rules: NO_RULES, modelVersion: 'priors-1' };

/** What the desk of a run works with. */
export interface DeskPorts {
  readonly recorded: RecordedMarket;
  readonly entry: OrderEntry;
  readonly market: SimulatedMarket;
  readonly venues: SimulatedVenues<LiveOrder>;
  readonly tally: Tally;
  readonly ledger: Ledger;
  readonly clock: VirtualClock;
  readonly decide: Decide;
  /** Wall time in milliseconds, only to measure decisions with. */
  readonly nowMs: () => number;
}

/** Something that rests in the hope of the spread until its time is over. */
interface Rest {
  readonly live: LiveOrder;
  readonly childId: string;
  /** Microseconds since 1970. */
  readonly atUs: number;
}

/** A step in the making: what is told, and what leaves once it counts. */
interface Draft {
  readonly story: Story;
  readonly sends: PlannedChild[];
  readonly cancels: string[];
}

type Wave = ApprovedWave<{ readonly input: PlanInput; readonly plan: WaveDecision }>;
type Planned = Result<Wave, { readonly code: RejectCode }>;

/**
 * The desk of a run: keeps the lives of its orders with the functions that the live router keeps them with, and tallies what comes of them. All that is
 * its own is that every step counts at once, because nothing is stored.
 */
export class OrderDesk {
  readonly #ports: DeskPorts;
  readonly #rests = new Flights<Rest>();
  readonly #lastUs: number;
  #lastId = 0;
  /** Orders whose life has not ended. */
  #alive = 0;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
    this.#lastUs = closeUsOf(ports.recorded) - 1;
  }

  /** How many orders have not ended. */
  get alive(): number {
    return this.#alive;
  }

  /** When something has rested for its time next, in microseconds since 1970. */
  get nextUs(): number {
    return this.#rests.nextUs;
  }

  /** A new order: validated, gated and routed as the live router does it. Null where it is refused. */
  enter(measured: MeasuredOrder): LiveOrder | null {
    const { market, entry, tally, nowMs } = this.#ports;
    const begunMs = nowMs();
    const view = market.view(measured.atUs, measured.request.side);
    const entered = entry.enter(measured.request, view);
    tally.order();
    if (!entered.ok) {
      tally.reject(entered.error, measured);
      return null;
    }
    const { order, worstPrice } = entered.value;
    tally.accept(order.quantity);
    this.#alive += 1;
    const arrival = arrivalMarket(view.nbbo);
    const asked = { order, arrival, worstPrice, classification: classify(order, arrival) };
    const securityClass = securityClassOf(view.instrument.assetClass);
    const life = newLife(order, view.instrument, { nbbo: arrival, worstPrice });
    const live = { measured, life, cost: NO_QUALITY };
    this.#step(live, 'REQUEST', (draft) => {
      draft.story.tell({ type: 'RECEIVED', receipt: { ...ASKED_BY, ...asked, securityClass } });
      routeOn(draft.story, {
        plan: (entered) => this.#plan(entered, view, begunMs),
        intend: (wave) => this.#intend(draft, wave),
      });
    });
    return live;
  }

  /** What a venue says of a child. Simulated ones have no reason to be asked: if one has to be, something is wrong with it or with us. */
  hear(live: LiveOrder, childId: string, report: VenueReport): void {
    this.#step(live, 'REPORT', ({ story }) => {
      const { ask, differs } = onReport(story, {
        childId,
        report,
        market: this.#ports.market.fillMarket(this.#ports.clock.nowUs),
        feeOf: (execution, isFirst) => this.#feeOf(childOf(story.life, childId), execution, isFirst),
        currency: this.#ports.recorded.instrument.currency,
        newId: () => this.#newId(),
      });
      if (ask || differs) this.#ports.tally.faults += 1;
      for (const event of story.events) if (event.type === 'FILL') this.#ports.ledger.filled(live, story.life, event);
    });
  }

  /** Asks the next one back that has rested for its time; what is left of it is taken when its venue has answered. */
  endRest(): void {
    const { live, childId } = this.#rests.shift();
    const state = childOf(live.life, childId)?.state;
    if (state !== 'ACKED' && state !== 'PARTIALLY_FILLED') return;
    this.#step(live, 'CLOCK', ({ story, cancels }) => {
      story.tell({ type: 'REST_ENDED', childId });
      story.tell({ type: 'CHILD_CANCEL_ASKED', childId });
      cancels.push(childId);
    });
  }

  /** Ends an order whose horizon is over, as its day would: what rests of it is taken out, what is in flight still comes back. */
  endHorizon(live: LiveOrder): void {
    if (!isEnded(live.life)) this.#step(live, 'CLOCK', ({ story }) => story.tell({ type: 'DAY_ENDED' }));
  }

  /** Decides what follows from something that happened, lets it count, and then lets leave what leaves. */
  #step(live: LiveOrder, cause: EventCause, happens: (draft: Draft) => void): void {
    const wasEnded = isEnded(live.life);
    const draft: Draft = {
      story: new Story(live.life, { atUs: this.#ports.clock.nowUs, cause }),
      sends: [],
      cancels: [],
    };
    happens(draft);
    this.#goOn(draft);
    live.life = draft.story.life;
    if (!wasEnded && isEnded(live.life)) this.#end(live);
    this.#leave(live, draft);
  }

  /** What follows from an order as it stands now, as often as something does. */
  #goOn(draft: Draft): void {
    const facts = { canRoute: this.#canRoute(), maxWaves: REPLAY_WAVES_MAX, isRecordSlow: false, isHeldBack: false };
    const follower: Follower<Wave> = {
      facts: () => facts,
      askBack: (childId) => draft.cancels.push(childId),
      // Nobody replaces an order of a run.
      canReplace: () => false,
      askReplace: () => {},
      planAgain: () => null,
      plan: (life) => this.#planNow(life),
      intend: (wave) => this.#intend(draft, wave),
    };
    while (followUp(draft.story, follower));
  }

  /** What a venue answers at the close is not routed on. */
  #canRoute(): boolean {
    return this.#ports.clock.nowUs < this.#lastUs;
  }

  #planNow(life: OrderLife): Planned {
    const { market, clock, nowMs } = this.#ports;
    const begunMs = nowMs();
    return this.#plan(life, market.view(clock.nowUs, life.order.side), begunMs);
  }

  /** The next wave, decided and through the gate. */
  #plan(life: OrderLife, view: MarketView, begunMs: number): Planned {
    const { decide, entry, tally, ledger, nowMs } = this.#ports;
    const input = waveInput(life, { view, ...ROUTED_BY, limits: entry.limits, lastPrice: null });
    const plan = decide(input);
    const approved = approveWave(
      { input, plan },
      {
        instrument: view.instrument,
        nbbo: view.nbbo,
        lastPrice: null,
        limits: entry.limits,
        halts: NO_HALTS,
        exposure: null,
        entitlements: null,
      },
    );
    ledger.decided(life, { input, plan }, (nowMs() - begunMs) * US_PER_MS);
    if (!approved.ok) tally.refuseWave(approved.error.code);
    return approved;
  }

  #intend({ story, sends }: Draft, { input, plan }: Wave): void {
    const children = plan.slices.map(
      ({ venueId, quantity, limitPrice, minQuantity, kind, restMs }): PlannedChild => ({
        id: this.#newId(),
        venueId,
        quantity,
        limitPrice,
        minQuantity,
        kind,
        restMs,
      }),
    );
    const { decisionHash, mode, goesOn, expectedCostBps } = plan;
    const decision = { decisionId: this.#newId(), decisionHash, wave: input.wave, mode, goesOn, expectedCostBps };
    story.tell({ type: 'WAVE_PLANNED', children, record: '', routingTimeUs: 0, ...decision }, 'DESK');
    for (const { id } of children) story.tell({ type: 'CHILD_SENT', childId: id, epoch: null }, 'DESK');
    sends.push(...children);
  }

  #end(live: LiveOrder): void {
    this.#alive -= 1;
    this.#ports.ledger.ended(live);
  }

  #leave(live: LiveOrder, { sends, cancels }: Draft): void {
    const { venues, tally, clock } = this.#ports;
    for (const child of sends) {
      tally.child(venues.rowOf(child.venueId), child.quantity);
      venues.send(live, live.life.order.side, child);
      if (child.restMs === null) continue;
      this.#rests.add({ live, childId: child.id, atUs: clock.nowUs + child.restMs * US_PER_MS });
    }
    for (const childId of cancels) {
      if (live.life.endAsked === 'DAY') venues.takeOut(childId);
      else venues.cancel(childId);
    }
  }

  #newId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  #feeOf(child: ChildLife | undefined, execution: Priced, isFirst: boolean) {
    const { recorded, venues } = this.#ports;
    const venue = child === undefined ? undefined : recorded.venues[venues.rowOf(child.venueId)];
    if (venue === undefined) throw new Error('an execution of a child that is not there');
    const { price, quantity, liquidityFlag } = execution;
    return executionFeeE8(venue.fees, liquidityFlag, { price, quantity, scale: recorded.instrument, isFirst });
  }
}
