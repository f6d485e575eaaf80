import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import { type ChildEvent, isChildEnded } from '@fairlead/core/order/child-state';
import type { OrderEvent } from '@fairlead/core/order/order-state';
import type { PlanInput, RoutingSettings } from '@fairlead/core/routing/plan-input';
import { feePerUnitRoundedUpE8, type LiquidityFlag } from '@fairlead/core/venue/fees';
import type { Journal, JournalEntry } from '@fairlead/db/journal-rows';
import type { Meter } from '../control/meter.ts';
import type { Market } from '../market-data/market.ts';
import type { Clock, Hash, Ids, Log, Publisher, VenueGateway } from '../ports.ts';
import { decisionEvent, executionEvent } from '../publish/outbox-rows.ts';
import { executionUpdate, orderUpdate, routingUpdate } from '../publish/stream-data.ts';
import { Changes } from './changes.ts';
import { newChildMessage } from './child-message.ts';
import { executionRow } from './execution-row.ts';
import { LiveBook } from './live-book.ts';
import type { LiveChild, LiveOrder, VenueFill } from './live-order.ts';
import { childRows, decisionRow, type PlannedWave, planWave } from './wave.ts';

/** What the desk works with. */
export interface DeskPorts {
  readonly market: Market;
  readonly gateway: VenueGateway;
  readonly journal: Pick<Journal, 'append'>;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hash: Hash;
  readonly log: Log;
  readonly meter: Meter;
}

/** How the desk works. */
export interface DeskSettings {
  readonly routing: RoutingSettings;
  readonly rulesVersion: string;
  readonly modelVersion: string;
  /** Decisions an order may take before what is left is canceled. */
  readonly maxWaves: number;
  /** How long a taking child may stay without its end before its fate counts as unknown, in microseconds. */
  readonly childTimeoutUs: number;
}

type Report = Exclude<FromVenue, { type: 'quote' | 'heartbeat' | 'logged_on' }>;

/**
 * Follows every live order from its first sent child to its end: applies what venues report through the state tables, books fills, routes
 * what is left again, and makes each step durable before it is shown. One writer: everything here runs in one event-loop turn.
 */
export class Desk {
  readonly live = new LiveBook();
  readonly #ports: DeskPorts;
  readonly #settings: DeskSettings;

  constructor(ports: DeskPorts, settings: DeskSettings) {
    this.#ports = ports;
    this.#settings = settings;
  }

  /** Takes over an order whose first wave is durable, and sends that wave. */
  start(live: LiveOrder, wave: PlannedWave): void {
    this.live.add(live);
    this.#showWave(live, wave);
    this.#send(live, wave.children);
  }

  /** Takes over an order that the journal says was alive; nothing is sent until its venues have been asked. */
  resume(live: LiveOrder): void {
    this.live.add(live);
    const nowUs = this.#ports.clock.nowUs();
    const open = [...live.children.values()].filter((child) => !isChildEnded(child.state));
    if (open.length === 0) return this.#advance(live, new Changes(live, nowUs));
    const changes = new Changes(live, nowUs);
    for (const child of open) this.#lose(live, child, changes);
    this.#commit(live, changes.update());
    for (const child of open) this.#ask(child);
  }

  /** The input of an order's next wave on the market as it is now; null where its instrument is not known any more. */
  inputOf(live: LiveOrder): PlanInput | null {
    const { identity } = live;
    const view = this.#ports.market.view(identity.order.instrumentId, this.#ports.clock.nowUs());
    if (view === undefined) return null;
    return {
      clientId: identity.clientId,
      order: identity.order,
      wave: live.waves + 1,
      quantity: quantity(live.residual),
      worstPrice: identity.worstPrice,
      view,
      settings: this.#settings.routing,
      rulesVersion: this.#settings.rulesVersion,
      modelVersion: this.#settings.modelVersion,
    };
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
    this.#observe(child, nowUs);
    this.#apply(live, child, { report, changes });
    this.#advance(live, changes);
  }

  /** A venue's session broke: whatever it may still hold is in doubt until it has been asked. */
  onVenueDown(venueId: string): void {
    for (const { live, child } of this.live.openAt(venueId)) {
      const changes = new Changes(live, this.#ports.clock.nowUs());
      this.#lose(live, child, changes);
      this.#commit(live, changes.update());
    }
  }

  /** A venue is back: it is asked for every child whose end is not known. */
  onVenueUp(venueId: string): void {
    for (const { child } of this.live.openAt(venueId)) this.#ask(child);
  }

  /** Puts in doubt, and asks for, every taking child that has been out for too long; asks again for those in doubt. */
  checkOverdue(): void {
    const nowUs = this.#ports.clock.nowUs();
    for (const { live, child } of this.live.overdue(nowUs - this.#settings.childTimeoutUs)) {
      if (child.state !== 'UNKNOWN') {
        const changes = new Changes(live, nowUs);
        this.#lose(live, child, changes);
        this.#commit(live, changes.update());
      }
      this.#ask(child);
    }
  }

  /** Asks every venue to cancel what still rests there. The order ends when they have answered; false where it has ended already. */
  cancel(live: LiveOrder): boolean {
    if (live.isEnded || !live.move('CANCEL_ASKED')) return false;
    live.cancelAsked = true;
    const changes = new Changes(live, this.#ports.clock.nowUs());
    changes.event('CANCEL_ASKED', {});
    for (const child of live.children.values()) {
      if (isChildEnded(child.state) || child.state === 'INTENDED') continue;
      if (!this.#ports.gateway.send(child.venueId, { type: 'cancel', child_id: child.id })) continue;
      if (live.moveChild(child, 'CANCEL_ASKED', this.#ports.clock.nowUs())) changes.child(child);
    }
    this.#advance(live, changes);
    return true;
  }

  #apply(live: LiveOrder, child: LiveChild, { report, changes }: { report: Report; changes: Changes }): void {
    switch (report.type) {
      case 'ack':
        child.ackedAtUs ??= this.#ports.clock.nowUs();
        return this.#move(live, child, { event: 'ACKED', changes });
      case 'fill':
        return this.#fill(live, child, { report, changes });
      case 'canceled':
        return this.#move(live, child, { event: 'CANCELED', changes, facts: { reason: report.reason } });
      case 'reject':
        child.rejectCode = report.code;
        return this.#move(live, child, {
          event: 'REJECTED',
          changes,
          facts: { code: report.code, message: report.message },
        });
      case 'cancel_reject':
        return this.#move(live, child, { event: 'CANCEL_REFUSED', changes, facts: { code: report.code } });
      case 'status':
        return this.#reconcile(live, child, { report, changes });
    }
  }

  #fill(
    live: LiveOrder,
    child: LiveChild,
    at: { report: Omit<Extract<Report, { type: 'fill' }>, 'type' | 'leaves_quantity'>; changes: Changes },
  ): void {
    const nowUs = this.#ports.clock.nowUs();
    const fill = this.#readFill(live, child, at.report);
    const booked = live.book(child, fill, nowUs);
    if (booked === 'REPEATED') return;
    if (booked === 'OVERFILL')
      return this.#alarm(live, child, { code: 'OVERFILL', facts: { ...fill }, changes: at.changes });
    const row = executionRow({
      live,
      child,
      fill,
      nowUs,
      ids: this.#ports.ids,
      nbbo: this.#ports.market.nbbo(live.identity.order.instrumentId),
    });
    at.changes.executions.push(row);
    at.changes.outbox.push(executionEvent(live, row, this.#ports.ids));
    at.changes.event('FILL', {
      child_id: child.id,
      venue_id: child.venueId,
      execution_id: row.id,
      quantity: row.quantity,
      price: row.price,
    });
    at.changes.child(child);
    this.#ports.meter.filled(child.venueId, fill.quantity);
  }

  #readFill(
    live: LiveOrder,
    child: LiveChild,
    report: { execution_id: string; quantity: number; price: number; liquidity_flag: LiquidityFlag },
  ): VenueFill {
    const at = { price: price(report.price), scale: live.identity.instrument };
    const venue = this.#ports.market.health(child.venueId)?.venue;
    if (venue === undefined) throw new Error(`child at a venue that is not known: ${child.venueId}`);
    return {
      executionId: report.execution_id,
      quantity: quantity(report.quantity),
      price: at.price,
      liquidityFlag: report.liquidity_flag,
      feePerUnitE8: feePerUnitRoundedUpE8(venue.fees, report.liquidity_flag, at),
    };
  }

  /** The venue's own account of a child: fills that were missed, and whether it still works. */
  #reconcile(
    live: LiveOrder,
    child: LiveChild,
    at: { report: Extract<Report, { type: 'status' }>; changes: Changes },
  ): void {
    const { report, changes } = at;
    for (const execution of report.executions) {
      this.#fill(live, child, { report: { ...execution, child_id: child.id, time_us: report.time_us }, changes });
    }
    if (isChildEnded(child.state)) return;
    const event = eventOfStatus(report.state);
    if (event === 'NEVER_SEEN') child.rejectCode = 'NEVER_RECEIVED';
    this.#move(live, child, { event, changes, facts: { reconciled: true } });
  }

  #move(live: LiveOrder, child: LiveChild, at: { event: ChildEvent; changes: Changes; facts?: object }): void {
    const before = child.state;
    if (!live.moveChild(child, at.event, this.#ports.clock.nowUs())) {
      return this.#alarm(live, child, {
        code: 'IMPOSSIBLE_EVENT',
        facts: { event: at.event, state: before },
        changes: at.changes,
      });
    }
    if (child.state === before) return;
    at.changes.child(child);
    at.changes.event(`CHILD_${child.state}`, { child_id: child.id, venue_id: child.venueId, ...at.facts });
    if (child.state === 'REJECTED') this.#ports.meter.rejected(child.venueId, child.rejectCode ?? 'UNKNOWN');
    if (isChildEnded(child.state)) this.#learn(child);
  }

  #lose(live: LiveOrder, child: LiveChild, changes: Changes): void {
    if (child.state === 'UNKNOWN') return;
    this.#move(live, child, { event: 'LOST', changes });
    this.#moveOrder(live, 'DOUBT', changes);
    this.#ports.publisher.publish('ALERT', {
      severity: 'WARNING',
      code: 'CHILD_UNKNOWN',
      message: `No answer from ${child.venueId}; its part of the order stays reserved until the venue has been asked.`,
      order_id: live.identity.order.orderId,
      venue_id: child.venueId,
    });
  }

  #ask(child: LiveChild): void {
    this.#ports.gateway.send(child.venueId, { type: 'status', child_id: child.id });
  }

  #alarm(live: LiveOrder, child: LiveChild, at: { code: string; facts: object; changes: Changes }): void {
    at.changes.event(at.code, { child_id: child.id, venue_id: child.venueId, ...at.facts });
    this.#ports.log.error({ orderPk: live.identity.pk, childId: child.id, ...at.facts }, at.code);
    this.#ports.publisher.publish('ALERT', {
      severity: 'CRITICAL',
      code: at.code,
      message: `${child.venueId} reported something that cannot be: ${at.code}. It was recorded and not booked.`,
      order_id: live.identity.order.orderId,
      venue_id: child.venueId,
    });
  }

  #moveOrder(live: LiveOrder, event: OrderEvent, changes: Changes): void {
    const before = live.state;
    if (!live.move(event)) throw new Error(`order ${live.identity.pk} cannot take ${event} in ${before}`);
    if (live.state !== before) changes.event(`ORDER_${live.state}`, {});
  }

  /** Ends, settles or routes on what a step has left, and makes the step durable. */
  #advance(live: LiveOrder, changes: Changes): void {
    if (live.state === 'UNKNOWN' && ![...live.children.values()].some((child) => child.state === 'UNKNOWN')) {
      this.#moveOrder(live, 'SETTLED', changes);
      if (live.filled > 0) this.#moveOrder(live, 'FILLED_PART', changes);
    }
    const isDue = !live.isEnded && !live.isWaveOpen && (live.residual > 0 || live.working === 0);
    if (!isDue) return this.#commit(live, changes.update());
    if (live.cancelAsked) return this.#close(live, changes, null);
    if (live.identity.order.timeInForce !== 'DAY') return this.#close(live, changes, 'NOT_FILLED_AT_ONCE');
    if (live.waves >= this.#settings.maxWaves) return this.#close(live, changes, 'MAX_WAVES');
    this.#routeOn(live, changes);
  }

  #close(live: LiveOrder, changes: Changes, code: string | null): void {
    if (live.working > 0) return this.#commit(live, changes.update());
    live.rejectCode = code;
    this.#moveOrder(live, 'CLOSED', changes);
    this.#commit(live, changes.update());
  }

  /** The next wave: decided on the market as it is now, durable, then sent. */
  #routeOn(live: LiveOrder, changes: Changes): void {
    const input = this.inputOf(live);
    const wave = input === null ? null : planWave(input, this.#ports);
    if (wave === null || wave.children.length === 0)
      return this.#close(live, changes, wave?.plan.unallocatedCode ?? 'NO_MARKET');
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
    this.#commit(live, changes.update(), () => {
      this.#showWave(live, wave);
      this.#send(live, wave.children);
    });
  }

  #send(live: LiveOrder, children: readonly LiveChild[]): void {
    const changes = new Changes(live, this.#ports.clock.nowUs());
    for (const child of children) {
      const sent = !live.cancelAsked && this.#ports.gateway.send(child.venueId, newChildMessage(live, child));
      if (!sent) child.rejectCode = 'NOT_SENT';
      child.sentAtUs = sent ? this.#ports.clock.nowUs() : null;
      this.#move(live, child, { event: sent ? 'SENT' : 'NOT_SENT', changes });
    }
    if (children.some((child) => child.state === 'SENT')) this.#moveOrder(live, 'SENT', changes);
    this.#advance(live, changes);
  }

  #observe(child: LiveChild, nowUs: number): void {
    if (child.state !== 'SENT' || child.sentAtUs === null) return;
    this.#ports.market.health(child.venueId)?.observeRoundTrip(nowUs - child.sentAtUs, nowUs);
  }

  #learn(child: LiveChild): void {
    if (child.kind === 'POST' || child.rejectCode === 'NOT_SENT') return;
    this.#ports.market.health(child.venueId)?.observeTake(child.filled / child.quantity, this.#ports.clock.nowUs());
  }

  #commit(live: LiveOrder, entry: JournalEntry, then: () => void = () => {}): void {
    const update = orderUpdate(live);
    void this.#ports.journal.append(entry).then((outcome) => {
      if (!outcome.ok) {
        this.#ports.log.error({ orderPk: live.identity.pk, outcome }, 'the journal refused a step of a live order');
        return;
      }
      for (const row of entry.executions ?? []) this.#ports.publisher.publish('EXECUTION', executionUpdate(live, row));
      this.#ports.publisher.publish('ORDER_UPDATE', update);
      then();
      this.live.settle(live);
    });
  }

  #showWave(live: LiveOrder, wave: PlannedWave): void {
    this.#ports.meter.decided(wave.input.order.routingObjective, wave.routingTimeUs);
    this.#ports.publisher.publish('ROUTING_UPDATE', routingUpdate(live, wave));
  }
}

/** Puts a planned wave on its order: its children are intended from here on. */
export function adoptWave(live: LiveOrder, wave: PlannedWave): void {
  live.waves = wave.input.wave;
  live.decisionIds.push(wave.decisionId);
  live.expectedCostBps ??= wave.plan.expected.costBps;
  for (const child of wave.children) live.children.set(child.id, child);
}

/** What a venue's answer to a status request means for a child that is not ended here. */
function eventOfStatus(state: Extract<Report, { type: 'status' }>['state']): ChildEvent {
  switch (state) {
    case null:
      return 'NEVER_SEEN';
    case 'CANCELED':
    case 'FILLED':
      return 'CANCELED';
    case 'REJECTED':
      return 'REJECTED';
    case 'EXPIRED':
      return 'EXPIRED';
    default:
      return 'ACKED';
  }
}
