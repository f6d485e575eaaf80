import type { OrderReference } from '@fairlead/contracts/venue-protocol';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { parseScaled } from '@fairlead/core/money/scaled';
import { foldEntries } from '@fairlead/db/record/fold-entries';
import type { LateEndRow, OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import { LiveOrder } from '../order/live-order.ts';

/**
 * The live order again: the fold of its entries, exactly what was in memory when the last of them became durable. Throws for a record that this router
 * cannot have written, and where its instrument is not known any more or has another scale: nothing can be done with the order.
 */
export function reviveOrder(
  { orderPk, entries }: OpenOrder,
  instrumentOf: (instrumentId: string) => Instrument | undefined,
): LiveOrder {
  const folded = foldEntries(entries);
  if (folded === null) throw new Error(`the journal holds nothing of order ${orderPk}`);
  const { head, receipt, life } = folded;
  const { clientId, simulated, routeOnly, scale, instrumentId } = head;
  const instrument = instrumentOf(instrumentId);
  if (instrument === undefined) throw new Error(`an order of an instrument that is not known: ${instrumentId}`);
  if (scale.priceDecimals !== instrument.priceDecimals || scale.quantityDecimals !== instrument.quantityDecimals)
    throw new Error(`order ${orderPk} is recorded at another scale than ${instrumentId} has`);
  const { order, requestHash } = receipt;
  const createdAtUs = entries[0]?.atUs ?? 0;
  const identity = { pk: orderPk, clientId, order, requestHash, instrument, simulated, routeOnly, createdAtUs };
  return new LiveOrder(identity, life, entries.at(-1)?.position ?? 0);
}

/** A child that ended lately, at the scale of its instrument. */
export function lateEndOf(row: LateEndRow): {
  readonly childId: string;
  readonly venueId: string;
  readonly filled: number;
  readonly order: OrderReference;
} {
  const filled = parseScaled(row.filled_quantity, row.quantity_decimals);
  if (!filled.ok) throw new Error(`a projection holds ${JSON.stringify(row.filled_quantity)}: ${filled.error}`);
  const { child_id, venue_id: venueId, instrument_id, side, venue_order_id } = row;
  const order = { child_id, instrument_id, side, venue_order_id };
  return { childId: child_id, venueId, filled: filled.value, order };
}
