import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anExecution, anOrder, coveredOrderArb, displayed, e8, nbbo } from '../testing/covered-orders.ts';
import { Fraction, sumOf } from '../testing/fraction.ts';
import type { CoveredOrder } from './covered-order.ts';
import { DetailReport } from './detail-report.ts';
import { rule605Dates, sp500DayOf } from './reporting-calendar.ts';
import { rule605Settings } from './settings.ts';
import { summaryFile, summaryFileName } from './summary-file.ts';
import { summaryRows } from './summary-report.ts';

const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const MEMBERS = `${SHARED}/reference/market/sp500_members_by_date.csv`;
if (!existsSync(MEMBERS))
  console.warn(`skipped: no ${MEMBERS}; set FAIRLEAD_SHARED to have sections told by the real index`);

const REPORTER = { participant: 'T', entity: 'FAIR', month: '2026-08' };
const START_US = 1_000_000;
const isMember = (symbol: string) => symbol !== 'ZVZZT';

function rowsOf(orders: readonly CoveredOrder[], isSp500 = isMember) {
  const report = new DetailReport({ settings: rule605Settings, dates: rule605Dates });
  for (const order of orders) report.add(order);
  return summaryRows(report.sums(), REPORTER, isSp500);
}

/** A market order for so many shares at 10.00 - 10.04, executed at once and whole at the price. */
function bought(shares: string, price: string, symbol = 'AAPL'): CoveredOrder {
  const executions = [anExecution({ atUs: START_US + 500, price, shares }, nbbo('10.00', '10.02'))];
  const facts = anOrder({ symbol, quantityE8: e8(shares), executions });
  return { type: 'MXXNN', startUs: START_US, quote: displayed('10.00', '10.04'), facts };
}

describe('the summary', () => {
  it('is, of one improved and one outside, as reckoned by hand', () => {
    // Improved 100 × 0.01, outside 300 × 0.02: -5 over 400 × 10.02.
    expect(summaryFile(rowsOf([bought('100', '10.03'), bought('300', '10.06')]))).toBe(
      [
        'DsgntParticipant,RprtEntityCd,RptDate,Sp500,OrderSize,OrderType,AvgOrderQty,AvgOrderSize,ExctdOrderMidPtAvg,PctExctdAtQuotOrBetter,PctExctdPI,WghtdAvgPctPI,AvgEffctvSprdPct,AvgPctQuotSprd,AvgEFQPct,AvgRealSprdPct15sec,AvgRealSprdPct1min,WghtdAvgExctnTime',
        'T,FAIR,202608,Y,1000,M,200,2008,10.02,0.25,0.25,-0.001248,0.006487,0.003992,1.625,0.008483,0.008483,0.5',
        'T,FAIR,202608,Y,199999,M,200,2008,10.02,0.25,0.25,-0.001248,0.006487,0.003992,1.625,0.008483,0.008483,0.5',
        '',
      ].join('\r\n'),
    );
  });

  it('counts an order below $200,000 twice, by its size and among all of them, and a larger one once', () => {
    const keys = rowsOf([bought('10', '10.04'), bought('200', '10.04'), bought('20000', '10.04', 'ZVZZT')]).map(
      ({ sp500, size }) => `${sp500} ${size}`,
    );
    expect(keys).toEqual(['Y 0', 'Y 1000', 'Y 199999', 'N 200000']);
  });

  it('has market and marketable limit orders only: no immediate-or-cancel, no stops, none that rest', () => {
    const types = ['LYNYN', 'LNYNN', 'LNNNN', 'MXXNY', 'LYNNY'] as const;
    expect(rowsOf(types.map((type) => ({ ...bought('100', '10.04'), type })))).toEqual([]);
    expect(rowsOf([{ ...bought('100', '10.04'), type: 'LYNNN' }]).map(({ type }) => type)).toEqual(['ML', 'ML']);
  });

  it('leaves figures of executions empty where there were none', () => {
    const [row] = rowsOf([{ ...bought('100', '10.04'), facts: anOrder() }]);
    expect([...(row?.figures.keys() ?? [])]).toEqual(['AvgOrderQty', 'AvgOrderSize']);
  });

  it('has at most 36 rows, and all below $200,000 are the sum of the sizes below', () => {
    fc.assert(
      fc.property(fc.array(coveredOrderArb, { maxLength: 30 }), (orders) => {
        const rows = rowsOf(orders);
        expect(rows.length).toBeLessThanOrEqual(36);
        for (const { sp500, type, size, figures } of rows) {
          const ofRow = orders.filter(
            (order) =>
              (order.type === 'MXXNN' ? 'M' : order.type === 'LYNNN' ? 'ML' : '') === type &&
              (isMember(order.facts.symbol) ? 'Y' : 'N') === sp500 &&
              isOfSize(order, Number(size)),
          );
          const shares = sumOf(ofRow.map(({ facts }) => new Fraction(facts.quantityE8, 100_000_000n)));
          expect(figures.get('AvgOrderQty')).toBe(shares.over(new Fraction(BigInt(ofRow.length))).millionths());
        }
      }),
    );
  });

  it.skipIf(!existsSync(MEMBERS))("tells sections by the index's members on the first day of the month", () => {
    const line = readFileSync(MEMBERS, 'utf8')
      .split('\n')
      .find((each) => each.startsWith(sp500DayOf('2026-08')));
    const members = new Set(line?.trim().split(',')[2]?.split(' '));
    expect(members.size).toBe(503);
    const rows = rowsOf([bought('100', '10.04', 'AAPL'), bought('100', '10.04', 'GME')], (symbol) =>
      members.has(symbol),
    );
    expect(rows.map(({ sp500 }) => sp500)).toEqual(['Y', 'Y', 'N', 'N']);
  });

  it('is named by entity and month', () => {
    expect(summaryFileName('IEXG', '2026-08')).toBe('IEXG202608.csv');
  });
});

function isOfSize({ facts, quote }: CoveredOrder, size: number): boolean {
  const price = facts.limitE8 ?? (facts.side === 'BUY' ? quote.offerE8 : quote.bidE8);
  const dollars = Number(price * facts.quantityE8) / 1e16;
  if (size === 199_999) return dollars < 200_000;
  const bounds = [0, 250, 1_000, 5_000, 10_000, 20_000, 50_000, 200_000, Number.POSITIVE_INFINITY];
  return dollars >= size && dollars < (bounds[bounds.indexOf(size) + 1] ?? 0);
}
