import { createHash } from 'node:crypto';
import type { DecisionRow } from '@fairlead/db/journal-rows';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = { order_id: 'o-1', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
let stored: { decisions: DecisionRow[] };

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
    stored.decisions = router.log
      .flatMap((each) => ('journaled' in each ? [...(each.journaled.decisions ?? [])] : []))
      .map((row) => ({ ...row, id: '0197a3c0-0000-7000-8000-000000000001' }));
    return `/decisions/${stored.decisions[0]?.id}`;
  };
  const replay = async (path: string) =>
    (await app.inject({ method: 'POST', url: `${BASE}${path}/replay`, headers: { 'x-api-key': 'flk_read' } })).json();

  it('shows its whole evidence', async () => {
    const body = (await get(await decide())).json();
    expect(body).toMatchObject({
      order_id: 'o-1',
      wave: 1,
      evidence: {
        schema: 1,
        market: {
          venues: [{ venue_id: 'XNYS' }, { venue_id: 'ARCX' }, { venue_id: 'BATS' }, { venue_id: 'INTERNAL' }],
        },
      },
    });
  });

  it('recomputes to the same hash', async () => {
    expect(await replay(await decide())).toMatchObject({ same: true, record_intact: true, engine_matches: true });
  });

  it('of an older engine still shows its record, and says that it cannot be expected to be made again', async () => {
    const path = await decide();
    const [row] = stored.decisions;
    if (row === undefined) throw new Error('a decision expected');
    const evidence = asEngine110(row.evidence);
    const decision_hash = createHash('sha256').update(evidence).digest('hex');
    stored.decisions = [{ ...row, evidence, decision_hash, engine_version: '1.1.0' }];
    const shown = await get(path);
    expect([shown.statusCode, shown.json().evidence.versions.engine]).toEqual([200, '1.1.0']);
    expect(shown.json().evidence.slices.length).toBeGreaterThan(0);
    expect(await replay(path)).toMatchObject({ same: false, record_intact: true, engine_matches: false });
    const other = await app.inject({
      method: 'POST',
      url: `${BASE}${path}/counterfactual`,
      headers: { 'x-api-key': 'flk_read' },
    });
    expect(other.statusCode).toBe(200);
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
    stored.decisions = stored.decisions.map((row) => ({ ...row, client_id: 'client-2' }));
    const hidden = {
      method: 'POST',
      url: `${BASE}${path}/counterfactual`,
      headers: { 'x-api-key': 'flk_read' },
    } as const;
    expect((await app.inject(hidden)).statusCode).toBe(404);
  });

  it('that was tampered with is found out', async () => {
    const path = await decide();
    stored.decisions = stored.decisions.map((row) => ({
      ...row,
      evidence: row.evidence.replace('"fill_rate":0.9', '"fill_rate":0.8'),
    }));
    expect(await replay(path)).toMatchObject({ same: false, record_intact: false });
  });

  it('of another client, or of nobody, is not found', async () => {
    const path = await decide();
    stored.decisions = stored.decisions.map((row) => ({ ...row, client_id: 'client-2' }));
    expect((await get(path)).statusCode).toBe(404);
    expect((await get('/decisions/not-a-uuid')).statusCode).toBe(404);
  });
});

type Table = { columns: string[]; rows: unknown[][] };

/** The record as engine 1.1.0 wrote it: without what has been added since. */
function asEngine110(text: string): string {
  const record = JSON.parse(text);
  for (const key of ['stage', 'proof', 'proof_gap', 'rules_applied']) delete record[key];
  delete record.settings.passive_horizon_ms;
  delete record.order.venue_caps;
  for (const slice of record.slices) for (const key of ['min_quantity', 'rest_ms']) delete slice[key];
  record.candidates = without(record.candidates, ['expected_fill_rate', 'reach']);
  record.market.venues = without(record.market.venues, [
    ...['ask_outflow', 'bid_outflow', 'blind_bar', 'fixed_fee', 'hidden', 'levels', 'make_ppm', 'midpoint_fee'],
    ...['take_ppm', 'valid_until_us'],
  ]);
  record.versions.engine = '1.1.0';
  return JSON.stringify(record);
}

function without({ columns, rows }: Table, left: readonly string[]): Table {
  const kept = columns.map((name) => !left.includes(name));
  return {
    columns: columns.filter((_, place) => kept[place]),
    rows: rows.map((row) => row.filter((_, at) => kept[at])),
  };
}
