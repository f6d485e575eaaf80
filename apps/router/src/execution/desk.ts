import type { Instrument } from '@fairlead/core/instrument/instrument';
import { quantity } from '@fairlead/core/money/units';
import { isChildEnded } from '@fairlead/core/order/child-state';
import { withoutStop } from '@fairlead/core/order/stop';
import { termsUnderPriceTest } from '@fairlead/core/risk/short-sale';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { PlanInput, RoutingSettings } from '@fairlead/core/routing/plan-input';
import { type FirmSettings, routingSettingsFor } from '@fairlead/core/routing/routing-settings';
import { applyRules } from '@fairlead/core/rules/apply';
import type { Journal, JournalEntry } from '@fairlead/db/journal-rows';
import type { TradingHours } from '../market-data/trading-hours.ts';
import type { Hash, RulesInForce, VenueGateway } from '../ports.ts';
import { alarmJournal } from '../publish/journal-alarm.ts';
import { Changes } from './changes.ts';
import { newChildMessage } from './child-message.ts';
import { LiveBook } from './live-book.ts';
import type { LiveChild, LiveOrder, StartTerms } from './live-order.ts';
import { arrivalColumns } from './order-row.ts';
import { decisionEvent, riskRejectionEvent } from './outbox-rows.ts';
import { executionUpdate, orderUpdate, routingUpdate } from './stream-data.ts';
import { type Report, type ReportPorts, VenueReports } from './venue-reports.ts';
import { childRows, decisionRow, type PlannedWave, planWave } from './wave.ts';

/** What the desk works with. */
export interface DeskPorts extends ReportPorts {
  readonly gateway: VenueGateway;
  readonly journal: Pick<Journal, 'append'>;
  readonly hash: Hash;
  readonly rules: RulesInForce;
  readonly hours: TradingHours;
}

/** How the desk works. */
export interface DeskSettings {
  readonly routing: FirmSettings;
  readonly modelVersion: string;
  /** Decisions an order may take without its market closing in between before what is left is canceled. */
  readonly maxWaves: number;
  /** How long a venue may owe an answer (an end, an acknowledgement, a cancel) before a child's fate counts as unknown, in microseconds. */
  readonly childTimeoutUs: number;
}

/**
 * Follows every live order from its first sent child to its end: applies what venues report through the state tables, books fills, routes
 * what is left again, and makes each step durable before it is shown. One writer: everything here runs in one event-loop turn.
 */
export class Desk {
  readonly live = new LiveBook();
  readonly #ports: DeskPorts;
  readonly #settings: DeskSettings;
  readonly #reports: VenueReports;

  constructor(ports: DeskPorts, settings: DeskSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#reports = new VenueReports(ports);
  }

  /** Takes over an order whose first wave is durable, and sends that wave; of one that was canceled meanwhile nothing is sent. */
  start(live: LiveOrder, wave: PlannedWave, { isCanceled }: { isCanceled: boolean }): void {
    this.live.add(live);
    this.#showWave(live, wave);
    if (isCanceled) this.cancel(live);
    this.#send(live, wave.children);
  }

  /** Takes over an order that the journal says was alive; nothing is sent until its venues have been asked. */
  resume(live: LiveOrder): void {
    this.live.add(live);
    const nowUs = this.#ports.clock.nowUs();
    const open = [...live.children.values()].filter((child) => !isChildEnded(child.state));
    const changes = new Changes(live, nowUs);
    const inDoubt = open.filter((child) => !this.#hasStartedAnew(child));
    for (const child of open) {
      if (inDoubt.includes(child)) this.#reports.lose(live, child, changes);
      else this.#reports.lostWithVenue(live, child, changes);
    }
    if (inDoubt.length === 0) return this.#advance(live, changes);
    this.#commit(live, changes.update());
    for (const child of inDoubt) this.#ask(child);
  }

  /** True while new parts of the instrument may be routed: its market is open, and trading is neither halted nor restricted. */
  canRoute(instrumentId: string): boolean {
    const instrument = this.#ports.market.instrument(instrumentId);
    return instrument?.status === 'ACTIVE' && this.#ports.hours.isOpen(instrument, this.#ports.clock.nowUs());
  }

  /** Routes an order that has waited: from here on it is measured against the market as it is now. */
  release(live: LiveOrder, start: StartTerms): void {
    const nowUs = this.#ports.clock.nowUs();
    live.start = start;
    live.releasedAtUs = nowUs;
    const changes = new Changes(live, nowUs);
    changes.event('ORDER_RELEASED', arrivalColumns(start.nbbo, live.identity.instrument));
    this.#reports.moveOrder(live, 'PLANNED', changes);
    this.#routeOn(live, changes);
  }

  /** Ends an order that has waited and may not be routed now that it could. */
  refuseWaiting(live: LiveOrder, code: string): void {
    const nowUs = this.#ports.clock.nowUs();
    const changes = new Changes(live, nowUs);
    live.rejectCode = code;
    changes.outbox.push(riskRejectionEvent(live, this.#ports.ids, nowUs));
    this.#reports.moveOrder(live, 'REFUSED', changes);
    this.#commit(live, changes.update());
  }

  /** Goes on with the orders of an instrument that could not be routed on while its market was closed or halted. */
  routeOnAll(instrumentId: string): void {
    for (const live of [...this.live.alive()]) {
      if (live.identity.order.instrumentId !== instrumentId || live.isWaiting) continue;
      live.wavesBefore = live.waves;
      if (this.#isDue(live)) this.#advance(live, new Changes(live, this.#ports.clock.nowUs()));
    }
  }

  /** The input of an order's next wave on the market as it is now; null where its instrument is not known any more. */
  inputOf(live: LiveOrder): PlanInput | null {
    const { identity } = live;
    const { instrumentId, side } = identity.order;
    const view = this.#ports.market.view(instrumentId, side, this.#ports.clock.nowUs());
    if (view === undefined) return null;
    const terms = { order: withoutStop(identity.order), worstPrice: live.start.worstPrice };
    const input = {
      ...termsUnderPriceTest(terms, view),
      clientId: identity.clientId,
      wave: live.waves + 1,
      quantity: quantity(live.residual),
      view,
      settings: this.#settingsOf(live, view.instrument),
      triedVenues: live.triedVenues,
      modelVersion: this.#settings.modelVersion,
    };
    return applyRules(input, this.#ports.rules.inForce(view.takenAtUs), live.usedByVenue);
  }

  /** What has rested for its time, or may not rest, is taken from then on. */
  #settingsOf({ identity, hasRested, isRestRefused }: LiveOrder, instrument: Instrument): RoutingSettings {
    const settings = routingSettingsFor(this.#settings.routing, identity.order, instrument);
    return hasRested || isRestRefused ? { ...settings, passiveHorizonMs: null } : settings;
  }

  /** Applies what a venue says of a child. A child that is not known here is reported and otherwise ignored. */
  onReport(venueId: string, report: Report): void {
    const found = this.live.findChild(report.child_id);
    if (found === undefined || found.child.venueId !== venueId) {
      this.#ports.log.warn({ venueId, report }, 'report for a child order that is not known');
      return;
    }
    const { live, child } = found;
    const nowUs = this.#ports.clock.nowUs();
    const changes = new Changes(live, nowUs);
    this.#reports.observe(live, child, nowUs);
    this.#reports.apply(live, child, { report, changes });
    this.#recallExcess(live, changes);
    // A child that turns out to be alive after a doubt has not been told that its order is to end.
    if (live.cancelAsked && report.type === 'status' && !isChildEnded(child.state))
      this.#cancelChild(live, child, changes);
    this.#advance(live, changes);
  }

  /** A venue's session broke: whatever it may still hold is in doubt until it has been asked. */
  onVenueDown(venueId: string): void {
    for (const { live, child } of this.live.openAt(venueId)) {
      const changes = new Changes(live, this.#ports.clock.nowUs());
      this.#reports.lose(live, child, changes);
      this.#commit(live, changes.update());
    }
  }

  /** A venue is back: it is asked for every child whose end is not known. One that has started anew has nothing to say of those of before. */
  onVenueUp(venueId: string): void {
    for (const { child } of this.live.openAt(venueId)) if (!this.#hasStartedAnew(child)) this.#ask(child);
  }

  /** True where the venue's session speaks with another life of it than the one that the child was sent to. */
  #hasStartedAnew({ venueId, venueEpoch }: LiveChild): boolean {
    const epoch = this.#ports.gateway.epochOf(venueId);
    return venueEpoch !== null && epoch !== null && epoch !== venueEpoch;
  }

  /** Ends what was lost with the life of a venue before. Not at its logon: what is left is routed on, and for that its quotes have to be there. */
  #endLost(nowUs: number): void {
    const lost = this.live.inDoubt().filter(({ child }) => this.#hasStartedAnew(child));
    // What an order has lost at several venues it has lost in one step, and its rest is routed once.
    for (const live of new Set(lost.map((placed) => placed.live))) {
      const changes = new Changes(live, nowUs);
      for (const each of lost) if (each.live === live) this.#reports.lostWithVenue(live, each.child, changes);
      this.#advance(live, changes);
    }
  }

  /**
   * Puts in doubt, and asks for, every child whose venue owes an answer for too long; asks again for those in doubt, and ends those whose venue
   * has started anew since.
   */
  checkOverdue(): void {
    const nowUs = this.#ports.clock.nowUs();
    this.#endLost(nowUs);
    for (const { live, child } of this.live.overdue(nowUs - this.#settings.childTimeoutUs)) {
      if (child.state !== 'UNKNOWN') {
        const changes = new Changes(live, nowUs);
        this.#reports.lose(live, child, changes);
        this.#commit(live, changes.update());
      }
      this.#ask(child);
    }
  }

  /** Asks back what has rested for its time in the hope of the spread: what is left is taken when the venues have answered. */
  endRests(): void {
    const nowUs = this.#ports.clock.nowUs();
    for (const { live, child } of this.live.restedOut(nowUs)) {
      const changes = new Changes(live, nowUs);
      live.hasRested = true;
      changes.event('REST_ENDED', { child_id: child.id, venue_id: child.venueId });
      this.#cancelChild(live, child, changes);
      this.#commit(live, changes.update());
    }
  }

  /** A venue has filled what it had given back, after that part was sent on: as much of what rests is asked back. */
  #recallExcess(live: LiveOrder, changes: Changes): void {
    let { excess } = live;
    for (const child of live.children.values()) {
      if (excess <= 0) return;
      if (!isResting(child.kind) || isChildEnded(child.state) || child.state === 'INTENDED') continue;
      if (child.state !== 'PENDING_CANCEL') this.#cancelChild(live, child, changes);
      excess -= child.quantity - child.filled;
    }
  }

  /** Asks every venue to cancel what still rests there. The order ends when they have answered; false where it has ended already. */
  cancel(live: LiveOrder): boolean {
    return this.#endEarly(live, 'CANCEL_ASKED');
  }

  /** Ends a DAY order whose day is over: like a cancel, but that the order expires. One whose cancel is under way keeps its own end. */
  expire(live: LiveOrder): void {
    if (live.cancelAsked) return;
    live.lapses = true;
    this.#endEarly(live, 'DAY_ENDED');
  }

  #endEarly(live: LiveOrder, eventType: string): boolean {
    if (live.isEnded || !live.move('CANCEL_ASKED')) return false;
    live.cancelAsked = true;
    const changes = new Changes(live, this.#ports.clock.nowUs());
    changes.event(eventType, {});
    for (const child of live.children.values()) {
      if (!isChildEnded(child.state) && child.state !== 'INTENDED') this.#cancelChild(live, child, changes);
    }
    this.#advance(live, changes);
    return true;
  }

  #ask(child: LiveChild): void {
    this.#ports.gateway.send(child.venueId, { type: 'status', child_id: child.id });
  }

  #cancelChild(live: LiveOrder, child: LiveChild, changes: Changes): void {
    if (!this.#ports.gateway.send(child.venueId, { type: 'cancel', child_id: child.id })) return;
    const nowUs = this.#ports.clock.nowUs();
    child.cancelAskedAtUs = nowUs;
    if (live.moveChild(child, 'CANCEL_ASKED', nowUs)) changes.child(child);
  }

  /** Ends, settles or routes on what a step has left, and makes the step durable. */
  #advance(live: LiveOrder, changes: Changes): void {
    if (live.state === 'UNKNOWN' && ![...live.children.values()].some((child) => child.state === 'UNKNOWN')) {
      this.#reports.moveOrder(live, 'SETTLED', changes);
      if (live.filled > 0) this.#reports.moveOrder(live, 'FILLED_PART', changes);
    }
    if (!this.#isDue(live)) return this.#commit(live, changes.update());
    if (live.cancelAsked) return this.#close(live, changes, null);
    const { timeInForce } = live.identity.order;
    // One venue at a time is one order to the customer: an immediate one still falls over to the next venue, and each is tried once.
    const isSequence = live.routedMode === 'SEQUENTIAL' && timeInForce !== 'FOK';
    const isImmediate = timeInForce === 'IOC' || timeInForce === 'FOK';
    if (isImmediate && !isSequence && !live.goesOn) return this.#close(live, changes, 'NOT_FILLED_AT_ONCE');
    if (live.waves - live.wavesBefore >= this.#settings.maxWaves && !isSequence)
      return this.#close(live, changes, 'MAX_WAVES');
    // What rests stays while a market is closed or halted; what is left over waits for it.
    if (!this.canRoute(live.identity.order.instrumentId))
      return isImmediate ? this.#close(live, changes, 'NOT_FILLED_AT_ONCE') : this.#commit(live, changes.update());
    this.#routeOn(live, changes);
  }

  /** True where a step has left something to route or to end. */
  #isDue(live: LiveOrder): boolean {
    return !live.isEnded && !live.isWaveOpen && (live.residual > 0 || live.working === 0);
  }

  #close(live: LiveOrder, changes: Changes, code: string | null): void {
    if (live.working > 0) return this.#commit(live, changes.update());
    live.rejectCode = code;
    this.#reports.moveOrder(live, live.lapses ? 'LAPSED' : 'CLOSED', changes);
    this.#commit(live, changes.update());
  }

  /** The next wave: decided on the market as it is now, durable, then sent. */
  #routeOn(live: LiveOrder, changes: Changes): void {
    const input = this.inputOf(live);
    const wave = input === null ? null : planWave(input, this.#ports);
    const isEmpty = wave === null || wave.children.length === 0;
    // The first decision of an order is recorded even where it sends nothing, so that its end is explained.
    if (wave !== null && (!isEmpty || live.waves === 0)) this.#recordWave(live, wave, changes);
    if (isEmpty) return this.#close(live, changes, wave?.plan.unallocatedCode ?? 'NO_MARKET');
    this.#commit(live, changes.update(), () => {
      this.#showWave(live, wave);
      this.#send(live, wave.children);
    });
  }

  #recordWave(live: LiveOrder, wave: PlannedWave, changes: Changes): void {
    const nowUs = this.#ports.clock.nowUs();
    adoptWave(live, wave);
    changes.decisions.push(decisionRow(wave, live.identity.pk, nowUs));
    changes.newChildren.push(...childRows(wave, live.identity.pk, nowUs));
    changes.outbox.push(decisionEvent(live, wave, this.#ports.ids));
    changes.event('WAVE_PLANNED', {
      decision_id: wave.decisionId,
      wave: wave.input.wave,
      decision_hash: wave.decisionHash,
    });
  }

  #send(live: LiveOrder, children: readonly LiveChild[]): void {
    const changes = new Changes(live, this.#ports.clock.nowUs());
    for (const child of children) {
      const sent = !live.cancelAsked && this.#ports.gateway.send(child.venueId, newChildMessage(live, child));
      if (!sent) child.rejectCode = 'NOT_SENT';
      child.sentAtUs = sent ? this.#ports.clock.nowUs() : null;
      child.venueEpoch = sent ? this.#ports.gateway.epochOf(child.venueId) : null;
      this.#reports.move(live, child, { event: sent ? 'SENT' : 'NOT_SENT', changes });
    }
    if (children.some((child) => child.state === 'SENT')) this.#reports.moveOrder(live, 'SENT', changes);
    this.#advance(live, changes);
  }

  #commit(live: LiveOrder, entry: JournalEntry, then: () => void = () => {}): void {
    const fills = (entry.executions ?? []).map((row) => executionUpdate(live, row));
    const update = orderUpdate(live);
    const { version } = live;
    void this.#ports.journal.append(entry).then((outcome) => {
      // The journal does not hold a step that has happened: memory and record differ, so people must look.
      if (!outcome.ok) {
        const { pk: orderPk, order } = live.identity;
        return alarmJournal(this.#ports, { orderPk, orderId: order.orderId, outcome }, STEP_LOST);
      }
      for (const fill of fills) this.#ports.publisher.publish('EXECUTION', fill);
      this.#ports.publisher.publish('ORDER_UPDATE', update);
      then();
      this.live.index(live);
      // Those who wait for the end are told when its own step is durable, not an earlier one's.
      if (version === live.version) this.live.settle(live);
    });
  }

  #showWave(live: LiveOrder, wave: PlannedWave): void {
    this.#ports.meter.decided(wave.input.order.routingObjective, wave.routingTimeUs);
    this.#ports.publisher.publish('ROUTING_UPDATE', routingUpdate(live, wave));
  }
}

const STEP_LOST = 'A step of this order could not be recorded. Compare it with its venues.';

/** Puts a planned wave on its order: its children are intended from here on. */
export function adoptWave(live: LiveOrder, wave: PlannedWave): void {
  live.waves = wave.input.wave;
  live.routedMode = wave.input.order.routingMode;
  live.goesOn = wave.plan.stage !== 'ALL';
  live.addWave(wave.decisionId, {
    wave: wave.input.wave,
    expectedCostBps: wave.plan.expected.costBps,
    placed: wave.children.reduce((sum, child) => sum + child.quantity, 0),
  });
  for (const child of wave.children) live.children.set(child.id, child);
}
