import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINES } from '@fairlead/db/engine-shelf';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { decisionsOf, type KeptDecision } from './records.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = { order_id: 'o-1', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
let stored: { decisions: KeptDecision[] };

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
  stored = { decisions: [] };
  app = await benchApi(router, stored);
});

const post = (path: string, payload: unknown) =>
  app.inject({
    method: 'POST',
    url: `${BASE}${path}`,
    headers: { 'x-api-key': 'flk_all', 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  });
const get = (path: string) => app.inject({ method: 'GET', url: `${BASE}${path}`, headers: { 'x-api-key': 'flk_all' } });

describe('a stored decision', () => {
  const decide = async () => {
    await post('/orders', ORDER);
    stored.decisions = decisionsOf(router).map((kept) => changed(kept, { id: DECISION_ID }));
    return `/decisions/${DECISION_ID}`;
  };
  const change = (changes: Partial<KeptDecision['decision']>) => {
    stored.decisions = stored.decisions.map((kept) => changed(kept, changes));
  };
  const replay = async (path: string) =>
    (await app.inject({ method: 'POST', url: `${BASE}${path}/replay`, headers: { 'x-api-key': 'flk_read' } })).json();

  it('shows its whole evidence', async () => {
    const body = (await get(await decide())).json();
    expect(body).toMatchObject({
      order_id: 'o-1',
      wave: 1,
      evidence: {
        schema: 2,
        references: { request_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        market: {
          venues: [{ venue_id: 'XNYS' }, { venue_id: 'ARCX' }, { venue_id: 'BATS' }, { venue_id: 'INTERNAL' }],
        },
      },
    });
  });

  it('recomputes to the same hash', async () => {
    expect(await replay(await decide())).toMatchObject({ same: true, record_intact: true, engine_matches: true });
  });

  it.each(['1.0.0', '1.1.0', '1.2.0', '1.3.0'])(
    'of engine %s, whose record has another form, shows it, is made again by that engine, and has its counterfactuals',
    async (version) => {
      const path = await decide();
      const { record, hash } = recordOfEngine(version);
      change({ decision_hash: hash, engine_version: version });
      stored.decisions = stored.decisions.map((kept) => ({ ...kept, stored: { ...kept.stored, record, parts: null } }));
      const shown = await get(path);
      expect([shown.statusCode, shown.json().evidence.versions.engine]).toEqual([200, version]);
      expect(shown.json().evidence.slices.length).toBeGreaterThan(0);
      const alike = (shown.json().routing_decisions as { venue_id: string }[]).map((slice) => slice.venue_id);
      expect(alike).toEqual(shown.json().evidence.slices.map((slice: { venue_id: string }) => slice.venue_id));
      expect(await replay(path)).toMatchObject({ same: true, engine_matches: true, engine_version: version });
      const url = `${BASE}${path}/counterfactual`;
      const other = await app.inject({ method: 'POST', url, headers: { 'x-api-key': 'flk_read' } });
      expect(other.statusCode).toBe(200);
    },
  );

  it('of an engine that is not kept says so, and that its record is whole', async () => {
    const path = await decide();
    change({ engine_version: '0.9.0' });
    expect(await replay(path)).toMatchObject({
      same: false,
      record_intact: true,
      engine_matches: false,
      recomputed_hash: null,
    });
  });

  it('shows what every other strategy would have done on the same market', async () => {
    const path = await decide();
    router.quote('XNYS', [9_000, 500], [11_000, 200]);
    const answer = await app.inject({
      method: 'POST',
      url: `${BASE}${path}/counterfactual`,
      headers: { 'x-api-key': 'flk_read' },
    });
    const { alternatives } = answer.json();
    expect(alternatives).toHaveLength(24);
    expect(alternatives.find((each: { is_asked: boolean }) => each.is_asked)).toMatchObject({
      objective: 'BEST_PRICE',
      mode: 'OPTIMAL',
      slices: [
        { venue_id: 'XNYS', quantity: '200', order_kind: 'ISO' },
        { venue_id: 'ARCX', quantity: '100', order_kind: 'ISO' },
      ],
    });
    change({ client_id: 'client-2' });
    const hidden = {
      method: 'POST',
      url: `${BASE}${path}/counterfactual`,
      headers: { 'x-api-key': 'flk_read' },
    } as const;
    expect((await app.inject(hidden)).statusCode).toBe(404);
  });

  it('that was tampered with is found out', async () => {
    const path = await decide();
    const [kept] = stored.decisions;
    if (kept === undefined) throw new Error('a decision expected');
    const { record: text } = kept.stored;
    for (const record of [text.replace('1000100', '1000000'), text.slice(0, -9)]) {
      expect(record).not.toBe(text);
      stored.decisions = [{ ...kept, stored: { ...kept.stored, record } }];
      expect(await replay(path)).toMatchObject({ same: false, record_intact: false });
    }
  });

  it('is found out where a part that it names was tampered with', async () => {
    const path = await decide();
    stored.decisions = stored.decisions.map((kept) => {
      const { parts } = kept.stored;
      if (parts === null) throw new Error('parts expected');
      const belief = parts.belief.replace('900000', '800000');
      expect(belief).not.toBe(parts.belief);
      return { ...kept, stored: { ...kept.stored, parts: { ...parts, belief } } };
    });
    expect(await replay(path)).toMatchObject({ same: false, record_intact: false, engine_matches: true });
  });

  it('of another client, or of nobody, is not found', async () => {
    const path = await decide();
    change({ client_id: 'client-2' });
    expect((await get(path)).statusCode).toBe(404);
    expect((await get('/decisions/not-a-uuid')).statusCode).toBe(404);
  });
});

const DECISION_ID = '0197a3c0-0000-7000-8000-000000000001';

function changed(kept: KeptDecision, changes: Partial<KeptDecision['decision']>): KeptDecision {
  return { ...kept, decision: { ...kept.decision, ...changes } };
}

/** A record that an engine wrote when it was the present one. */
function recordOfEngine(version: string): { record: string; hash: string } {
  return JSON.parse(readFileSync(join(ENGINES, 'records', `${version}.json`), 'utf8'));
}
