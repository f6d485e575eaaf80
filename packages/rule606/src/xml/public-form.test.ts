import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicFactsArb } from '../../test/public-facts.ts';
import { isReferenceThere, referenceFiles } from '../../test/reference.ts';
import { composePublicReport } from '../public-report/compose.ts';
import type { PublicReport } from '../public-report/public-report.ts';
import { readReport, writeReport } from './report-file.ts';

const write = (report: PublicReport) => writeReport({ kind: 'RULE_606_A1', report });

/** Reports of ours, and reports as others write them: of the earlier version, with a month or a section less. */
const reportArb: fc.Arbitrary<PublicReport> = fc
  .tuple(publicFactsArb, fc.constantFrom('1.2', '1.3'), fc.integer({ min: 1, max: 3 }), fc.boolean())
  .map(([{ head, facts }, version, count, isWhole]) => {
    const report = composePublicReport(head, facts);
    const months = report.months.slice(0, count).map((month) => ({
      ...month,
      sections: isWhole ? month.sections : { ...month.sections, OPTIONS: null },
    }));
    return { ...report, version, months } satisfies PublicReport;
  });

const SMALL = composePublicReport(
  { bd: 'Fairlead & Sons', year: 2025, quarter: 3, timestamp: '2025-10-30T22:55:48Z' },
  {
    orders: [{ month: '2025-08', section: 'OTHER', directed: false, orderType: 'NON_MARKETABLE_LIMIT', orders: 3 }],
    routed: [
      {
        month: '2025-08',
        section: 'OTHER',
        directed: false,
        orderType: 'NON_MARKETABLE_LIMIT',
        venueId: 'v',
        routed: 4,
        executedQuantityE8: 300_00000000n,
        feesUsdE8: 90_000_000n,
        rebatesUsdE8: 0n,
        pfofUsdE8: 0n,
        profitSharingUsdE8: 0n,
      },
    ],
    venues: [{ venueId: 'v', name: 'A < B', mic: null, mpid: 'ABCD', materialAspects: 'Tier 1:\r\n"30 mils"' }],
  },
);

describe('the file of a public report', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(reportArb, (report) => {
        expect(readReport(write(report))).toEqual({ ok: true, value: { kind: 'RULE_606_A1', report } });
      }),
      { numRuns: 60 },
    );
  });

  it('has a head, and of every month all sections', () => {
    const [head = '', ...months] = write(SMALL).split('<rMonthly>');
    expect(head.match(/<[^?/][^<]*/g)?.map((line) => line.trim())).toEqual([
      '<heldOrderRoutingPublicReport>',
      '<version>1.3',
      '<bd>Fairlead &amp; Sons',
      '<year>2025',
      '<qtr>3',
      '<timestamp>2025-10-30T22:55:48Z',
    ]);
    expect(months.map((month) => month.match(/<mon>\d+|<r[SO]\w+/g))).toEqual(
      [7, 8, 9].map((month) => [`<mon>${month}`, '<rSP500', '<rOtherStocks', '<rOptions']),
    );
  });

  it('has of a section every element in the order and the letters of the schema', () => {
    const section = write(SMALL).split('</rSP500>')[2]?.split('<rOptions>')[0];
    expect(section).toMatchInlineSnapshot(`
      "
          <rOtherStocks>
            <ndoPct>100.00</ndoPct>
            <ndoMarketPct>0.00</ndoMarketPct>
            <ndoMarketableLimitPct>0.00</ndoMarketableLimitPct>
            <ndoNonmarketableLimitPct>100.00</ndoNonmarketableLimitPct>
            <ndoOtherPct>0.00</ndoOtherPct>
            <rVenues>
              <rVenue>
                <name>A &lt; B</name>
                <mpid>ABCD</mpid>
                <orderPct>100.00</orderPct>
                <marketPct/>
                <marketableLimitPct/>
                <nonMarketableLimitPct>100.00</nonMarketableLimitPct>
                <otherPct/>
                <netPmtPaidRecvMarketOrdersUsd>0</netPmtPaidRecvMarketOrdersUsd>
                <netPmtPaidRecvMarketOrdersCph/>
                <netPmtPaidRecvMarketableLimitOrdersUsd>0</netPmtPaidRecvMarketableLimitOrdersUsd>
                <netPmtPaidRecvMarketableLimitOrdersCph/>
                <netPmtPaidRecvNonMarketableLimitOrdersUsd>-0.90</netPmtPaidRecvNonMarketableLimitOrdersUsd>
                <netPmtPaidRecvNonMarketableLimitOrdersCph>-30.0000</netPmtPaidRecvNonMarketableLimitOrdersCph>
                <netPmtPaidRecvOtherOrdersUsd>0</netPmtPaidRecvOtherOrdersUsd>
                <netPmtPaidRecvOtherOrdersCph/>
                <materialAspects>Tier 1:&#13;
      "30 mils"</materialAspects>
              </rVenue>
            </rVenues>
          </rOtherStocks>
          "
    `);
  });
});

describe.skipIf(!isReferenceThere)('published files', () => {
  it('of the SEC and of another firm are read, and written again as they were but for white space and comments', async () => {
    const samples = new Map([...(await referenceFiles('sec-oh', '.xml')), ...(await referenceFiles('outset', '.xml'))]);
    const own = [...samples].filter(([, text]) => text.includes('<heldOrderRoutingPublicReport'));
    expect(own).toHaveLength(7);
    for (const [name, text] of own) {
      const report = readReport(text);
      if (!report.ok) throw new Error(`${name}: ${JSON.stringify(report.error)}`);
      expect(plain(writeReport(report.value)), name).toBe(plain(text));
    }
  });

  /** A document without what does not count: declaration, comments, where the schema is, white space between elements. */
  function plain(text: string): string {
    return text
      .replace(/<\?xml.*?\?>|<!--.*?-->/gs, '')
      .replace(/(<heldOrderRoutingPublicReport)[^>]*>/, '$1>')
      .replace(/<(\w+)\s*><\/\1>/g, '<$1/>')
      .replace(/>\s+</g, '><')
      .trim();
  }
});

describe('a file that is not of the form', () => {
  const broken = (change: (text: string) => string) => {
    const report = readReport(change(write(SMALL)));
    return report.ok ? [] : report.error.map(({ code, place, found }) => [code, place, found]);
  };
  const ROOT = 'heldOrderRoutingPublicReport';
  const VENUE = `${ROOT}/rMonthly[2]/rOtherStocks/rVenues/rVenue[1]`;

  it.each<[string, (text: string) => string, unknown[]]>([
    ['has another root', (text) => text.replaceAll(ROOT, 'report'), ['ROOT_UNKNOWN', 'file', 'report']],
    ['lacks its name', (text) => text.replace(/<bd>.*<\/bd>/, ''), ['ELEMENT_MISSING', ROOT, 'bd']],
    ['has the broker twice', (text) => text.replace(/(<bd>.*<\/bd>)/, '$1$1'), ['ELEMENT_REPEATED', ROOT, 'bd']],
    ['has a stranger', (text) => text.replace(`</${ROOT}>`, `<more/></${ROOT}>`), ['ELEMENT_UNEXPECTED', ROOT, 'more']],
    [
      'says N/A',
      (text) => text.replace('>100.00<', '>N/A<'),
      ['TEXT_INVALID', `${ROOT}/rMonthly[2]/rOtherStocks/ndoPct`, 'N/A'],
    ],
    [
      'has a sign before an amount',
      (text) => text.replace('>-0.90<', '>+0.90<'),
      ['TEXT_INVALID', `${VENUE}/netPmtPaidRecvNonMarketableLimitOrdersUsd`, '+0.90'],
    ],
    [
      'has cents of two decimals',
      (text) => text.replace('>-30.0000<', '>-30.00<'),
      ['TEXT_INVALID', `${VENUE}/netPmtPaidRecvNonMarketableLimitOrdersCph`, '-30.00'],
    ],
    ['names nobody', (text) => text.replace('<name>A &lt; B</name>', ''), ['ELEMENT_MISSING', VENUE, 'name or mic']],
    [
      'has a name of 81 characters',
      (text) => text.replace('A &lt; B', 'n'.repeat(81)),
      ['NAME_TOO_LONG', `${VENUE}/name`, 'n'.repeat(81)],
    ],
    [
      'has an element in a text',
      (text) => text.replace('>100.00<', '><b/><'),
      ['ELEMENT_UNEXPECTED', `${ROOT}/rMonthly[2]/rOtherStocks/ndoPct`, 'b'],
    ],
    [
      'has text where elements are',
      (text) => text.replace(/<rVenues\/>/, '<rVenues>none</rVenues>'),
      ['TEXT_INVALID', `${ROOT}/rMonthly[1]/rSP500/rVenues`, 'none'],
    ],
  ])('since it %s is refused with its place', (_, change, finding) => {
    expect(broken(change)).toEqual([finding]);
  });

  it('since a number is over 100 is refused, and 100.000 is not', () => {
    expect(broken((text) => text.replace('>100.00<', '>100.01<'))).toHaveLength(1);
    expect(broken((text) => text.replace('>100.00<', '>100.000<'))).toEqual([]);
  });
});
