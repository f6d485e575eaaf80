import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicFactsArb } from '../../test/public-facts.ts';
import { isReferenceThere, referenceFiles } from '../../test/reference.ts';
import type { Finding } from '../finding/finding.ts';
import { composePublicReport } from '../public-report/compose.ts';
import type { OrderFact, RoutedFact, VenueFact } from '../public-report/facts.ts';
import type { PublicReport } from '../public-report/public-report.ts';
import { readReport, writeReport } from '../xml/report-file.ts';
import { checkReport } from './check-report.ts';
import { checkPublicReport } from './public-check.ts';

function findings(text: string): Finding[] {
  const report = readReport(text);
  return report.ok ? checkReport(report.value) : report.error;
}

/** How often each code was found. */
function counts(found: readonly Finding[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { code } of found) counted[code] = (counted[code] ?? 0) + 1;
  return counted;
}

describe.skipIf(!isReferenceThere)('published files and samples', () => {
  it.each<[string, string, Record<string, number>]>([
    // A converter's: one month of three, venues called "nan", shares of one where percentages of a hundred should be.
    [
      'outset',
      '281065_606_NMS_2024_Q2.xml',
      { MONTH_MISSING: 2, TYPES_NOT_100: 1, VENUE_UNNAMED: 7, COLUMN_UNDER_100: 3, PCT_EMPTY: 8, NUMBER_EMPTY: 4 },
    ],
    [
      'outset',
      '281065_606_NMS_2024_Q3.xml',
      { MONTH_MISSING: 2, TYPES_NOT_100: 1, VENUE_UNNAMED: 8, COLUMN_UNDER_100: 2, PCT_EMPTY: 8 },
    ],
    [
      'outset',
      '281065_606_NMS_2024_Q4.xml',
      { MONTH_MISSING: 2, TYPES_NOT_100: 1, VENUE_UNNAMED: 9, COLUMN_UNDER_100: 1, PCT_EMPTY: 13 },
    ],
    [
      'outset',
      '281065_606_NMS_2025_Q1.xml',
      { MONTH_MISSING: 2, TYPES_NOT_100: 1, VENUE_UNNAMED: 8, COLUMN_UNDER_100: 2, PCT_EMPTY: 16 },
    ],
    // The SEC's samples show the form with invented numbers: nine venues whose market orders are 60.9 percent of all.
    ['sec-oh', '606a1_held_order_public_report.xml', { COLUMN_UNDER_100: 42 }],
    ['sec-oh', '606a1_held_order_public_report_3mo_blank.xml', {}],
    ['sec-oh', '606a1_empty.xml', { MONTH_MISSING: 2, SECTION_MISSING: 3 }],
  ])('%s/%s has exactly these findings', async (folder, name, expected) => {
    const text = (await referenceFiles(folder, name)).get(name) ?? '';
    expect(counts(findings(text))).toEqual(expected);
  });
});

const orders = (given: Partial<OrderFact> = {}): OrderFact => ({
  month: '2025-07',
  section: 'OPTIONS',
  directed: false,
  orderType: 'MARKET',
  orders: 10,
  ...given,
});
const routed = (venueId: string, count: number): RoutedFact => ({
  ...orders(),
  venueId,
  routed: count,
  executedQuantityE8: 100_00000000n,
  feesUsdE8: 10_000_000n,
  rebatesUsdE8: 0n,
  pfofUsdE8: 0n,
  profitSharingUsdE8: 0n,
});
const venue = (venueId: string): VenueFact => ({
  venueId,
  name: `Venue ${venueId}`,
  mic: `XX${venueId.padStart(2, '0')}`,
  mpid: null,
  materialAspects: 'A fee of 10 mils a share.',
});
const good = (counts = [6, 3, 3]): PublicReport =>
  composePublicReport(
    { bd: 'Fairlead', year: 2025, quarter: 3, timestamp: null },
    {
      orders: [orders(), orders({ orderType: 'OTHER' }), orders({ orderType: 'MARKETABLE_LIMIT' })],
      routed: counts.map((count, place) => routed(`${place}`, count)),
      venues: counts.map((_, place) => venue(`${place}`)),
    },
  );
const text = (counts?: number[]) => writeReport({ kind: 'RULE_606_A1', report: good(counts) });
const told = (changed: string) => findings(changed).map(({ code, place, found }) => [code, place, found]);

/** What is done to a good report, and all that is then found in it. */
const BROKEN: [string, (good: string) => string, [string, string, string | null][]][] = [
  [
    'MONTH_MISSING where a month is left out',
    (all) => all.replace(/ {2}<rMonthly>\s+<year>2025<\/year>\s+<mon>9.*<\/rMonthly>\n/s, ''),
    [['MONTH_MISSING', '2025-09', null]],
  ],
  [
    'MONTH_REPEATED where it stands twice',
    (all) => all.replace('<mon>9<', '<mon>8<'),
    [
      ['MONTH_MISSING', '2025-09', null],
      ['MONTH_REPEATED', '2025-08', '2025-08'],
    ],
  ],
  [
    'MONTH_OUTSIDE where it is of another quarter',
    (all) => all.replace('<mon>9<', '<mon>10<'),
    [
      ['MONTH_MISSING', '2025-09', null],
      ['MONTH_OUTSIDE', '2025-10', '2025-10'],
    ],
  ],
  [
    'SECTION_MISSING where a section is left out',
    (all) => all.replace(/<rSP500>.*?<\/rSP500>/s, ''),
    [['SECTION_MISSING', '2025-07 SP500', null]],
  ],
  [
    'VENUE_UNNAMED where a word stands for nothing',
    (all) => all.replace('Venue 1', 'N/A'),
    [['VENUE_UNNAMED', '2025-07 OPTIONS XX01', 'N/A']],
  ],
  [
    'VENUE_REPEATED where a code stands twice',
    (all) => all.replace('XX01', 'XX00'),
    [['VENUE_REPEATED', '2025-07 OPTIONS Venue 1', 'Venue 1']],
  ],
  [
    'VENUE_REPEATED where a name without a code does',
    (all) => all.replace('Venue 1', 'Venue 0').replace(/<mic>XX01<\/mic>\s*/, ''),
    [['VENUE_REPEATED', '2025-07 OPTIONS Venue 0', 'Venue 0']],
  ],
  [
    'PCT_EMPTY where a venue has no share of a type that the others have',
    (all) => all.replace('<marketPct>25.00</marketPct>', '<marketPct/>'),
    [['PCT_EMPTY', '2025-07 OPTIONS Venue 1 MARKET', null]],
  ],
  [
    'PCT_EMPTY where a type is left out of four',
    (all) => all.replace('<ndoNonmarketableLimitPct>0.00<', '<ndoNonmarketableLimitPct><'),
    [['PCT_EMPTY', '2025-07 OPTIONS NON_MARKETABLE_LIMIT', null]],
  ],
  [
    'PCT_EMPTY where the first percentage is',
    (all) => all.replace('<ndoPct>100.00<', '<ndoPct><'),
    [['PCT_EMPTY', '2025-07 OPTIONS', null]],
  ],
  [
    'NUMBER_EMPTY where dollars are not there at all',
    (all) => all.replace('OtherOrdersUsd>0<', 'OtherOrdersUsd><'),
    [['NUMBER_EMPTY', '2025-07 OPTIONS Venue 0 OTHER', null]],
  ],
  [
    'TYPES_NOT_100 where types are more than all',
    (all) => all.replace('<ndoOtherPct>33.33<', '<ndoOtherPct>33.38<'),
    [['TYPES_NOT_100', '2025-07 OPTIONS', '33.33 + 33.33 + 0.00 + 33.38']],
  ],
  [
    'COLUMN_OVER_100 where venues together have more than all',
    (all) => all.replace('<orderPct>50.00<', '<orderPct>50.02<'),
    [['COLUMN_OVER_100', '2025-07 OPTIONS orders', '50.02 + 25.00 + 25.00']],
  ],
  [
    'COLUMN_UNDER_100 where fewer than ten venues do not have all',
    (all) => all.replace('<marketPct>50.00<', '<marketPct>49.98<'),
    [['COLUMN_UNDER_100', '2025-07 OPTIONS MARKET', '49.98 + 25.00 + 25.00']],
  ],
  [
    'PAYMENTS_DISAGREE where dollars were paid and cents received',
    (all) => all.replace('>-0.1000<', '>0.1000<'),
    [['PAYMENTS_DISAGREE', '2025-07 OPTIONS Venue 0 MARKET', '-0.10 and 0.1000']],
  ],
  [
    'PAYMENTS_DISAGREE where there are dollars and no cents',
    (all) => all.replace('>-0.1000<', '><'),
    [['PAYMENTS_DISAGREE', '2025-07 OPTIONS Venue 0 MARKET', '-0.10 and null']],
  ],
  [
    'MATERIAL_ASPECTS_MISSING where nothing is told',
    (all) => all.replace('A fee of 10 mils a share.', ' n/a '),
    [['MATERIAL_ASPECTS_MISSING', '2025-07 OPTIONS Venue 0', ' n/a ']],
  ],
];

describe('a finding', () => {
  it('is none where three thirds of a hundred are 99.99, and where halves that go up are 100.01', () => {
    expect(told(text())).toEqual([]);
    expect(told(text().replace('>33.33<', '>33.35<'))).toEqual([]);
    expect(told(text([125, 1_875, 8_000].map((n) => n * 2 + 1)))).toEqual([]);
  });

  it.each(BROKEN)('is %s', (_, change, expected) => {
    expect(told(change(text()))).toEqual(expected);
  });

  it('is VENUE_BEYOND_TEN where an eleventh has less than the tenth and less than five percent', () => {
    const ten = [10, 10, 10, 10, 10, 10, 10, 10, 9, 6];
    expect(told(text([...ten, 5]))).toEqual([]);
    const nearly = text([...ten, 5]).replace('<orderPct>5.00<', '<orderPct>4.98<');
    expect(told(nearly)).toEqual([['VENUE_BEYOND_TEN', '2025-07 OPTIONS Venue 10', '4.98']]);
  });
});

it('a report that we make of facts has nothing wrong with it but what its facts lack', () => {
  fc.assert(
    fc.property(publicFactsArb, ({ head, facts }) => {
      const told = {
        ...facts,
        // Payments come with executions.
        routed: facts.routed.filter(({ executedQuantityE8 }) => executedQuantityE8 > 0n),
        venues: facts.venues.map((venue, place) => ({ ...venue, name: `Venue ${place}`, materialAspects: '20 mils' })),
      };
      expect(checkPublicReport(composePublicReport(head, told))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
