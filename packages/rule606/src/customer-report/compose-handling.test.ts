import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handlingFactsArb } from '../../test/customer-facts.ts';
import { longDivision } from '../../test/long-division.ts';
import { composeHandlingReport } from './compose-handling.ts';
import type { HandlingFacts, HandlingVenueFact } from './handling-facts.ts';
import type { HandlingMonth, HandlingVenue } from './handling-report.ts';

const HEAD = {
  bd: 'Fairlead',
  customer: 'Blue Harbor',
  timestamp: null,
  startDate: '2025-04-01',
  endDate: '2025-09-30',
};
const E8 = 100_000_000n;
const VENUES = [
  { venueId: 'a', name: 'Alpha', mic: 'XALP', mpid: null },
  { venueId: 'b', name: 'Beta', mic: null, mpid: null },
];

const handled = (given: Partial<HandlingVenueFact> = {}): HandlingVenueFact => ({
  month: '2025-05',
  directed: false,
  venueId: 'a',
  services: 'PRV',
  routedOrders: 3,
  routedSharesE8: 1_000n * E8,
  iocRoutedSharesE8: 400n * E8,
  furtherRoutableSharesE8: 0n,
  fills: 4,
  executedSharesE8: 600n * E8,
  netReceivedUsdE8: -E8,
  midpointSharesE8: 100n * E8,
  nearsideSharesE8: 200n * E8,
  farsideSharesE8: 300n * E8,
  providingOrders: 2,
  providingUs: 5_000n,
  providedSharesE8: 200n * E8,
  providedNetReceivedUsdE8: E8 / 2n,
  removedSharesE8: 400n * E8,
  removedNetReceivedUsdE8: (-3n * E8) / 2n,
  ...given,
});

const months = (given: Partial<HandlingFacts>) =>
  composeHandlingReport(HEAD, { months: [], handled: [], venues: VENUES, ...given });
const may = (given: Partial<HandlingFacts>) => months(given).nonDirected?.[1];

describe('a venue of a report on handling', () => {
  it('has its shares, averages and percentages; a fee is negative and a rebate positive', () => {
    expect(may({ handled: [handled()] })?.venues).toEqual([
      {
        name: 'Alpha',
        mic: 'XALP',
        mpid: null,
        services: 'PRV',
        figures: {
          routedShr: '1000',
          iocRoutedShr: '400',
          furtherRoutableShr: '0',
          orderSizeShr: '333.333',
          executedShr: '600',
          filledPct: '60.00',
          fillSizeShr: '150.000',
          netFeeOrRebateCph: '-16.6667',
          midpointShr: '100',
          midpointPct: '16.67',
          nearsideShr: '200',
          nearsidePct: '33.33',
          farsideShr: '300',
          farsidePct: '50.00',
          providedLiquidityShr: '200',
          providedLiquidityPct: '33.33',
          orderDurationMsec: '3',
          providedLiquidityNetCph: '25.0000',
          removedLiquidityShr: '400',
          removedLiquidityPct: '66.67',
          removedLiquidityNetCph: '-37.5000',
        },
      },
    ]);
  });

  it('that executed nothing has shares of 0 and nothing where something would be divided by them', () => {
    const none = {
      fills: 0,
      executedSharesE8: 0n,
      netReceivedUsdE8: 0n,
      providingOrders: 0,
      providingUs: 0n,
      providedSharesE8: 0n,
      providedNetReceivedUsdE8: 0n,
    };
    expect(may({ handled: [handled(none)] })?.venues[0]?.figures).toMatchObject({
      filledPct: '0.00',
      fillSizeShr: '0',
      netFeeOrRebateCph: null,
      midpointPct: null,
      providedLiquidityPct: null,
      orderDurationMsec: null,
      providedLiquidityNetCph: null,
    });
  });
});

describe('a month of a report on handling', () => {
  it('adds what the customer sent, and names where it was shown once each, by name', () => {
    const sent = {
      month: '2025-05',
      directed: false,
      sentSharesE8: 1_500n * E8,
      executedAsPrincipalSharesE8: E8 / 2n,
      ioiExposedOrders: 2,
    };
    const found = may({
      months: [
        { ...sent, ioiVenueIds: ['b', 'a'] },
        { ...sent, ioiVenueIds: ['b'] },
      ],
    });
    expect(found).toMatchObject({ sentShr: '3000', executedAsPrincipalShr: '1', ioiExposedOrd: '4' });
    expect(found?.ioiVenues.map(({ name }) => name)).toEqual(['Alpha', 'Beta']);
  });

  it('has its venues by the shares that they got, and by name where they got the same', () => {
    const order = (a: bigint, b: bigint) =>
      may({
        handled: [handled({ venueId: 'b', routedSharesE8: b }), handled({ venueId: 'a', routedSharesE8: a })],
      })?.venues.map(({ name }) => name);
    expect(order(1n, 2n)).toEqual(['Beta', 'Alpha']);
    expect(order(2n, 2n)).toEqual(['Alpha', 'Beta']);
  });

  it('has a venue once as that of the firm and once as that of another who routes for it', () => {
    const venues = may({
      handled: [handled(), handled({ services: 'EV/SRV', routedSharesE8: 2_000n * E8 }), handled()],
    })?.venues;
    expect(venues?.map(({ name, services, figures }) => [name, services, figures.routedShr])).toEqual([
      ['Alpha', 'EV/SRV', '2000'],
      ['Alpha', 'PRV', '2000'],
    ]);
  });

  it('is there without an order too, in both parts', () => {
    const { directed, nonDirected } = months({});
    for (const part of [directed, nonDirected]) {
      expect(part?.map(({ month }) => month)).toEqual([4, 5, 6, 7, 8, 9]);
      expect(part?.[0]).toEqual({
        year: 2025,
        month: 4,
        sentShr: '0',
        executedAsPrincipalShr: '0',
        ioiExposedOrd: '0',
        ioiVenues: [],
        venues: [],
      });
    }
  });

  it('keeps what was directed apart', () => {
    const { directed, nonDirected } = months({ handled: [handled({ directed: true })] });
    expect(directed?.[1]?.venues).toHaveLength(1);
    expect(nonDirected?.[1]?.venues).toEqual([]);
  });

  it('is not made of facts of other months, nor of a venue that nobody names', () => {
    expect(() => months({ handled: [handled({ month: '2025-10' })] })).toThrow(
      'facts of 2025-10, which the report is not of',
    );
    expect(() => months({ handled: [handled({ venueId: 'z' })] })).toThrow('no name for the venue z');
  });
});

it('every figure is what one gets by going through the facts one by one', () => {
  fc.assert(
    fc.property(handlingFactsArb, ({ head, facts }) => {
      const { directed, nonDirected } = composeHandlingReport(head, facts);
      for (const month of directed ?? []) expectMonth(month, facts, true);
      for (const month of nonDirected ?? []) expectMonth(month, facts, false);
    }),
    { numRuns: 60 },
  );
});

function expectMonth(found: HandlingMonth, { handled: all, venues }: HandlingFacts, directed: boolean) {
  const text = `${found.year}-${found.month < 10 ? '0' : ''}${found.month}`;
  const own = all.filter((fact) => fact.month === text && fact.directed === directed);
  expect(found.venues).toHaveLength(new Set(own.map(({ venueId, services }) => `${venueId} ${services}`)).size);
  for (const venue of found.venues) {
    const id = venues.find(({ name }) => name === venue.name)?.venueId;
    expectFigures(
      venue,
      own.filter(({ venueId, services }) => venueId === id && services === venue.services),
    );
  }
}

function expectFigures({ figures }: HandlingVenue, own: readonly HandlingVenueFact[]) {
  const sum = (of: (fact: HandlingVenueFact) => bigint | number) => {
    let total = 0n;
    for (const fact of own) total += BigInt(of(fact));
    return total;
  };
  const [routed, executed] = [sum((fact) => fact.routedSharesE8), sum((fact) => fact.executedSharesE8)];
  const [provided, removed] = [sum((fact) => fact.providedSharesE8), sum((fact) => fact.removedSharesE8)];
  const pct = (part: bigint, whole: bigint) => longDivision(part * 100n, whole, 2);
  const cph = (net: bigint, whole: bigint) => longDivision(net * 10_000n, whole, 4);
  expect(figures.filledPct).toBe(pct(executed, routed));
  expect(figures.orderSizeShr).toBe(longDivision(routed, sum((fact) => fact.routedOrders) * E8, 3));
  expect(figures.fillSizeShr).toBe(longDivision(executed, sum((fact) => fact.fills) * E8, 3) ?? '0');
  expect(figures.netFeeOrRebateCph).toBe(
    cph(
      sum((fact) => fact.netReceivedUsdE8),
      executed,
    ),
  );
  expect(figures.midpointPct).toBe(
    pct(
      sum((fact) => fact.midpointSharesE8),
      executed,
    ),
  );
  expect(figures.nearsidePct).toBe(
    pct(
      sum((fact) => fact.nearsideSharesE8),
      executed,
    ),
  );
  expect(figures.farsidePct).toBe(
    pct(
      sum((fact) => fact.farsideSharesE8),
      executed,
    ),
  );
  expect(figures.providedLiquidityPct).toBe(pct(provided, executed));
  expect(figures.removedLiquidityPct).toBe(pct(removed, executed));
  expect(figures.providedLiquidityNetCph).toBe(
    cph(
      sum((fact) => fact.providedNetReceivedUsdE8),
      provided,
    ),
  );
  expect(figures.removedLiquidityNetCph).toBe(
    cph(
      sum((fact) => fact.removedNetReceivedUsdE8),
      removed,
    ),
  );
  const duration = longDivision(
    sum((fact) => fact.providingUs),
    sum((fact) => fact.providingOrders) * 1_000n,
    0,
  );
  expect(figures.orderDurationMsec).toBe(duration);
}
