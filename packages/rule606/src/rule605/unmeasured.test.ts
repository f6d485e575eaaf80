import { expect, it } from 'vitest';
import { anExecution, anOrder, displayed, e8, nbbo } from '../testing/covered-orders.ts';
import type { CoveredOrder } from './covered-order.ts';
import { DetailReport } from './detail-report.ts';
import { rule605Dates } from './reporting-calendar.ts';
import { rule605Settings } from './settings.ts';
import { unmeasuredOf } from './unmeasured.ts';

const RULES = { settings: rule605Settings, dates: rule605Dates };

it('counts what is not known of orders, where their type has a column for it', () => {
  const then = nbbo('10.00', '10.02');
  const execution = anExecution({ atUs: 5, price: '10.01', shares: '30' }, then);
  const after = { ...execution.after, '1m': null, '5m': 'SESSION_OVER' as const };
  const facts = anOrder({
    executions: [execution, { ...execution, after, finalNbbo: null }],
    couldHaveFilledE8: e8('5'),
    couldHaveFilledOnExchangeE8: null,
  });
  const quote = displayed('10.00', '10.02', { offerSizeE8: null, oddLotOfferE8: 'UNKNOWN' });
  const order = (type: CoveredOrder['type']): CoveredOrder => ({ facts, quote, type, startUs: 0 });
  const report = new DetailReport(RULES);
  for (const type of ['MXXNN', 'LNYNN', 'LNNNN'] as const) report.add(order(type));
  expect(unmeasuredOf(report.sums(), '2026-11', RULES)).toEqual({
    laterE8: { '50ms': 0n, '1s': 0n, '15s': 0n, '1m': e8('90'), '5m': e8('90') },
    displayedSizeOrders: 2n,
    bestDisplayedOrders: 2n,
    printedOrders: 0n,
    printedOnExchangesOrders: 2n,
  });
});
