import { describe, expect, it } from 'vitest';
import { price, quantity } from '../../money/units.ts';
import { marketOf, orderOf, planInputOf } from '../../testing/market.ts';
import { REFERENCES, storedRecordOf } from '../../testing/records.ts';
import { planRoute } from '../plan.ts';
import { partNames } from './part-names.ts';
import { readRecord } from './read-record.ts';
import { recompute } from './recompute.ts';
import { recordSummary } from './record-summary.ts';
import { writeRecord } from './write-record.ts';

const limit = orderOf({
  quantity: quantity(900),
  orderType: 'LIMIT',
  limitPrice: price(1_000_200),
  urgency: 0.3,
  venuePreferences: ['ARCX'],
  excludeVenues: ['EDGA', 'nowhere'],
  venueCaps: [{ venueId: 'ARCX', maxQuantity: quantity(300) }],
  constraints: { maxFeeE8: null, minFillRate: 0.1, maxLatencyMs: 12.5, maxImpactBps: null },
});
const market = marketOf({
  XNYS: { bid: [9_999, 100], ask: [10_001, 200], deeper: [[1, 300]], validUntilUs: 1_767_366_000_500_000 },
  ARCX: { bid: [9_998, 100], ask: [10_002, 500] },
  EDGA: { bid: [9_999, 100], ask: [10_001, 100], connected: false },
  IEXG: { status: 'OFFLINE' },
  BATS: { bid: [9_999, 100], ask: [10_001, 100], isFull: true, venue: { refusesMinQuantity: true } },
  SGMT: { believed: [[100, 0.6]], blindBar: 'HOLD_OFF' },
});
const input = {
  ...planInputOf(limit, market),
  rulesVersion: 'rules-7',
  rulesApplied: ['a “rule”'],
  triedVenues: ['BATS'],
};
const plan = planRoute(input);
const stored = storedRecordOf(input, plan);

describe('the record of a decision', () => {
  it('gives back what the decision was made from, down to what the rules made of the order', () => {
    const { input: read } = readRecord(stored.record, stored.parts, stored.order);
    const { excludeVenues, venueCaps, constraints, venuePreferences, quantity: size, limitPrice } = limit;
    expect(read.order).toMatchObject({
      excludeVenues,
      venueCaps,
      constraints,
      venuePreferences,
      quantity: size,
      limitPrice,
    });
    expect([read.rulesVersion, read.rulesApplied, read.triedVenues]).toEqual(['rules-7', ['a “rule”'], ['BATS']]);
    expect(read.view.nbbo).toEqual(market.nbbo);
    for (const [row, snapshot] of market.venues.entries()) {
      const { venue, depth, ...live } = snapshot;
      expect(read.view.venues[row]).toMatchObject(live);
      expect(read.view.venues[row]?.venue.refusesMinQuantity).toBe(venue.refusesMinQuantity);
      expect(read.view.venues[row]?.depth?.asks).toEqual(depth?.asks);
    }
  });

  it('does not repeat what its order and its parts say', () => {
    for (const elsewhere of ['order-1', 'client-1', '"AAPL"']) {
      expect(stored.record).not.toContain(elsewhere);
    }
    expect(stored.parts.catalogue).toContain('"AAPL"');
    expect(stored.parts.catalogue).not.toContain('OFFLINE');
    expect(stored.parts.belief).not.toContain('HOLD_OFF');
  });

  it('names its parts and its request', () => {
    expect(partNames(stored.record)).toEqual({ catalogue: REFERENCES.catalogue, belief: REFERENCES.belief });
    expect(recordSummary(stored.record).references).toEqual(REFERENCES);
  });

  it('is not written of a view that says other than its parts', () => {
    const [first, ...others] = market.venues;
    if (first === undefined) throw new Error('a venue expected');
    const changed = { ...input, view: { ...market, venues: [{ ...first, fillRate: 0.5 }, ...others] } };
    expect(() => writeRecord(changed, plan, REFERENCES)).toThrow('XNYS is not in the view what its parts say');
    const halved = { ...market.instrument, dailyVolatilityBps: 1 };
    const other = { ...input, view: { ...market, instrument: halved } };
    expect(() => writeRecord(other, plan, REFERENCES)).toThrow('another instrument');
  });

  it.each([
    ['another form', '[1,"1.4.0"]'],
    ['no row', '{}'],
    ['a word where a number is wanted', stored.record.replace('1767366000000000', '"now"')],
  ])('is refused as %s', (_, text) => {
    expect(() => readRecord(text, stored.parts, stored.order)).toThrow(/record/);
  });

  it('is refused with parts of another kind', () => {
    const { catalogue, belief } = stored.parts;
    expect(() => recompute({ ...stored, parts: { catalogue: belief, belief } })).toThrow();
    expect(() => recompute({ ...stored, parts: { catalogue, belief: '[9,[]]' } })).toThrow('not the belief part');
  });

  it('of an earlier form names no parts', () => {
    expect(partNames('{"schema":1}')).toBeNull();
  });
});
