import { TCA_DIMENSIONS, TcaTally } from '@fairlead/core/analytics/tca-tally';
import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import type { ReportBreaks } from '@fairlead/db/repositories/reconciliation';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { composeHandlingReport } from '@fairlead/rule606/customer-report/compose-handling';
import { exemptionsOf } from '@fairlead/rule606/customer-report/exemptions';
import { composePublicReport } from '@fairlead/rule606/public-report/compose';
import { composeReview } from '@fairlead/rule606/review/review';
import { DetailReport } from '@fairlead/rule606/rule605/detail-report';
import { rule605Dates } from '@fairlead/rule606/rule605/reporting-calendar';
import { executionReportFigures } from '@fairlead/rule606/rule605/run-figures';
import { rule605Settings } from '@fairlead/rule606/rule605/settings';
import { expect, it } from 'vitest';
import { figuresOf, reconciliationOf } from './report-made';

const ROW: ReportRunRow = {
  ...{ id: '0197a000-0000-7000-8000-000000000001', kind: 'RULE_606_A1', simulated: false, parameters: {} },
  ...{ period_from: '2026-07-01', period_to: '2026-10-01', state: 'DONE', attempt: 1, progress: 1, error: null },
  ...{ items: 0, as_of_position: 0, figures: null, reconciliation: null, asides: [], files: [], content_hash: '' },
  ...{ requested_on: null, due_on: null, asked_by_service: false },
  ...{ requested_by: 'anna', requested_by_name: 'anna', requested_at_us: 0, started_at_us: 0, done_at_us: 0 },
  ...{ approved_by: null, approved_by_name: null, approval_reason: null, approved_at_us: null },
  ...{ published_by: null, published_by_name: null, published_at_us: null },
};
const stored = (value: object): unknown => JSON.parse(JSON.stringify(value));
const exempt = {
  exemptions: exemptionsOf({ notHeldSharesE8: 0n, allSharesE8: 0n, customerTradedUsdE8: 0n }),
  exemption_period: { startDate: '2026-01-01', endDate: '2026-06-30' },
};

it('reads the public report as it was made, with the ids of its venues', () => {
  const routed = { routed: 1, executedQuantityE8: 0n, feesUsdE8: 0n, rebatesUsdE8: 0n, pfofUsdE8: 0n };
  const key = { month: '2026-07', section: 'SP500', directed: false, orderType: 'MARKET' } as const;
  const venue = { venueId: 'nasdaq-1', name: 'Nasdaq', mic: 'XNAS', mpid: null, materialAspects: 'told' };
  const report = composePublicReport(
    { bd: 'Meridian', year: 2026, quarter: 3, timestamp: null },
    {
      orders: [{ ...key, orders: 1 }],
      routed: [{ ...key, venueId: venue.venueId, ...routed, profitSharingUsdE8: 0n }],
      venues: [venue],
    },
  );
  const venueIds = [{ venueId: 'nasdaq-1', name: 'Nasdaq', mic: 'XNAS' }];
  const figures = figuresOf({ ...ROW, figures: stored({ ...report, venueIds }) });
  expect(figures).toMatchObject({ kind: 'RULE_606_A1', report: { bd: 'Meridian', venueIds } });
  expect(figures).toMatchObject({
    report: { months: [{ sections: { SP500: { venues: [{ orderPct: '100.00' }] } } }, {}, {}] },
  });
});

it('reads reports for customers as they were made', () => {
  const head = {
    bd: 'Meridian',
    customer: 'Seven LP',
    startDate: '2026-01-01',
    endDate: '2026-06-30',
    timestamp: null,
  };
  const report = composeHandlingReport(head, { months: [], handled: [], venues: [] });
  const printed = { look_through: [], venueIds: [{ venueId: 'nasdaq-1', name: 'Nasdaq', mic: 'XNAS' }] };
  const handling = { ...ROW, kind: 'RULE_606_B3', figures: stored({ report, ...exempt, ...printed }) } as const;
  expect(figuresOf(handling)).toMatchObject({ handling: { report: { customer: 'Seven LP' }, ...printed } });
  const none = { orders: 0, routes: 0, executions: 0, first: [] };
  const parts = { HELD: none, NOT_HELD_EXEMPT: none, OPTIONS: none };
  const routing = { ...ROW, kind: 'RULE_606_B1', figures: stored({ head, parts, ...exempt }) } as const;
  expect(figuresOf(routing)).toMatchObject({ kind: 'RULE_606_B1', routing: { head: { customer: 'Seven LP' } } });
});

it('reads the execution quality of a month and the review of a quarter as they were made', () => {
  const rules = { settings: rule605Settings, dates: rule605Dates };
  const reporter = { participant: 'T', entity: 'DEMO', month: '2026-10' };
  const row = { participant: 'T', entity: 'DEMO', month: '202610', sp500: 'Y', size: '250', type: 'M' };
  const summary = [{ ...row, figures: new Map([['AvgOrderQty', 1_500_000n] as const]) }];
  const made = { bd: 'Meridian', reporter, simulated: true, report: new DetailReport(rules), summary, covered: 3 };
  const leftOut = new Map([['NOT_HELD', 2] as const]);
  const execution = executionReportFigures({ ...made, leftOut, detailFile: 'TDEMO202610.zip' }, rules);
  expect(figuresOf({ ...ROW, kind: 'RULE_605', figures: stored(execution) })).toMatchObject({
    execution: { summary: [{ size: '250', figures: { AvgOrderQty: '1.5' } }], orders: { leftOut: { NOT_HELD: 2 } } },
  });
  const head = { bd: 'Meridian', year: 2026, quarter: 3, simulated: true };
  const { review } = composeReview(head, {
    facts: [],
    venues: [{ venueId: 'XNAS', name: 'Nasdaq', executions: 7, shares: '700', notionalUsd: '70000.5' }],
    expectations: [],
    acts: [{ day: '2026-07-06', what: 'FEES', subject: 'Nasdaq', by: null, reason: '' }],
  });
  expect(figuresOf({ ...ROW, kind: 'REVIEW', figures: stored(review) })).toMatchObject({
    review: { venues: [{ name: 'Nasdaq', means: { COST: { n: 0, mean: null } } }], acts: [{ what: 'FEES' }] },
  });
});

it('reads what orders cost as it was reckoned, with what could not be measured', () => {
  const tally = new TcaTally();
  tally.add({
    keys: { SOURCE: 'ROUTED', INSTRUMENT: 'AAPL', OBJECTIVE: null, SIZE: '50000', CLIENT: 'C1' },
    ...{ currency: 'USD', unit: 'SHARES', quantityE8: 200_00000000n, filledE8: 100_00000000n, leftE8: 100_00000000n },
    ...{ notionalE8: 19_000_00000000n, feesE8: 30000000n },
    costs: {
      ARRIVAL: { referenceE8: 18_995_00000000n, costE8: 5_30000000n },
      ...{ INTERVAL_VWAP: 'NO_PRINTS', CLOSE: 'NO_CLOSE' },
    },
    opportunity: { referenceE8: 18_995_00000000n, costE8: -5_00000000n },
  });
  const by = Object.fromEntries(TCA_DIMENSIONS.map((dimension) => [dimension, tally.by(dimension)]));
  const figures = stored({ markets: tally.markets(), by });
  expect(figuresOf({ ...ROW, kind: 'TCA', figures })).toMatchObject({
    kind: 'TCA',
    costs: {
      markets: [
        {
          benchmarks: {
            ARRIVAL: { orders: 1, cost: '5.3', cost_bps: '2.7902', missing: {} },
            INTERVAL_VWAP: { orders: 0, cost_bps: null, missing: { NO_PRINTS: 1 } },
            CLOSE: { missing: { NO_CLOSE: 1 } },
          },
          ...{ left_orders: 1, left_quantity: '100', opportunity: { cost: '-5' }, shortfall: { cost: '0.3' } },
        },
      ],
      by: { INSTRUMENT: [{ key: 'AAPL' }], OBJECTIVE: [{ key: null }] },
    },
  });
});

it('reads what was compared as reconciliation says it, with what people have set aside', () => {
  const breaks: ReportBreaks = {
    ...{ count: 1, by_code: { FEE_DIFFERS: 1 } },
    first: [
      {
        ...{ number: 1, code: 'FEE_DIFFERS', order_pk: null, child_id: null, venue_id: 'XNAS', day: '2026-07-06' },
        ...{ execution_id: 'E', expected: '0.5', found: '0.03' },
      },
    ],
    sources: {
      ...{ journal: { orders: 2, position: 9 }, venues: { orphan_reports: 0 } },
      drop_copies: { drop_copies: 1, executions: 3, venue_days: 2, venue_days_covered: 1 },
    },
  };
  const by = { set_by: 'bea@example.com', set_by_name: 'Bea', set_at_us: 5_000 };
  const asides = [{ id: 'a', code: 'FEE_DIFFERS' as const, breaks: 1, reason: 'by its invoice', ...by }];
  const { first: _first, ...told } = breaks;
  expect(reconciliationOf({ ...ROW, reconciliation: stored({ findings: [], breaks }), asides })).toEqual({
    ...{ findings: [], member_lists: null, breaks: told },
    asides: [{ id: 'a', code: 'FEE_DIFFERS', breaks: 1, reason: 'by its invoice', by: 'Bea', at_ms: 5 }],
  });
});

it('shows nothing of a shape that it does not know', () => {
  for (const kind of REPORT_KINDS) expect(figuresOf({ ...ROW, kind, figures: { anything: 1 } })).toBeNull();
  expect(figuresOf(ROW)).toBeNull();
});

it('reads what was found, and what of it a run does not have', () => {
  const finding = { code: 'COLUMN_OVER_100', place: '2026-07 SP500 marketPct', found: '100.02' };
  const lists = [{ quarter: '2026-07-01', asOf: '2026-07-01' }];
  expect(reconciliationOf({ ...ROW, reconciliation: { findings: [finding], member_lists: lists } })).toEqual({
    ...{
      findings: [finding],
      member_lists: [{ quarter: '2026-07-01', as_of: '2026-07-01' }],
      breaks: null,
      asides: [],
    },
  });
  expect(reconciliationOf({ ...ROW, reconciliation: { findings: [] } })).toMatchObject({ member_lists: null });
  expect(reconciliationOf({ ...ROW, reconciliation: { findings: [{ ...finding, code: 'NEWER' }] } })).toBeNull();
  expect(reconciliationOf(ROW)).toBeNull();
});
