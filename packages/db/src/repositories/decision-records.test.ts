import { createHash } from 'node:crypto';
import { planRoute } from '@fairlead/core/routing/plan';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import { expect, it } from 'vitest';
import { EngineShelf } from '../engine-shelf.ts';
import { createJournal } from '../journal.ts';
import { createPool } from '../pool.ts';
import { recomputation } from '../recomputation.ts';
import { orderEntry } from '../testing/journal-load.ts';
import { testDatabase } from '../testing/test-database.ts';
import { DecisionRepository } from './decision-repository.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

it('gives decisions with the parts that their records name, and makes one again', async () => {
  await using database = await testDatabase();
  const input = planInputOf(orderOf(), marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } }));
  const parts = new PartBook(sha256).partsOf(input.view);
  const references = { catalogue: parts.catalogue.hash, belief: parts.belief.hash, request: sha256('') };
  const record = writeRecord(input, planRoute(input), references);
  const made = { evidence: record, decision_hash: sha256(record), engine_version: ENGINE_VERSION };
  const entries = [orderEntry(), orderEntry()].map((plain) => ({
    ...plain,
    decisions: [{ ...plain.decisions[0], ...made }] as const,
    parts: [parts.catalogue, parts.belief],
  }));
  const journal = createJournal({ databaseUrl: database.url });
  for (const entry of entries) expect(await journal.append(entry)).toEqual({ ok: true });
  await journal.close();
  const pool = createPool(database.url, { max: 1, onError: () => undefined });
  const decisions = new DecisionRepository(pool);
  const bodies = { catalogue: parts.catalogue.body, belief: parts.belief.body };
  const page = await decisions.firstWaves({ fromUs: 0, limit: 9 });
  expect(page.rows.map(({ stored }) => stored.parts)).toEqual([bodies, bodies]);
  const found = await decisions.findById(entries[0]?.decisions[0].id ?? '', null);
  if (found === null) throw new Error('a decision expected');
  // The rows of this test are of another order than the record: its own is what it is read with.
  const { orderId, side, timeInForce, held, directedVenue, capacity } = input.order;
  const order = { clientId: 'client-1', orderId, side, timeInForce, held, directedVenue, capacity };
  const again = await recomputation({ ...found, stored: { ...found.stored, order } }, new EngineShelf());
  expect(again).toMatchObject({ same: true, record_intact: true, engine_matches: true });
  await pool.end();
});
