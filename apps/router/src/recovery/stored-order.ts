import type { Instrument } from '@fairlead/core/instrument/instrument';
import { parseScaled } from '@fairlead/core/money/scaled';
import { foldEntries } from '@fairlead/db/record/fold-entries';
import type { LateEndRow, StoredOrder } from '@fairlead/db/repositories/recovery-repository';
import { LiveOrder } from '../order/live-order.ts';

/**
 * The live order again: the fold of its entries, exactly what was in memory when the last of them became durable. Throws for a record that this router
 * cannot have written, and for an order at another scale than its instrument has now.
 */
export function reviveOrder({ orderPk, entries }: StoredOrder, instrument: Instrument): LiveOrder {
  const { head, receipt, life } = foldEntries(entries);
  const { clientId, simulated, routeOnly, scale } = head;
  if (scale.priceDecimals !== instrument.priceDecimals || scale.quantityDecimals !== instrument.quantityDecimals)
    throw new Error(`order ${orderPk} is recorded at another scale than ${instrument.instrumentId} has`);
  const identity = {
    ...{ pk: orderPk, clientId, simulated, routeOnly, instrument },
    order: receipt.order,
    createdAtUs: entries[0]?.atUs ?? 0,
  };
  return new LiveOrder(identity, life, entries.at(-1)?.position ?? 0);
}

/** A child that ended lately, at the scale of its instrument. */
export function lateEndOf(row: LateEndRow): {
  readonly childId: string;
  readonly venueId: string;
  readonly filled: number;
} {
  const filled = parseScaled(row.filled_quantity, row.quantity_decimals);
  if (!filled.ok) throw new Error(`a projection holds ${JSON.stringify(row.filled_quantity)}: ${filled.error}`);
  return { childId: row.child_id, venueId: row.venue_id, filled: filled.value };
}
