import type { RiskExposure, RiskLimits } from '@fairlead/contracts/risk';
import { expect, it } from 'vitest';
import { emptyRow } from './limit-change';
import { rowsOfUse, shareOf } from './risk-use';

const EVERYBODY = { client_id: null, account: null, instrument_id: null, asset_class: null, venue_id: null };
const part = (use: string, limit: string | null) => ({ use, limit });
const exposed = (gross: string, net: string) => ({
  ...{ buy_open: '0', buy_executed: '0', sell_open: '0', sell_executed: '0' },
  ...{ gross: part(gross, '100'), net: part(net, '50'), credit: part('0', null) },
  orders_per_second: { use: 2, limit: 40 },
});
const EXPOSURE: RiskExposure = {
  date: '2026-11-30',
  limits: 'limits-3',
  firm: exposed('60', '10'),
  clients: [
    { client_id: 'A', ...exposed('20', '-49.5') },
    { client_id: 'B', ...exposed('40', '0') },
  ],
  instruments: [],
};
const version = (name: string, limits: RiskLimits['defaults']) => ({
  ...{
    version: 3,
    name,
    state: 'ACTIVE' as const,
    author: null,
    author_person: null,
    reason: null,
    created_at: null,
    approver: null,
  },
  ...{ approval_reason: null, approved_at: null, retired_at: null, limits },
});
const LIMITS: RiskLimits = {
  in_force: version('limits-3', [
    { ...emptyRow({ scope: 'CLIENT', ...EVERYBODY }), max_gross_exposure: '100' },
    { ...emptyRow({ scope: 'CLIENT', ...EVERYBODY, client_id: 'A' }), max_net_exposure: '50' },
  ]),
  defaults: [],
  versions: [],
};

it('lists every limit with its use, the tightest first whichever way a net lies, and last what has none', () => {
  const rows = rowsOfUse(EXPOSURE, LIMITS).map(({ client_id: client, bound, share }) => [client, bound, share]);
  expect(rows.slice(0, 3)).toEqual([
    ['A', 'max_net_exposure', 0.99],
    [null, 'max_gross_exposure', 0.6],
    ['B', 'max_gross_exposure', 0.4],
  ]);
  expect(rows.filter(([, bound]) => bound === 'max_orders_per_second')).toEqual([
    [null, 'max_orders_per_second', 0.05],
    ['A', 'max_orders_per_second', 0.05],
    ['B', 'max_orders_per_second', 0.05],
  ]);
  expect(rows.slice(-3).every(([, bound, share]) => bound === 'credit' && share === null)).toBe(true);
});

it('of credit nothing is used where more was sold than bought', () => {
  const sold = { ...exposed('60', '-40'), credit: part('-40', '50') };
  const rows = rowsOfUse({ ...EXPOSURE, firm: sold, clients: [] }, LIMITS);
  expect(rows.find(({ bound }) => bound === 'credit')?.share).toBe(0);
  expect(rows.find(({ bound }) => bound === 'max_net_exposure')?.share).toBe(0.8);
});

it('says which version set it: for the client, for every client, or nobody', () => {
  const setIn = (client: string | null, bound: string) =>
    rowsOfUse(EXPOSURE, LIMITS).find((row) => row.client_id === client && row.bound === bound)?.set_in;
  expect([
    setIn('A', 'max_net_exposure'),
    setIn('B', 'max_net_exposure'),
    setIn('B', 'max_gross_exposure'),
    setIn(null, 'max_gross_exposure'),
  ]).toEqual(['limits-3', 'DEFAULT', 'limits-3', 'DEFAULT']);
});

it.each([
  ['1', '0', 2],
  ['0', '0', 0],
  ['-30', '40', 0.75],
  ['1', null, null],
])('of %s in use and %s allowed the share is %s', (use, limit, share) => {
  expect(shareOf(use, limit)).toBe(share);
});
