import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { describe, expect, it } from 'vitest';
import { composePublicReport, type PublicReportHead } from './compose.ts';
import type { OrderFact, PublicReportFacts, RoutedFact, VenueFact } from './facts.ts';
import type { RoutingSection } from './public-report.ts';

const HEAD: PublicReportHead = { bd: 'Fairlead Securities LLC', year: 2025, quarter: 3, timestamp: null };
const E8 = 100_000_000n;

const order = (given: Partial<OrderFact> = {}): OrderFact => ({
  month: '2025-07',
  section: 'SP500',
  directed: false,
  orderType: 'MARKET',
  orders: 1,
  ...given,
});

const routed = (given: Partial<RoutedFact> = {}): RoutedFact => ({
  month: '2025-07',
  section: 'SP500',
  directed: false,
  orderType: 'MARKET',
  venueId: 'v1',
  routed: 1,
  executedQuantityE8: 0n,
  feesUsdE8: 0n,
  rebatesUsdE8: 0n,
  pfofUsdE8: 0n,
  profitSharingUsdE8: 0n,
  ...given,
});

const venue = (venueId: string, given: Partial<VenueFact> = {}): VenueFact => ({
  venueId,
  name: `Venue ${venueId}`,
  mic: null,
  mpid: null,
  materialAspects: '',
  ...given,
});

const facts = (given: Partial<PublicReportFacts> = {}): PublicReportFacts => ({
  orders: [],
  routed: [],
  venues: [venue('v1'), venue('v2'), venue('v3')],
  ...given,
});

/** The S&P 500 section of July, which every test below is about. */
function section(given: Partial<PublicReportFacts>): RoutingSection {
  const found = composePublicReport(HEAD, facts(given)).months[0]?.sections.SP500;
  if (!found) throw new Error('no section');
  return found;
}

describe('a section of a public report', () => {
  it('says how many of all orders were not directed, and of those how many were of each type', () => {
    const { nonDirectedPct, typePct } = section({
      orders: [
        order({ directed: true, orders: 25 }),
        order({ orders: 50 }),
        order({ orderType: 'MARKETABLE_LIMIT', orders: 20 }),
        order({ orderType: 'OTHER', orders: 5 }),
      ],
    });
    expect(nonDirectedPct).toBe('75.00');
    expect(typePct).toEqual({
      MARKET: '66.67',
      MARKETABLE_LIMIT: '26.67',
      NON_MARKETABLE_LIMIT: '0.00',
      OTHER: '6.67',
    });
  });

  it('divides a venue by column: its market orders are of all market orders that were routed', () => {
    const { venues } = section({
      routed: [
        routed({ routed: 3 }),
        routed({ venueId: 'v2', routed: 1 }),
        routed({ venueId: 'v2', orderType: 'OTHER', routed: 4 }),
      ],
    });
    expect(venues.map(({ name, orderPct }) => [name, orderPct])).toEqual([
      ['Venue v2', '62.50'],
      ['Venue v1', '37.50'],
    ]);
    expect(venues[0]?.byType.MARKET.pct).toBe('25.00');
    expect(venues[0]?.byType.OTHER.pct).toBe('100.00');
    expect(venues[0]?.byType.MARKETABLE_LIMIT.pct).toBeNull();
  });

  it('nets what was received with what was paid, in dollars and in cents per hundred shares', () => {
    const { venues } = section({
      routed: [
        routed({ executedQuantityE8: 900n * E8, pfofUsdE8: 2n * E8, feesUsdE8: E8 / 2n }),
        routed({ executedQuantityE8: 100n * E8, rebatesUsdE8: E8 / 4n, profitSharingUsdE8: E8 / 4n }),
        routed({ orderType: 'OTHER', executedQuantityE8: 300n * E8, feesUsdE8: E8 }),
      ],
    });
    expect(venues[0]?.byType.MARKET).toMatchObject({ netUsd: '2.00', netCph: '20.0000' });
    expect(venues[0]?.byType.OTHER).toMatchObject({ netUsd: '-1.00', netCph: '-33.3333' });
  });

  it('counts a contract of options as a hundred shares, so that cents per hundred shares are cents per contract', () => {
    const given = routed({ section: 'OPTIONS', executedQuantityE8: 10n * E8, feesUsdE8: 48n * (E8 / 10n) });
    const { months } = composePublicReport(HEAD, facts({ routed: [given] }));
    const market = months[0]?.sections.OPTIONS?.venues[0]?.byType.MARKET;
    expect(market).toMatchObject({ netUsd: '-4.80', netCph: '-48.0000' });
  });

  it('has a bare zero and no cents where a venue did nothing of a type, and cents of zero where it came to nothing', () => {
    const { venues } = section({
      routed: [routed({ executedQuantityE8: 10n * E8, feesUsdE8: 5n, rebatesUsdE8: 5n })],
    });
    expect(venues[0]?.byType.MARKET).toEqual({ pct: '100.00', netUsd: '0.00', netCph: '0.0000' });
    expect(venues[0]?.byType.OTHER).toEqual({ pct: null, netUsd: '0', netCph: null });
  });

  it('gives a venue 0.00 percent of a type that had orders, none of which was routed, and nothing of one without', () => {
    const { venues } = section({ orders: [order(), order({ orderType: 'OTHER' })], routed: [routed()] });
    expect(venues[0]?.byType.OTHER).toEqual({ pct: '0.00', netUsd: '0', netCph: null });
    expect(venues[0]?.byType.NON_MARKETABLE_LIMIT.pct).toBeNull();
  });

  it('counts directed orders nowhere but in the whole that the first percentage is of', () => {
    const { nonDirectedPct, typePct, venues } = section({
      orders: [order({ directed: true })],
      routed: [routed({ directed: true, routed: 5, pfofUsdE8: E8, executedQuantityE8: E8 })],
    });
    expect(nonDirectedPct).toBe('0.00');
    expect(typePct.MARKET).toBeNull();
    expect(venues).toEqual([]);
  });

  it('names the venue with its codes and the material aspects', () => {
    const told = venue('v1', { name: 'Virtu', mic: 'VIRT', mpid: 'NITE', materialAspects: '20 mils a share' });
    expect(section({ routed: [routed()], venues: [told] }).venues[0]).toMatchObject({
      name: 'Virtu',
      mic: 'VIRT',
      mpid: 'NITE',
      materialAspects: '20 mils a share',
    });
  });
});

describe('the venues that a section names', () => {
  const manyVenues = (counts: readonly number[]) => {
    const { venues } = section({
      routed: counts.map((count, place) => routed({ venueId: `v${place}`, routed: count })),
      venues: counts.map((_, place) => venue(`v${place}`, { name: `V${String(place).padStart(2, '0')}` })),
    });
    return venues.map(({ name }) => name);
  };

  it('are the ten with most orders, most first', () => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    expect(manyVenues(counts)).toEqual(['V11', 'V10', 'V09', 'V08', 'V07', 'V06', 'V05', 'V04', 'V03', 'V02']);
  });

  it('are also every one with five percent: twenty of five each are all named', () => {
    expect(manyVenues(Array.from({ length: 20 }, () => 5))).toHaveLength(20);
  });

  it('are eleven where the eleventh has five percent to the digit, and ten where it has an order less', () => {
    const rest = (last: number) => [10, 10, 10, 10, 10, 10, 10, 10, 9, 6, last];
    // 5 of 100 are five percent; 4 of 99 are less.
    expect(manyVenues(rest(5))).toHaveLength(11);
    expect(manyVenues(rest(4))).toHaveLength(10);
  });

  it('are those that tie with the tenth too, by name', () => {
    const counts = [50, 50, 50, 50, 50, 50, 50, 50, 50, 2, 2, 2, 1];
    expect(manyVenues(counts)).toHaveLength(12);
    expect(manyVenues(counts).slice(9)).toEqual(['V09', 'V10', 'V11']);
  });
});

describe('a report of a quarter', () => {
  it('has its three months and all sections, also those without an order', () => {
    const { months, version } = composePublicReport(HEAD, facts());
    expect(version).toBe('1.3');
    expect(months.map(({ year, month }) => [year, month])).toEqual([
      [2025, 7],
      [2025, 8],
      [2025, 9],
    ]);
    const empty = { MARKET: null, MARKETABLE_LIMIT: null, NON_MARKETABLE_LIMIT: null, OTHER: null };
    for (const { sections } of months)
      for (const name of REPORT_SECTIONS)
        expect(sections[name]).toEqual({ nonDirectedPct: null, typePct: empty, venues: [] });
  });

  it('puts a fact into its month and section', () => {
    const { months } = composePublicReport(HEAD, facts({ orders: [order({ month: '2025-09', section: 'OPTIONS' })] }));
    expect(months[2]?.sections.OPTIONS?.nonDirectedPct).toBe('100.00');
    expect(months[2]?.sections.OTHER?.nonDirectedPct).toBeNull();
    expect(months[1]?.sections.OPTIONS?.nonDirectedPct).toBeNull();
  });

  it('is not made of facts of another quarter, nor of a venue that nobody names', () => {
    expect(() => composePublicReport(HEAD, facts({ orders: [order({ month: '2025-06' })] }))).toThrow(
      'facts of 2025-06, which the report is not of',
    );
    expect(() => composePublicReport(HEAD, facts({ routed: [routed({ venueId: 'v9' })] }))).toThrow('v9');
  });
});
