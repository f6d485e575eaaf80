import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { powerOfTen } from '@fairlead/core/money/scaled';
import { price, quantity } from '@fairlead/core/money/units';
import { type ChildEvent, isChildEnded } from '@fairlead/core/order/child-state';
import type { OrderEvent } from '@fairlead/core/order/order-state';
import { executionFeeE8, type LiquidityFlag } from '@fairlead/core/venue/fees';
import type { Market } from '../market-data/market.ts';
import type { Clock, Ids, Log, Publisher } from '../ports.ts';
import type { Meter } from '../publish/meter.ts';
import type { Changes } from './changes.ts';
import { executionRow } from './execution-row.ts';
import type { LiveChild, LiveOrder, VenueFill } from './live-order.ts';
import { executionEvent } from './outbox-rows.ts';

/** What a venue says of a child order. */
export type Report = Exclude<FromVenue, { type: 'quote' | 'heartbeat' | 'logged_on' }>;

/** What people are told when a venue's word cannot be booked as it stands. */
const ALARMS = {
  OVERFILL: '{venue} reported a fill of more than it was sent. It was recorded and not booked.',
  IMPOSSIBLE_EVENT:
    '{venue} reported something that cannot be in the state of its order. It was recorded and not booked.',
  OVERCOMMITTED:
    '{venue} filled a part after it had given it back, and that part has been sent elsewhere. What rests of the order is asked back.',
  VENUE_LOST:
    '{venue} has started anew and forgotten every order of before. What it had not filled is routed elsewhere; check for missing fills.',
  VENUE_LOST_ORDER:
    '{venue} no longer knows an order that it had acknowledged. The rest is routed elsewhere; check for missing fills.',
} as const;

/** What reports are applied with. */
export interface ReportPorts {
  readonly market: Market;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly meter: Meter;
}

/** Applies what venues report to orders and children, through their state tables; collects what changed and stores nothing itself. */
export class VenueReports {
  readonly #ports: ReportPorts;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  /** Applies one report to its child and order; what follows from it is the desk's. */
  apply(live: LiveOrder, child: LiveChild, { report, changes }: { report: Report; changes: Changes }): void {
    switch (report.type) {
      case 'ack':
        child.ackedAtUs ??= this.#ports.clock.nowUs();
        return this.move(live, child, { event: 'ACKED', changes });
      case 'fill':
        return this.#fill(live, child, { report, changes });
      case 'canceled':
        return this.move(live, child, { event: 'CANCELED', changes, facts: { reason: report.reason } });
      case 'reject':
        child.rejectCode = report.code;
        return this.move(live, child, {
          event: 'REJECTED',
          changes,
          facts: { code: report.code, message: report.message },
        });
      case 'cancel_reject':
        return this.move(live, child, { event: 'CANCEL_REFUSED', changes, facts: { code: report.code } });
      case 'status':
        return this.#reconcile(live, child, { report, changes });
    }
  }

  #fill(
    live: LiveOrder,
    child: LiveChild,
    at: {
      report: Omit<Extract<Report, { type: 'fill' }>, 'type' | 'filled_quantity' | 'leaves_quantity'>;
      changes: Changes;
    },
  ): void {
    const nowUs = this.#ports.clock.nowUs();
    const fill = this.#readFill(live, child, at.report);
    const notionalBefore = live.notionalE8;
    const booked = live.book(child, fill, nowUs);
    if (booked === 'REPEATED') return;
    if (booked === 'OVERFILL')
      return this.#alarm(live, child, {
        code: 'OVERFILL',
        facts: { executionId: fill.executionId, quantity: fill.quantity, price: fill.price },
        changes: at.changes,
      });
    const row = executionRow({
      live,
      child,
      fill,
      nowUs,
      ids: this.#ports.ids,
      nbbo: this.#ports.market.nbbo(live.identity.order.instrumentId, nowUs),
    });
    this.#countVolume(live, child.venueId, {
      count: fill.quantity,
      notionalE8: live.notionalE8 - notionalBefore,
      nowUs,
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
    this.#ports.meter.filled(child.venueId, fill.quantity, live.identity.instrument);
    if (live.excess > 0)
      this.#alarm(live, child, { code: 'OVERCOMMITTED', facts: { excess: live.excess }, changes: at.changes });
    const { learning } = this.#ports.market;
    learning.filled(child, live, { ...fill, nowUs });
    if (isChildEnded(child.state)) learning.ended(child, live, nowUs);
  }

  #readFill(
    live: LiveOrder,
    child: LiveChild,
    report: { execution_id: string; quantity: number; price: number; liquidity_flag: LiquidityFlag },
  ): VenueFill {
    const fees = this.#ports.market.chargedFees(child.venueId, live.identity.instrument.instrumentId);
    if (fees === undefined) throw new Error(`child at a venue that is not known: ${child.venueId}`);
    const executed = { price: price(report.price), quantity: quantity(report.quantity) };
    const at = { ...executed, scale: live.identity.instrument, isFirst: child.filled === 0 };
    return {
      executionId: report.execution_id,
      ...executed,
      liquidityFlag: report.liquidity_flag,
      feeE8: executionFeeE8(fees, report.liquidity_flag, at),
    };
  }

  /** A fill counts towards the month's volume at its venue, which its fee tiers go by. */
  #countVolume(live: LiveOrder, venueId: string, at: { count: number; notionalE8: bigint; nowUs: number }): void {
    const { quantityDecimals, currency } = live.identity.instrument;
    const unitsE8 = BigInt(at.count) * BigInt(powerOfTen(8 - quantityDecimals));
    this.#ports.market.countVolume(venueId, { unitsE8, notionalE8: at.notionalE8, currency }, at.nowUs);
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
    const wasThere = child.ackedAtUs !== null || child.filled > 0;
    if (report.state === null && wasThere) return this.#lostByVenue(live, child, changes);
    // What has traded cannot have been refused: only the rest has come to its end.
    const event = report.state === 'REJECTED' && child.filled > 0 ? 'CANCELED' : eventOfStatus(report.state);
    if (event === 'NEVER_SEEN') child.rejectCode = 'NEVER_RECEIVED';
    this.move(live, child, { event, changes, facts: { reconciled: true } });
  }

  /** A venue that acknowledged a child and now says it has none: it no longer works there, but a fill may be missing. A person is told. */
  #lostByVenue(live: LiveOrder, child: LiveChild, changes: Changes): void {
    child.rejectCode = 'VENUE_LOST_ORDER';
    this.#alarm(live, child, { code: 'VENUE_LOST_ORDER', facts: { filled: child.filled }, changes });
    this.move(live, child, { event: 'CANCELED', changes, facts: { reconciled: true } });
  }

  /**
   * The venue has started anew: the child has ended with the venue's life before, and what is not filled of it is free. A person is told where
   * the order is somebody's; of the demo flow nobody misses anything.
   */
  lostWithVenue(live: LiveOrder, child: LiveChild, changes: Changes): void {
    child.rejectCode = 'VENUE_LOST';
    const facts = { epoch: child.venueEpoch, filled: child.filled };
    if (live.identity.simulated) changes.event('VENUE_LOST', { child_id: child.id, venue_id: child.venueId, ...facts });
    else this.#alarm(live, child, { code: 'VENUE_LOST', facts, changes });
    this.move(live, child, { event: 'CANCELED', changes, facts: { code: 'VENUE_LOST' } });
  }

  /** Moves a child by its table and notes it; an event that cannot be in its state is recorded, alarmed and changes nothing. */
  move(live: LiveOrder, child: LiveChild, at: { event: ChildEvent; changes: Changes; facts?: object }): void {
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
    if (isChildEnded(child.state)) this.#ports.market.learning.ended(child, live, this.#ports.clock.nowUs());
  }

  /** Puts a child in doubt: its quantity stays reserved, its order is in doubt too, and people are told. */
  lose(live: LiveOrder, child: LiveChild, changes: Changes): void {
    if (child.state === 'UNKNOWN') return;
    this.move(live, child, { event: 'LOST', changes });
    this.moveOrder(live, 'DOUBT', changes);
    this.#ports.publisher.publish('ALERT', {
      severity: 'WARNING',
      code: 'CHILD_UNKNOWN',
      message: `No answer from ${child.venueId}; its part of the order stays reserved until the venue has been asked.`,
      order_id: live.identity.order.orderId,
      venue_id: child.venueId,
    });
  }

  #alarm(live: LiveOrder, child: LiveChild, at: { code: keyof typeof ALARMS; facts: object; changes: Changes }): void {
    at.changes.event(at.code, { child_id: child.id, venue_id: child.venueId, ...at.facts });
    this.#ports.log.error({ orderPk: live.identity.pk, childId: child.id, ...at.facts }, at.code);
    this.#ports.publisher.publish('ALERT', {
      severity: 'CRITICAL',
      code: at.code,
      message: ALARMS[at.code].replace('{venue}', child.venueId),
      order_id: live.identity.order.orderId,
      venue_id: child.venueId,
    });
  }

  /** Moves an order by its table. Throws where the event cannot be: the desk asked for something impossible. */
  moveOrder(live: LiveOrder, event: OrderEvent, changes: Changes): void {
    const before = live.state;
    if (!live.move(event)) throw new Error(`order ${live.identity.pk} cannot take ${event} in ${before}`);
    if (live.state !== before) changes.event(`ORDER_${live.state}`, {});
  }

  /** Learns the round trip from a venue's first answer to a child. */
  observe(live: LiveOrder, child: LiveChild, nowUs: number): void {
    if (child.state !== 'SENT' || child.sentAtUs === null) return;
    const latencyUs = nowUs - child.sentAtUs;
    this.#ports.market.learning.answered(child, live, { latencyUs, nowUs });
  }
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
