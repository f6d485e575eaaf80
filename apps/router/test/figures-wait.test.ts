import { afterEach, expect, it } from 'vitest';
import type { Store } from '../src/adapters.ts';
import { startRouter } from '../src/router.ts';
import { FAKE_ENV, FakeOutside } from './fake-adapters.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = {
  ...{ order_id: 'order-1', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'LIMIT', limit_price: 90 },
  ...{ time_in_force: 'GTC', routing_objective: 'BEST_PRICE' },
};
const DRAFT: Awaited<ReturnType<Store['rules']['find']>> & object = {
  ...{ version: 1, state: 'DRAFT', author: 'a', author_name: 'a', reason: 'a drill', content_hash: '0'.repeat(64) },
  ...{
    simulation: null,
    simulated_hash: null,
    simulated_at_us: null,
    submitted_at_us: null,
    rule_count: 0,
    approver: null,
    approver_name: null,
  },
  ...{ approval_reason: null, approved_at_us: null, effective_at_us: null, activated_at_us: null },
  ...{ retired_at_us: null, created_at_us: 1, updated_at_us: 1, rules: [] },
};

let close = async () => {};
afterEach(() => close());

/** A router whose readable tables wait for the test; `asked` is what was asked of the database, in order. */
async function lagging() {
  const outside = new FakeOutside();
  outside.addKey('flk_client', 'client-1', ['orders:write', 'orders:read', 'rules:write']);
  const asked: string[] = [];
  let project = () => {};
  const projected = new Promise<boolean>((resolve) => {
    project = () => resolve(true);
  });
  const stored: Partial<Store> = {
    projections: {
      position: async () => ({ position: 1, atUs: outside.time.nowUs }),
      untilPosition: async (position) => {
        asked.push(`until ${position}`);
        return projected;
      },
    },
    statistics: {
      venues: async () => {
        asked.push('read');
        return [];
      },
      performance: async () => {
        asked.push('read');
        return [];
      },
    },
  };
  const decisions: Store['decisions'] = {
    findById: async () => null,
    firstWaves: async () => {
      asked.push('read');
      return { rows: [], next: null };
    },
  };
  const store = await outside.adapters().openStore();
  const rules: Store['rules'] = {
    ...store.rules,
    find: async () => DRAFT,
    keepSimulation: async () => ({
      ok: true,
      value: { stored: DRAFT, auditId: '01900000-0000-7000-8000-000000000000' },
    }),
  };
  const router = await startRouter(FAKE_ENV, outside.adapters({}, { ...stored, decisions, rules }));
  close = () => outside.time.passUntil(router.close());
  await outside.time.passUntil(router.ready);
  const ask = (method: string, path: string, body?: object) =>
    fetch(`${router.address}${path}`, {
      method,
      headers: { 'x-api-key': 'flk_client', 'content-type': 'application/json', connection: 'close' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { ask, asked, project };
}

it.each([
  ['GET', `${BASE}/stats`],
  ['GET', `${BASE}/performance`],
  ['GET', '/api/v1/trading/intelligent/analytics/execution?days=1'],
  ['POST', `${BASE}/rules/1/simulate`],
] as const)('%s %s counts an order that was taken a moment ago: the tables are waited for', async (method, path) => {
  const { ask, asked, project } = await lagging();
  expect((await ask('POST', `${BASE}/orders`, ORDER)).status).toBe(202);
  const answer = ask(method, path, method === 'POST' ? {} : undefined);
  while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  // The order is the first entry of the journal, and nothing is read before the tables tell it.
  expect(asked).toEqual(['until 1']);
  project();
  expect((await answer).status).toBe(200);
  expect(asked.slice(1)).toContain('read');
});
