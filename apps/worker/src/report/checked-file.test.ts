import type { RoutedOrder, RoutingReport } from '@fairlead/rule606/customer-report/routing-report';
import { expect, it } from 'vitest';
import { checkedFile } from './checked-file.ts';

const orders = (count: number): RoutedOrder[] =>
  Array.from({ length: count }, (_, place) => ({ orderId: `O-${place}`, directed: false, routes: [] }));
const report = (parts: Partial<RoutingReport['parts']>): RoutingReport => ({
  ...{ version: '1.3', bd: 'Meridian', customer: 'Blue Harbor', timestamp: null },
  ...{ startDate: '2026-04-01', endDate: '2026-09-30' },
  parts: { HELD: [], NOT_HELD_EXEMPT: [], OPTIONS: [], ...parts },
});
const check = (parts: Partial<RoutingReport['parts']>) => checkedFile({ kind: 'RULE_606_B1', report: report(parts) });

it('checks each order of a report of thousands, whichever piece it is checked in', async () => {
  const [first, ...others] = orders(10_001);
  const wrong = {
    orderId: 'last',
    directed: false,
    routes: [{ name: 'Nasdaq', mic: 'no', mpid: null, transactions: [] }],
  };
  const made = await check({ HELD: [...others, wrong], OPTIONS: [first ?? wrong] });
  expect(made).toMatchObject({ ok: false, error: expect.stringMatching(/^SCHEMA_INVALID: line \d+: .*mic/) });
  expect(await check({ HELD: others })).toMatchObject({ ok: true, value: { findings: [] } });
});

it('refuses an id that stands twice, in one piece or in two', async () => {
  const few = orders(3);
  const twice = { ok: false, error: expect.stringMatching(/^SCHEMA_INVALID: .*O-0/) };
  expect(await check({ HELD: [...few, ...few.slice(0, 1)] })).toMatchObject(twice);
  const many = orders(6_000);
  expect(await check({ OPTIONS: [...many, ...few.slice(0, 1)] })).toMatchObject(twice);
});
