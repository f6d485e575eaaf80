import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anExecution, anOrder, displayed, e8, nbbo, partlyKnownOrderArb } from '../testing/covered-orders.ts';
import { naiveRows } from '../testing/naive-detail.ts';
import type { CoveredOrder } from './covered-order.ts';
import { DETAIL_FIGURES, type DetailFigure } from './detail-columns.ts';
import { detailFileName, detailLines } from './detail-file.ts';
import { DetailReport, type Reporter } from './detail-report.ts';
import { rule605Dates } from './reporting-calendar.ts';
import { RECALLED_RULES, rule605Settings } from './settings.ts';

const RULES = { settings: rule605Settings, dates: rule605Dates };
const reporter = (month: string): Reporter => ({ participant: 'T', entity: 'FAIR', month });

/** The text of the file of the orders for a month. */
const fileOf = (orders: readonly CoveredOrder[], month: string) =>
  [...detailLines(reportOf(orders).rows(reporter(month)), rule605Settings)].join('');

function reportOf(orders: readonly CoveredOrder[]): DetailReport {
  const report = new DetailReport(RULES);
  for (const order of orders) report.add(order);
  return report;
}

/** The cells of the rows by name of column, without those that are empty. */
function cells(orders: readonly CoveredOrder[], month: string): Record<string, string>[] {
  const [header = '', ...lines] = fileOf(orders, month).trimEnd().split('\r\n');
  const names = header.split('|');
  return lines.map((line) =>
    Object.fromEntries(line.split('|').flatMap((cell, place) => (cell === '' ? [] : [[names[place] ?? '', cell]]))),
  );
}

const START_US = 1_000_000;
/** A purchase of 300 shares at the market at 10.00 - 10.04: 100 improved after 50 µs, 100 at the offer away after 2 s, 100 outside after 6 min. */
const BOUGHT: CoveredOrder = {
  type: 'MXXNN',
  startUs: START_US,
  quote: displayed('10.00', '10.04', { offerSizeE8: e8('150'), oddLotOfferE8: e8('10.03') }),
  facts: anOrder({
    quantityE8: e8('300'),
    executions: [
      anExecution({ atUs: START_US + 50, price: '10.03', shares: '100' }, nbbo('10.00', '10.02')),
      anExecution({ atUs: START_US + 2_000_000, price: '10.04', shares: '100' }, nbbo('10.02', '10.06'), {
        isAway: true,
      }),
      anExecution({ atUs: START_US + 360_000_000, price: '10.06', shares: '100' }, nbbo('10.06', '10.08')),
    ],
  }),
};

describe('a row of the detailed file', () => {
  it('tells one purchase in every column, as reckoned by hand', () => {
    expect(cells([BOUGHT], '2026-11')).toEqual([
      {
        DsgntParticipant: 'T',
        RprtEntityCd: 'FAIR',
        RptDate: '202611',
        Symbol: 'AAPL',
        LotSizeFlag: 'ROUND',
        OrderSize: '1000',
        OrderType: 'MXXNN',
        CvrdOrderCnt: '1',
        CvrdOrderSize: '3012',
        CvrdOrderQty: '300',
        CvrdOrderCnclQty: '0',
        CvrdOrderExctdQty: '200',
        CvrdOrderExctdAwayQty: '100',
        CvrdOrderQtyto100microsec: '100',
        CvrdOrderQtyto1millisec: '0',
        CvrdOrderQtyto10millisec: '0',
        CvrdOrderQtyto1sec: '0',
        CvrdOrderQtyto10sec: '100',
        CvrdOrderQtyto30sec: '0',
        CvrdOrderQtyto5min: '0',
        CvrdOrderQtyOthr: '100',
        // 2 × (0.02 + 0.00 - 0.01) over three, and over the average midpoint of 10.02.
        AvgRealSprd50millisec: '0.006667',
        AvgRealSprdPct50millisec: '0.000665',
        AvgRealSprd1sec: '0.006667',
        AvgRealSprdPct1sec: '0.000665',
        AvgRealSprd15sec: '0.006667',
        AvgRealSprdPct15sec: '0.000665',
        AvgRealSprd1min: '0.006667',
        AvgRealSprdPct1min: '0.000665',
        AvgRealSprd5min: '0.006667',
        AvgRealSprdPct5min: '0.000665',
        ExctdOrderMidPtAvg: '10.02',
        ExctdOrderAvgQuotSprd: '0.04',
        // 2 × (0.01 + 0.02 + 0.04) over three.
        AvgEffctvSprd: '0.046667',
        AvgEffctvSprdPct: '0.004657',
        AvgEFQPct: '1.166667',
        ExctdPIOrdersQty: '100',
        ExctdPIOrdWghtdAvgAmtPerShare: '0.01',
        ExctdPIOrdWghtdAvgTime: '0.05',
        ExctdOrderAtQuotQty: '100',
        ExctdAtQuotOrdWghtdAvgTime: '2000',
        ExctdOrderOutQuotQty: '100',
        ExctdOutQuotOrdWghtdAvgAmt: '0.02',
        ExctdOutQuotOrdWghtdAvgTime: '360000',
        // Against the odd lots offered at 10.03: nothing better, one at it, two outside by 0.01 and 0.03.
        ExctdPIOrderRltvBestPrQty: '0',
        ExctdOrderAtBestPrQty: '100',
        ExctdOrderOutBestPrQty: '200',
        ExctdOrderOutBestPrWghtdAvgAmt: '0.02',
        ExctdOrderSizeBnchmrkQty: '150',
        ExctdSIOutsizedQty: '50',
      },
    ]);
  });

  it('leaves the best displayed price empty before November 2026', () => {
    const [row = {}] = cells([BOUGHT], '2026-10');
    const filled = DETAIL_FIGURES.filter(({ name }) => name in row);
    expect(filled.some(({ group }) => group === 'BEST_DISPLAYED')).toBe(false);
    expect(filled).toHaveLength(48 - 5 - 4);
  });

  it.each([
    ['MXXNN', ['ALL', 'PRICE', 'BEST_DISPLAYED']],
    ['LYNYN', ['ALL', 'PRICE', 'BEST_DISPLAYED']],
    ['LNYNN', ['ALL', 'PRICE', 'BEST_DISPLAYED', 'RESTING']],
    ['LNNNN', ['ALL', 'RESTING']],
    ['LNNYN', ['ALL', 'RESTING']],
    ['MXXNY', ['ALL', 'PRICE', 'BEST_DISPLAYED', 'RESTING']],
    ['LNNNY', ['ALL', 'RESTING']],
  ] as const)('of type %s has the groups %s and leaves the others empty', (type, groups) => {
    const [row = {}] = cells([{ ...BOUGHT, type }], '2026-11');
    const filled = new Set(DETAIL_FIGURES.filter(({ name }) => name in row).map(({ group }) => group));
    expect([...filled].sort()).toEqual([...groups].sort());
  });

  it('leaves it empty too where nobody knows of an executed order whether odd lots were better displayed', () => {
    const named = (order: CoveredOrder, settings = rule605Settings) => {
      const report = new DetailReport({ settings, dates: rule605Dates });
      report.add(BOUGHT);
      report.add(order);
      const [row] = report.rows(reporter('2026-11'));
      return DETAIL_FIGURES.filter(({ name, group }) => group === 'BEST_DISPLAYED' && row?.figures.has(name)).length;
    };
    const unknown = { ...BOUGHT, quote: { ...BOUGHT.quote, oddLotOfferE8: 'UNKNOWN' as const } };
    expect(named(BOUGHT)).toBe(4);
    expect(named(unknown)).toBe(0);
    expect(named({ ...unknown, quote: { ...BOUGHT.quote, oddLotBidE8: 'UNKNOWN' } })).toBe(4);
    expect(named({ ...unknown, facts: { ...unknown.facts, executions: [] } })).toBe(4);
    const byQuote = { ...rule605Settings, bestDisplayed: { ...rule605Settings.bestDisplayed, value: 'NBBO' as const } };
    expect(named(unknown, byQuote)).toBe(5);
  });

  it('without an execution counts zero shares and leaves averages empty', () => {
    const [row = {}] = cells([{ ...BOUGHT, facts: anOrder({ canceledE8: e8('100') }) }], '2026-11');
    expect(row.CvrdOrderExctdQty).toBe('0');
    expect(row.ExctdPIOrdersQty).toBe('0');
    for (const name of ['AvgRealSprd1sec', 'ExctdOrderMidPtAvg', 'AvgEFQPct', 'ExctdPIOrdWghtdAvgTime'])
      expect(row).not.toHaveProperty(name);
  });

  it('has no effective over quoted where the quoted spread is zero', () => {
    const [row = {}] = cells([{ ...BOUGHT, quote: displayed('10.04', '10.04') }], '2026-11');
    expect(row.ExctdOrderAvgQuotSprd).toBe('0');
    expect(row).not.toHaveProperty('AvgEFQPct');
  });

  it('takes the final NBBO of the session where less of it is left than the horizon', () => {
    const [execution] = BOUGHT.facts.executions;
    if (execution === undefined) throw new Error('the order has executions');
    const late = {
      ...execution,
      after: { ...execution.after, '1m': 'SESSION_OVER' as const, '5m': null },
      finalNbbo: nbbo('11', '12'),
    };
    const [row = {}] = cells([{ ...BOUGHT, facts: { ...BOUGHT.facts, executions: [late] } }], '2026-11');
    expect(row.AvgRealSprd15sec).toBe('0.04');
    expect(row.AvgRealSprd1min).toBe('-2.94');
    // Not known five minutes later: empty, and not zero.
    expect(row).not.toHaveProperty('AvgRealSprd5min');
  });

  it('leaves a sum over orders empty where it is not known of one of them', () => {
    const unknown = { ...BOUGHT, type: 'LNYNN' as const, quote: { ...BOUGHT.quote, offerSizeE8: null } };
    const facts = { ...BOUGHT.facts, couldHaveFilledE8: e8('500'), couldHaveFilledOnExchangeE8: null };
    const [row = {}] = cells(
      [
        { ...unknown, facts },
        { ...BOUGHT, type: 'LNYNN' },
      ],
      '2026-11',
    );
    expect(row.RegExctdOrderQty).toBe('500');
    for (const name of ['ExctdOrderSizeBnchmrkQty', 'ExctdSIOutsizedQty', 'RegExctdOrderOnXchngQty'])
      expect(row).not.toHaveProperty(name);
  });
});

describe('the detailed report', () => {
  it('is that of the definitions, reckoned order by order with fractions', () => {
    fc.assert(
      fc.property(
        fc.array(partlyKnownOrderArb, { maxLength: 12 }),
        fc.constantFrom('2026-10', '2026-11'),
        (orders, month) => {
          const rows = [...reportOf(orders).rows(reporter(month))];
          const got = new Map(rows.map((row) => [`${row.symbol}|${row.lot}|${row.size}|${row.type}`, row.figures]));
          expect(got).toEqual(naiveRows(orders, month));
        },
      ),
    );
  });

  it('is the same file in whatever order the orders come', () => {
    fc.assert(
      fc.property(fc.array(partlyKnownOrderArb, { maxLength: 8 }), (orders) => {
        expect(fileOf([...orders].reverse(), '2026-11')).toBe(fileOf(orders, '2026-11'));
      }),
    );
  });

  it('keeps its invariants: shares by time and by quote are the executed shares', () => {
    fc.assert(
      fc.property(fc.array(partlyKnownOrderArb, { minLength: 1, maxLength: 8 }), (orders) => {
        for (const { figures } of reportOf(orders).rows(reporter('2026-11'))) {
          const sum = (...names: DetailFigure[]) =>
            names.reduce((total, name) => total + (figures.get(name) ?? 0n), 0n);
          const executed = sum('CvrdOrderExctdQty', 'CvrdOrderExctdAwayQty');
          const byTime = DETAIL_FIGURES.slice(6, 14).map(({ name }) => name);
          // Each figure is rounded by itself to a millionth of a share.
          expect(Math.abs(Number(sum(...byTime) - executed))).toBeLessThanOrEqual(5);
          if (!figures.has('ExctdPIOrdersQty')) continue;
          const byQuote = sum('ExctdPIOrdersQty', 'ExctdOrderAtQuotQty', 'ExctdOrderOutQuotQty');
          expect(Math.abs(Number(byQuote - executed))).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  it('says of each order the row that it is in', () => {
    expect(new DetailReport(RULES).add(BOUGHT)).toEqual({ symbol: 'AAPL', lot: 'ROUND', size: 1_000, type: 'MXXNN' });
  });

  it('has no row where there were no orders, and still its header', () => {
    expect(fileOf([], '2026-08').split('\r\n')).toHaveLength(2);
  });

  it('is named by entity and month', () => {
    expect(detailFileName('FAIR', '2026-08')).toBe('FAIR202608.txt');
  });
});

it('says which of its choices are recalled and not seen', () => {
  const { lotWords, ...others } = rule605Settings;
  const unverified = [...Object.values(lotWords), ...Object.values(others)].filter(({ verified }) => !verified);
  expect(lotWords.ROUND.verified).toBe(true);
  expect(unverified.every(({ note }) => note.length > 0)).toBe(true);
  expect(unverified.length).toBe(12);
  const rules = RECALLED_RULES.map(({ fields }) => fields);
  expect(rules.slice(-6)).toEqual(['8', '8: replacements', '9', '50', '51', '53, 54']);
  for (const of of ['pegs', 'fill or kill', 'stop limits', 'market, immediate or cancel'])
    expect(rules).toContain(`7: ${of}`);
});
