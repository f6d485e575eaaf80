import { reportCellQuery } from '@fairlead/contracts/report-items';
import { reportOrderCellQuery } from '@fairlead/contracts/report-orders';
import { expect, it } from 'vitest';
import { itemsFileHref, ordersFileHref } from './cell-file';

const queryOf = (href: string) => Object.fromEntries(new URL(href, 'http://console').searchParams);

it('asks the router for the very cell, in its words', () => {
  const href = itemsFileHref('R', {
    ...{ kind: 'ROUTE', month: '2026-07-01', section: 'SP500', held: true, directed: false },
    ...{ venueId: 'A & B', orderType: 'MARKET', services: null, part: 'IOC' },
  });
  expect(href).toMatch(/^\/api\/reports\/R\/items\?/);
  expect(reportCellQuery.parse(queryOf(href))).toEqual({
    ...{ kind: 'ROUTE', month: '2026-07', section: 'SP500', held: true, directed: false },
    ...{ venue_id: 'A & B', order_type: 'MARKET', part: 'IOC' },
  });
  const orders = ordersFileHref('R', { cell: 'SUMMARY', sp500: false, type: 'ML', size: 250 });
  expect(reportOrderCellQuery.parse(queryOf(orders))).toEqual({ cell: 'SUMMARY', sp500: 'N', type: 'ML', size: 250 });
  const out = ordersFileHref('R', { cell: 'LEFT_OUT', reason: 'NOT_HELD' });
  expect(reportOrderCellQuery.parse(queryOf(out))).toEqual({ cell: 'LEFT_OUT', reason: 'NOT_HELD' });
});
