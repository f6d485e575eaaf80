import { systemView } from '@fairlead/contracts/system';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnv } from '../src/env.ts';
import type { ApiKeyRecord } from '../src/intake/access.ts';
import { ABOUT_NO_ORDER } from '../src/publish/alert-subject.ts';
import { StreamHub } from '../src/publish/stream-hub.ts';
import { systemAdapters } from '../src/system-adapters.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const NEVER = Number.MAX_SAFE_INTEGER;
const key = (id: string, clientId: string, scopes: readonly string[]): [string, ApiKeyRecord] => [
  `flk_${id}`,
  { id, name: id, clientId, scopes, expiresAtUs: null, owner: null, service: null },
];

let router: BenchRouter;
let hub: StreamHub;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  hub = new StreamHub({ nowUs: () => router.nowUs }, 100);
  app = await benchApi(router, {
    decisions: [],
    hub,
    access: {
      keys: new Map([
        key('one', 'client-1', ['orders:write', 'orders:read']),
        key('two', 'client-2', ['reports:read']),
        key('writer', 'client-1', ['route:write', 'orders:write']),
        key('idle', 'client-1', []),
      ]),
      sessions: new Map([
        ['firm', { email: 'firm@example.com', role: 'AUDITOR', clientId: null, expiresAtUs: NEVER }],
        ['customer', { email: 'customer@example.com', role: 'TRADER', clientId: 'client-2', expiresAtUs: NEVER }],
      ]),
      verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token }),
    },
  });
});
afterEach(() => app.close());

const ask = (headers: Record<string, string>) => app.inject({ method: 'GET', url: '/api/v1/system', headers });
const toldTo = async (headers: Record<string, string>) => systemView.parse((await ask(headers)).json());
const AS_FIRM = { authorization: 'Bearer firm' };

describe('GET system', () => {
  it('says what the installation is: where orders go, which versions, where its services are', async () => {
    expect(await toldTo(AS_FIRM)).toMatchObject({
      environment: 'SIMULATED',
      versions: { release: '1.2.3', engine: ENGINE_VERSION, model: 'bench-model', rules: 'none' },
      started_at: '1970-01-01T00:00:00.000000Z',
      services: [{ name: 'router', url: 'http://router.example' }],
      venues: { connected: 2, total: 6 },
      halts: [],
    });
  });

  it('says since when a check has been as it is', async () => {
    const before = await toldTo(AS_FIRM);
    router.nowUs += 60_000_000;
    router.pipeline.isReady = !router.pipeline.isReady;
    const after = await toldTo(AS_FIRM);
    expect([before.ready, after.ready]).toEqual([true, false]);
    expect(after.checks).toEqual([{ name: 'recovery', ready: false, detail: '', since: after.timestamp }]);
    router.nowUs += 60_000_000;
    expect((await toldTo(AS_FIRM)).checks[0]?.since).toBe(after.timestamp);
  });

  it('has the calendar of the market, with the days to come that are no whole ones', async () => {
    router.nowUs = Date.parse('2026-11-24T15:00:00Z') * 1_000;
    expect((await toldTo(AS_FIRM)).calendar).toMatchObject({
      holidays_known: true,
      holidays_known_until: '2028-12-31',
      market_day: null,
      coming_days: [
        { date: '2026-11-26', opens_at: null, closes_at: null, name: 'Thanksgiving' },
        { date: '2026-11-27', opens_at: '09:30', closes_at: '13:00', name: 'Day after Thanksgiving' },
        { date: '2026-12-24', closes_at: '13:00' },
        { date: '2026-12-25', closes_at: null },
      ],
    });
  });

  it('counts the open orders that the reader may see', async () => {
    const order = {
      ...{ order_id: 'rests', instrument_id: 'AAPL', side: 'BUY', quantity: 100, order_type: 'LIMIT' },
      limit_price: '99.50',
    };
    const headers = { 'x-api-key': 'flk_one' };
    const sent = await app.inject({ method: 'POST', url: '/api/v1/smart-routing/orders', headers, payload: order });
    expect(sent.statusCode).toBe(202);
    const readers = [AS_FIRM, headers, { 'x-api-key': 'flk_two' }, { authorization: 'Bearer customer' }];
    expect(await Promise.all(readers.map(async (each) => (await toldTo(each)).open_orders))).toEqual([1, 1, 0, 0]);
  });

  it('tells the firm’s people of the newest alerts, and a client of those about its own orders', async () => {
    const alert = (code: string) =>
      hub.publish('ALERT', { severity: 'WARNING', code, message: 'in words', ...ABOUT_NO_ORDER, venue_id: 'XNYS' });
    for (let count = 0; count < 102; count++) alert(`A${count}`);
    const { alerts } = await toldTo(AS_FIRM);
    expect([alerts.length, alerts[0]?.code, alerts.at(-1)?.code]).toEqual([100, 'A2', 'A101']);
    expect(alerts.at(-1)).toMatchObject({ seq: hub.range.nextSeq - 1, severity: 'WARNING', venue_id: 'XNYS' });
    const about = { ...ABOUT_NO_ORDER, client_id: 'client-1', order_pk: 'p', order_id: 'o' };
    hub.publish('ALERT', { severity: 'CRITICAL', code: 'OVERFILL', message: 'in words', ...about });
    const client = await Promise.all([{ 'x-api-key': 'flk_one' }, { authorization: 'Bearer customer' }].map(toldTo));
    expect(client.map((told) => told.alerts.map(({ code, order_pk }) => [code, order_pk]))).toEqual([
      [['OVERFILL', 'p']],
      [],
    ]);
  });

  it('is for whoever may do anything here, and for nobody else', async () => {
    const askers = [{}, { 'x-api-key': 'flk_idle' }, { 'x-api-key': 'flk_writer' }, { 'x-api-key': 'flk_two' }];
    expect(await Promise.all(askers.map(async (each) => (await ask(each)).statusCode))).toEqual([401, 403, 200, 200]);
  });

  it('says nothing of a disk that nobody watches', async () => {
    expect((await toldTo(AS_FIRM)).disk).toEqual({ free_bytes: null, data_bytes: null, days_left: null, low: false });
  });
});

it('a router whose venues are simulators says so, with the version of its package', () => {
  const env = readEnv({ DATABASE_URL: 'postgresql://127.0.0.1:1/none' });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const { environment, release } = systemAdapters(env, log);
  expect([environment, release]).toEqual(['SIMULATED', expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
});
