import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicFactsArb } from '../../test/public-facts.ts';
import { composePublicReport } from '../public-report/compose.ts';
import type { PublicReportFacts, RoutedFact } from '../public-report/facts.ts';
import { readReport, writeReport } from '../xml/report-file.ts';
import { checkAgainstFacts } from './public-facts-check.ts';

const routed = (venueId: string, count: number): RoutedFact => ({
  month: '2025-08',
  section: 'OTHER',
  directed: false,
  orderType: 'MARKET',
  venueId,
  routed: count,
  executedQuantityE8: 300_00000000n,
  feesUsdE8: 100_000_000n,
  rebatesUsdE8: 0n,
  pfofUsdE8: 0n,
  profitSharingUsdE8: 0n,
});

const FACTS: PublicReportFacts = {
  orders: [{ month: '2025-08', section: 'OTHER', directed: false, orderType: 'MARKET', orders: 3 }],
  routed: [routed('a', 2), routed('b', 1)],
  venues: ['a', 'b'].map((venueId) => ({
    venueId,
    name: venueId.toUpperCase(),
    mic: null,
    mpid: null,
    materialAspects: 'None.',
  })),
};
const FILE = writeReport({
  kind: 'RULE_606_A1',
  report: composePublicReport({ bd: 'B', year: 2025, quarter: 3, timestamp: null }, FACTS),
});

function told(text: string) {
  const report = readReport(text);
  if (!report.ok || report.value.kind !== 'RULE_606_A1') throw new Error(JSON.stringify(report));
  return checkAgainstFacts(report.value.report, FACTS).map(({ code, place, found }) => [code, place, found]);
}

describe('a file held against the facts that it was made of', () => {
  it.each<[string, (file: string) => string, unknown[]]>([
    ['a file as it was made', (file) => file, []],
    [
      'a venue that is left out',
      (file) => file.replace(/\s*<rVenue>\s*<name>B<.*?<\/rVenue>/s, ''),
      [['VENUE_LEFT_OUT', '2025-08 OTHER B', null]],
    ],
    [
      'a percentage that is a hundredth off',
      (file) => file.replace('<orderPct>66.67<', '<orderPct>66.66<'),
      [['PCT_DISAGREES', '2025-08 OTHER A', '66.66']],
    ],
    [
      'a percentage that is empty',
      (file) => file.replace('<marketPct>33.33</marketPct>', '<marketPct/>'),
      [['PCT_DISAGREES', '2025-08 OTHER B MARKET', null]],
    ],
    [
      'dollars that are a cent off',
      (file) => file.replace('Usd>-1.00<', 'Usd>-1.01<'),
      [['PAYMENTS_DISAGREE', '2025-08 OTHER A MARKET', '-1.01 and -33.3333']],
    ],
    [
      'cents that the shares do not bear out',
      (file) => file.replace('Cph>-33.3333<', 'Cph>-33.3334<'),
      [['PAYMENTS_DISAGREE', '2025-08 OTHER A MARKET', '-1.00 and -33.3334']],
    ],
    [
      'cents that are empty though something was executed',
      (file) => file.replace('Cph>-33.3333<', 'Cph><'),
      [['PAYMENTS_DISAGREE', '2025-08 OTHER A MARKET', '-1.00 and null']],
    ],
  ])('%s', (_, change, expected) => {
    expect(told(change(FILE))).toEqual(expected);
  });

  it('that is composed of them has nothing wrong, whatever they are', () => {
    fc.assert(
      fc.property(publicFactsArb, ({ head, facts }) => {
        expect(checkAgainstFacts(composePublicReport(head, facts), facts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
