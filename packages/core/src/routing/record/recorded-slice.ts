import { type Scale, toPriceE8 } from '../../money/amount.ts';
import { moneyE8, price, priceE8, quantity } from '../../money/units.ts';
import { VENUE_TYPES, type VenueType } from '../../venue/venue.ts';
import { ORDER_KINDS } from '../order-kind.ts';
import type { Slice } from '../route-plan.ts';
import { MILLION } from './recorded-decision.ts';
import { oneOf, type StoredRow } from './stored-row.ts';

/** A slice as its record holds it, with what its venue is. */
export interface RecordedSlice extends Slice {
  readonly venueType: VenueType;
}

/** Reads the row of a slice. Where its expected price is its limit it stands once, and the scale says what that is in 10^-8. */
export function readSlice(row: StoredRow, scale: Scale): RecordedSlice {
  const limitPrice = price(row.number(3));
  return {
    venueId: row.word(0),
    venueType: oneOf(VENUE_TYPES, row.word(1)),
    quantity: quantity(row.number(2)),
    limitPrice,
    minQuantity: quantity(row.number(4)),
    kind: oneOf(ORDER_KINDS, row.word(5)),
    restMs: row.numberOrNull(6),
    expectedPriceE8: row.has(7) ? priceE8(row.number(7)) : toPriceE8(limitPrice, scale),
    expectedFeeE8: moneyE8(row.amount(8)),
    expectedCostBps: row.number(9) / MILLION,
    expectedFillRate: row.number(10) / MILLION,
    expectedFillTimeMs: row.number(11) / MILLION,
    routingPriority: row.number(12),
    reason: row.word(13),
  };
}
