import type { Instrument } from '@fairlead/core/instrument/instrument';
import { parseScaled } from '@fairlead/core/money/scaled';
import { applyAll } from '@fairlead/core/order-life/fold';
import { newLife } from '@fairlead/core/order-life/order-life';
import type { LateEndRow, OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import { isReadable, readEvent } from '../order/event-reading.ts';
import { LiveOrder } from '../order/live-order.ts';
import { CHAIN_START } from '../order/order-chain.ts';
import { arrivalOf, validOrderOf } from '../order/stored-row.ts';
import { olderEvents } from './older-order.ts';

/**
 * The live order again: the fold of its stored events, exactly what was in memory when the last of them became durable. Throws for a record that this
 * router cannot have written.
 */
export function reviveOrder(stored: OpenOrder, instrument: Instrument): LiveOrder {
  const { order: row, events } = stored;
  const order = validOrderOf(row, instrument);
  const identity = {
    pk: row.id,
    clientId: row.client_id,
    order,
    instrument,
    simulated: row.simulated,
    routeOnly: row.route_only,
    createdAtUs: row.created_at_us,
    row,
  };
  const [first] = events;
  const isOlder = first === undefined || !isReadable(first);
  const happened = isOlder
    ? olderEvents(stored, order, instrument)
    : events.map((event) => readEvent(event, instrument));
  const begun = newLife(order, instrument, { nbbo: arrivalOf(row, instrument), worstPrice: null });
  const last = events.at(-1);
  return new LiveOrder(
    identity,
    applyAll(begun, happened),
    last === undefined ? CHAIN_START : { seq: last.seq, hash: last.hash },
  );
}

/** A child that ended lately, at the scale of its instrument. */
export function lateEndOf(row: LateEndRow): {
  readonly childId: string;
  readonly venueId: string;
  readonly filled: number;
} {
  const filled = parseScaled(row.filled_quantity, row.quantity_decimals);
  if (!filled.ok) throw new Error(`the journal holds ${JSON.stringify(row.filled_quantity)}: ${filled.error}`);
  return { childId: row.child_id, venueId: row.venue_id, filled: filled.value };
}
