import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handlingFactsArb, routingFactsArb } from '../../test/customer-facts.ts';
import { isReferenceThere, referenceFiles } from '../../test/reference.ts';
import { composeHandlingReport } from '../customer-report/compose-handling.ts';
import { composeRoutingReport } from '../customer-report/compose-routing.ts';
import type { HandlingVenueFact } from '../customer-report/handling-facts.ts';
import type { HandlingReport, HandlingVenue } from '../customer-report/handling-report.ts';
import type { RoutedOrder, RoutingReport } from '../customer-report/routing-report.ts';
import type { Finding } from '../finding/finding.ts';
import { readReport } from '../xml/report-file.ts';
import { checkReport } from './check-report.ts';
import { checkHandlingReport } from './handling-check.ts';
import { checkRoutingReport } from './routing-check.ts';

const E8 = 100_000_000n;
const PERIOD = { startDate: '2025-04-01', endDate: '2025-09-30' };
const HEAD = { bd: 'Fairlead', customer: 'Blue Harbor', timestamp: null, ...PERIOD };
const VENUES = [{ venueId: 'a', name: 'Alpha', mic: 'XALP', mpid: null }];

const HANDLED: HandlingVenueFact = {
  month: '2025-04',
  directed: false,
  venueId: 'a',
  services: null,
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
};

/** How often each code was found. */
function counts(found: readonly Finding[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { code } of found) counted[code] = (counted[code] ?? 0) + 1;
  return counted;
}

const told = (found: readonly Finding[]) => found.map(({ code, place, found: text }) => [code, place, text]);

/** A good report on handling with one venue in its first month, some of whose figures are as given. */
function handling(figures: Partial<HandlingVenue['figures']>, names: Partial<HandlingVenue> = {}): HandlingReport {
  const report = composeHandlingReport(HEAD, { months: [], handled: [HANDLED], venues: VENUES });
  const [april, ...rest] = report.nonDirected ?? [];
  const [venue] = april?.venues ?? [];
  if (april === undefined || venue === undefined) throw new Error('no venue');
  const changed = { ...venue, ...names, figures: { ...venue.figures, ...figures } };
  return { ...report, nonDirected: [{ ...april, venues: [changed] }, ...rest] };
}

const AT = 'hNondirected 2025-04 Alpha';

const BROKEN: [string, Partial<HandlingVenue['figures']>, [string, string, string | null][]][] = [
  [
    'NUMBER_EMPTY where shares are empty',
    { furtherRoutableShr: null },
    [['NUMBER_EMPTY', `${AT} furtherRoutableShr`, null]],
  ],
  ['PCT_EMPTY where there is a whole', { midpointPct: null }, [['PCT_EMPTY', `${AT} midpointPct`, null]]],
  [
    'PCT_DISAGREES where it is another than the shares come to',
    { filledPct: '60.01' },
    [['PCT_DISAGREES', `${AT} filledPct`, '60.01 for 600 of 1000']],
  ],
  [
    'PARTS_OVER_WHOLE where more went out at once than went out',
    { iocRoutedShr: '1001' },
    [['PARTS_OVER_WHOLE', `${AT} routedShr`, '1001 of 1000']],
  ],
  [
    'PARTS_OVER_WHOLE where the sides of the spread are more than all',
    { midpointShr: '101', midpointPct: '16.83' },
    [['PARTS_OVER_WHOLE', `${AT} executedShr`, '101 + 200 + 300 of 600']],
  ],
  [
    'FEES_DISAGREE where the sign of one is turned',
    { netFeeOrRebateCph: '46.6667', providedLiquidityNetCph: '-25.0000' },
    [['FEES_DISAGREE', `${AT} netFeeOrRebateCph`, '46.6667 of -25.0000 and -37.5000']],
  ],
];

describe('a finding in a report on handling', () => {
  it('is none in a good one', () => {
    expect(checkHandlingReport(handling({}))).toEqual([]);
  });

  it.each(BROKEN)('is %s', (_, figures, expected) => {
    expect(told(checkHandlingReport(handling(figures)))).toEqual(expected);
  });

  it('is of its months, its parts and the names of its venues', () => {
    const report = handling({}, { name: 'NaN', mic: null });
    const { nonDirected } = report;
    const twice = [...(nonDirected ?? []).slice(0, 5), ...(nonDirected ?? []).slice(4, 5)];
    expect(told(checkHandlingReport({ ...report, directed: null, nonDirected: twice }))).toEqual([
      ['SECTION_MISSING', 'hDirected', null],
      ['MONTH_MISSING', 'hNondirected 2025-09', null],
      ['MONTH_REPEATED', 'hNondirected 2025-08', '2025-08'],
      ['VENUE_UNNAMED', 'hNondirected 2025-04 venue 1', 'NaN'],
    ]);
  });

  it('is none in any report that we make of facts', () => {
    fc.assert(
      fc.property(handlingFactsArb, ({ head, facts }) => {
        const venues = facts.venues.map((venue, place) => ({ ...venue, name: `Venue ${place}` }));
        expect(checkHandlingReport(composeHandlingReport(head, { ...facts, venues }))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a finding in a report on single orders', () => {
  const order: RoutedOrder = {
    orderId: 'O1',
    directed: false,
    routes: [{ name: 'Alpha', mic: null, mpid: null, transactions: [] }],
  };
  const report = (held: readonly RoutedOrder[]): RoutingReport => ({
    version: '1.3',
    ...HEAD,
    parts: { HELD: held, NOT_HELD_EXEMPT: [], OPTIONS: [] },
  });

  it('is ORDER_REPEATED where an id stands twice, and a name of a venue that says nothing', () => {
    expect(checkRoutingReport(report([order]))).toEqual([]);
    const nameless = { ...order, routes: [{ name: 'n/a', mic: null, mpid: null, transactions: [] }] };
    expect(told(checkRoutingReport(report([order, nameless])))).toEqual([
      ['ORDER_REPEATED', 'HELD', 'O1'],
      ['VENUE_UNNAMED', 'HELD O1 venue 1', 'n/a'],
    ]);
  });

  it('is none in any report that we make of facts', () => {
    fc.assert(
      fc.property(routingFactsArb, ({ head, facts }) => {
        const venues = facts.venues.map((venue, place) => ({ ...venue, name: `Venue ${place}` }));
        expect(checkRoutingReport(composeRoutingReport(head, { ...facts, venues }))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe.skipIf(!isReferenceThere)('samples of the SEC, which show the forms with invented numbers', () => {
  it.each<[string, Record<string, number>]>([
    ['606b1_empty.xml', { SECTION_MISSING: 3 }],
    ['606b1_held_exempt_not_held_customer_routing.xml', {}],
    ['606b1_held_exempt_not_held_customer_routing_large.xml', {}],
    ['606b3_empty.xml', { SECTION_MISSING: 2 }],
    // Fees of 27.7166 and 5,488.11 with an average of 5,575.27, which is neither.
    ['606b3_not_held_customer_handling.xml', { NUMBER_EMPTY: 14, PCT_EMPTY: 2, PCT_DISAGREES: 222, FEES_DISAGREE: 37 }],
    [
      '606b3_not_held_customer_handling_1mo.xml',
      { MONTH_MISSING: 10, VENUE_REPEATED: 1, PCT_DISAGREES: 42, FEES_DISAGREE: 6 },
    ],
    // The same venue over and over, to fill pages.
    ['606b3_blank_cell_breaks.xml', { NUMBER_EMPTY: 54, VENUE_REPEATED: 38, PCT_EMPTY: 3 }],
    ['606b3_table_render_numbered.xml', { NUMBER_EMPTY: 34, MONTH_MISSING: 1, VENUE_REPEATED: 38 }],
    ['606b3_two_table_breaks.xml', { NUMBER_EMPTY: 34, MONTH_MISSING: 1, VENUE_REPEATED: 68 }],
  ])('%s has exactly these findings', async (name, expected) => {
    const report = readReport((await referenceFiles('sec-oh', name)).get(name) ?? '');
    expect(report.ok ? counts(checkReport(report.value)) : report.error).toEqual(expected);
  });
});
