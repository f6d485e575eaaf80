import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FX_INSTRUMENTS } from '../catalogue/fx-instruments.ts';
import { InstrumentBook, type VenueCondition } from '../market/instrument-book.ts';
import { lpErrorOfView } from '../market/lp-health.ts';
import type { MarketView } from '../market/market-view.ts';
import { price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { orderOf, planInputOf } from '../testing/market.ts';
import { storedRecordOf } from '../testing/records.ts';
import { FX_VENUES } from '../venue/fx-catalogue.ts';
import { planRoute } from './plan.ts';
import { recompute } from './record/recompute.ts';

/** The strategies and test cases of requirement document 4 (US-09-05, Order Routing Service), through the same planner as everything else. */
const NOW = 1_767_366_000_000_000;
const HEALTHY: VenueCondition = {
  status: 'ACTIVE',
  circuit: 'CLOSED',
  connected: true,
  isFull: false,
  latencyUs: 3_000,
  fillRate: 0.95,
  observations: 50,
  hidden: [],
  blindBar: null,
};

/** What a provider quotes, in tenths of a pip of EURUSD, and how it is. */
interface Lp {
  readonly bid?: number;
  readonly ask: number;
  readonly size?: number;
  readonly validUntilUs?: number;
  readonly condition?: Partial<VenueCondition>;
}

function marketOf(lps: Readonly<Record<string, Lp>>): MarketView {
  const instrument = FX_INSTRUMENTS.find((each) => each.instrumentId === 'EURUSD');
  if (instrument === undefined) throw new Error('no EURUSD');
  const book = new InstrumentBook(
    instrument,
    FX_VENUES.filter(({ venueId }) => venueId in lps).map((venue) => ({
      ...venue,
      maxOrderQuantity: quantity(10 ** 8),
    })),
  );
  for (const [venueId, { ask, bid = ask - 10, size = 1_000_000, validUntilUs = NOW + 1_000_000 }] of Object.entries(
    lps,
  )) {
    const row = book.row(venueId) ?? -1;
    const sides = { bid: price(bid), bidSize: quantity(size), ask: price(ask), askSize: quantity(size) };
    book.quotes.apply(row, { ...sides, eventTimeUs: NOW - 1_000, receiptTimeUs: NOW - 900 });
    book.setLadder(row, { depth: null, validUntilUs });
  }
  return book.view(
    NOW,
    book.venues.map(({ venueId }) => ({ ...HEALTHY, ...lps[venueId]?.condition })),
  );
}

function plan(lps: Readonly<Record<string, Lp>>, changes: Partial<ValidOrder> = {}) {
  const order = orderOf({
    instrumentId: 'EURUSD',
    quantity: quantity(1_000_000),
    timeInForce: 'IOC',
    ...changes,
  });
  const input = {
    ...planInputOf(order, marketOf(lps)),
    settings: { protection: false, urgency: 0.5, passiveHorizonMs: null },
  };
  return { input, ...planRoute(input) };
}

const sent = (made: ReturnType<typeof plan>) => made.slices.map((slice) => [slice.venueId, slice.quantity]);

describe('the test cases of the LP document', () => {
  it('should route to best price LP', () => {
    const made = plan({ LP1: { ask: 108_600 }, LP2: { ask: 108_500 } });
    expect(sent(made)).toEqual([['LP2', 1_000_000]]);
    expect(made.slices[0]?.limitPrice).toBe(108_500);
  });

  it('should skip LP with open circuit', () => {
    const made = plan({ LP1: { ask: 108_400, condition: { circuit: 'OPEN' } }, LP2: { ask: 108_500 } });
    expect(sent(made)).toEqual([['LP2', 1_000_000]]);
    expect(made.outcomes[0]).toMatchObject({ venueId: 'LP1', status: 'excluded', code: 'CIRCUIT_OPEN' });
  });

  it('should split across LPs proportionally', () => {
    const made = plan(
      { LP1: { ask: 108_500, size: 500_000 }, LP2: { ask: 108_500, size: 500_000 } },
      { routingMode: 'PRO_RATA' },
    );
    expect(sent(made).sort()).toEqual([
      ['LP1', 500_000],
      ['LP2', 500_000],
    ]);
    expect(made.unallocated).toBe(0);
  });

  it.each<[string, Partial<VenueCondition>]>([
    ['has an open circuit', { circuit: 'OPEN' }],
    ['is disconnected', { connected: false }],
    ['is offline', { status: 'OFFLINE' }],
    ['is restricted', { status: 'RESTRICTED' }],
  ])('should fail gracefully when no LPs available: every one %s', (_, condition) => {
    const made = plan({ LP1: { ask: 108_500, condition }, LP2: { ask: 108_510, condition } });
    expect([made.slices, made.unallocated, made.unallocatedCode]).toEqual([[], 1_000_000, 'NO_ELIGIBLE_VENUE']);
    expect(lpErrorOfView(made.input.view)).toBe('No healthy LPs available');
  });
});

describe('the strategies of the LP document', () => {
  const lps = {
    LP1: { ask: 108_500, size: 300_000 },
    LP2: { ask: 108_502, size: 900_000 },
    LP3: { ask: 108_501, size: 600_000 },
  };

  it('best: fills from the best price on until the quantity is reached', () => {
    expect(sent(plan(lps))).toEqual([
      ['LP1', 300_000],
      ['LP3', 600_000],
      ['LP2', 100_000],
    ]);
  });

  it('best: leaves out quotes that have ended and prices beyond the limit', () => {
    const ended = { ...lps, LP1: { ...lps.LP1, validUntilUs: NOW - 1 } };
    const made = plan(ended, { orderType: 'LIMIT', limitPrice: price(108_501) });
    expect(sent(made)).toEqual([['LP3', 600_000]]);
    expect(made.outcomes.map(({ venueId, code }) => [venueId, code])).toEqual([
      ['LP1', 'QUOTE_EXPIRED'],
      ['LP2', 'OUTSIDE_LIMIT'],
      ['LP3', null],
    ]);
  });

  it('split: in proportion to what each has, exactly, and never more than that', () => {
    const made = plan(lps, { routingMode: 'PRO_RATA', quantity: quantity(900_000) });
    expect(new Map(made.slices.map((slice) => [slice.venueId, slice.quantity]))).toEqual(
      new Map([
        ['LP1', 150_000],
        ['LP2', 450_000],
        ['LP3', 300_000],
      ]),
    );
  });

  it('sequential: preferred providers first, then by price, one at a time', () => {
    const one = (venuePreferences: readonly string[], triedVenues: readonly string[]) => {
      const { input } = plan(lps, { routingMode: 'SEQUENTIAL', venuePreferences, quantity: quantity(200_000) });
      return planRoute({ ...input, triedVenues }).slices.map((slice) => slice.venueId);
    };
    expect([one(['LP2'], []), one(['LP2'], ['LP2']), one(['LP2'], ['LP2', 'LP1'])]).toEqual([
      ['LP2'],
      ['LP1'],
      ['LP3'],
    ]);
    expect(one([], [])).toEqual(['LP1']);
  });

  it('manual: the caller’s own division', () => {
    const manualAllocations = [
      { venueId: 'LP2', quantity: quantity(700_000) },
      { venueId: 'LP1', quantity: quantity(300_000) },
    ];
    const made = plan(lps, { routingMode: 'MANUAL', manualAllocations });
    expect(new Map(made.slices.map((slice) => [slice.venueId, slice.quantity]))).toEqual(
      new Map([
        ['LP1', 300_000],
        ['LP2', 700_000],
      ]),
    );
  });

  it('says which of the document’s reasons holds where nothing can be sent', () => {
    const ended = {
      LP1: { ask: 108_500, validUntilUs: NOW - 1 },
      LP2: { ask: 108_500, condition: { connected: false } },
    };
    expect(lpErrorOfView(plan(ended).input.view)).toBe('No quotes received from LPs');
    const far = plan({ LP1: { ask: 108_500 } }, { orderType: 'LIMIT', limitPrice: price(100_000) });
    expect([far.slices.length, lpErrorOfView(far.input.view)]).toEqual([0, 'No valid routing decisions']);
  });

  it('pays several prices without marking anything an intermarket sweep: no quote of a provider is protected', () => {
    expect(new Set(plan(lps).slices.map((slice) => slice.kind))).toEqual(new Set(['IOC']));
  });
});

describe('a decision over liquidity providers', () => {
  it('divides all or what there is, never beyond a provider’s size, and is made again from its record (property)', () => {
    const lp = fc.record({
      ask: fc.integer({ min: 108_480, max: 108_520 }),
      size: fc.integer({ min: 1, max: 3_000 }).map((thousands) => thousands * 1_000),
      validUntilUs: fc.constantFrom(NOW - 1, NOW, NOW + 500_000),
      condition: fc.constantFrom<Partial<VenueCondition>>({}, {}, { circuit: 'OPEN' }, { connected: false }),
    });
    const lps = fc.record({ LP1: lp, LP2: lp, LP3: lp, LP4: lp, LP5: lp });
    const mode = fc.constantFrom('SWEEP', 'PRO_RATA' as const);
    fc.assert(
      fc.property(lps, mode, fc.integer({ min: 1, max: 8_000 }), (providers, routingMode, thousands) => {
        const made = plan(providers, { routingMode, quantity: quantity(thousands * 1_000) });
        const usable = Object.values(providers).filter(
          (each) => each.validUntilUs >= NOW && Object.keys(each.condition).length === 0,
        );
        const available = usable.reduce((sum, each) => sum + each.size, 0);
        const given = made.slices.reduce((sum, slice) => sum + slice.quantity, 0);
        expect(given + made.unallocated).toBe(thousands * 1_000);
        expect(given).toBe(Math.min(available, thousands * 1_000));
        for (const slice of made.slices) {
          const from = Object.entries(providers).find(([venueId]) => venueId === slice.venueId)?.[1];
          expect(from !== undefined && usable.includes(from) && slice.quantity <= from.size).toBe(true);
        }
        const stored = storedRecordOf(made.input, made);
        expect(recompute(stored)).toBe(stored.record);
      }),
      { numRuns: 500 },
    );
  });
});
