import type { Scale } from '@fairlead/core/money/amount';
import { priceE8 } from '@fairlead/core/money/units';
import { ROUTING_MODES, ROUTING_OBJECTIVES } from '@fairlead/core/order/request';
import { VENUE_TYPES } from '@fairlead/core/venue/venue';
import { StoredFacts, storedDecimal } from './stored-facts.ts';

/** No decimal is read with it. */
const NO_SCALE: Scale = { priceDecimals: 0, quantityDecimals: 0 };

/** What readers tell of a decision whose record spells everything out, as records of engines before 1.4.0 do. Throws for a text that is none. */
export function spelledSummary(record: string) {
  const stored: unknown = JSON.parse(record);
  const instrument = new StoredFacts(stored, NO_SCALE).part('instrument');
  const facts = new StoredFacts(stored, scaleOf(instrument));
  const versions = facts.part('versions');
  const expected = facts.part('expected');
  const slices = facts.parts('slices').map(sliceOf);
  return {
    objective: facts.word('objective', ROUTING_OBJECTIVES),
    mode: facts.word('mode', ROUTING_MODES),
    routedQuantity: facts.count('routed_quantity'),
    unallocatedQuantity: facts.count('unallocated_quantity'),
    venueIds: slices.map(({ venueId }) => venueId),
    slices,
    expected: {
      fillRate: expected.numberOrNull('fill_rate'),
      costBps: expected.numberOrNull('cost_bps'),
      timeMs: expected.numberOrNull('time_ms'),
      confidence: expected.numberOrNull('confidence'),
    },
    rationale: facts.text('rationale'),
    engine: versions.text('engine'),
    rulesVersion: versions.text('rules'),
    modelVersion: versions.text('model'),
  };
}

function scaleOf(instrument: StoredFacts): Scale {
  return {
    priceDecimals: instrument.number('price_decimals'),
    quantityDecimals: instrument.number('quantity_decimals'),
  };
}

function sliceOf(slice: StoredFacts) {
  return {
    venueId: slice.text('venue_id'),
    venueType: slice.word('venue_type', VENUE_TYPES),
    quantity: slice.count('quantity'),
    expectedPriceE8: priceE8(storedDecimal(slice.text('expected_price'), 8)),
    expectedFeeE8: slice.money('expected_fee'),
    expectedCostBps: slice.number('expected_cost_bps'),
    expectedFillTimeMs: slice.number('expected_fill_time_ms'),
    routingPriority: slice.number('routing_priority'),
  };
}
