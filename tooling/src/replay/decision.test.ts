import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRoute } from '@fairlead/core/routing/plan';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import { createJournal } from '@fairlead/db/journal';
import { orderEntry } from '@fairlead/db/testing/journal-load';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../engine/bundle.ts';
import { replayDecision } from './decision.ts';

const NOWHERE = '0197a3c0-0000-7000-8000-000000000001';

/** An order of the database with a decision on it, as the router records one. */
function recordedEntry() {
  const plain = orderEntry();
  const [row] = plain.orders;
  const order = orderOf({ orderId: row.order_id, directedVenue: row.directed_venue, held: row.held });
  const input = { ...planInputOf(order, marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } })) };
  const { catalogue, belief } = new PartBook(sha256).partsOf(input.view);
  const references = { catalogue: catalogue.hash, belief: belief.hash, request: row.request_hash };
  const record = writeRecord({ ...input, clientId: row.client_id }, planRoute(input), references);
  const made = { evidence: record, decision_hash: sha256(record), engine_version: ENGINE_VERSION };
  return { ...plain, decisions: [{ ...plain.decisions[0], ...made }] as const, parts: [catalogue, belief] };
}

describe('npm run replay -- decision ID', () => {
  it('makes a stored decision again by its own engine, and says whether it is the same', async () => {
    await using database = await testDatabase();
    const [sound, bent] = [recordedEntry(), recordedEntry()];
    const [decision] = bent.decisions;
    const changed = { ...decision, evidence: decision.evidence.replace('1000100', '1000000') };
    const journal = createJournal({ databaseUrl: database.url });
    expect(await journal.append(sound)).toEqual({ ok: true });
    expect(await journal.append({ ...bent, decisions: [changed] })).toEqual({ ok: true });
    await journal.close();
    const environment = { databaseUrl: database.url, dataDir: '/nowhere' };
    expect(await replayDecision(sound.decisions[0].id, environment)).toMatchObject({
      order_id: sound.orders[0].order_id,
      same: true,
      engine_version: ENGINE_VERSION,
    });
    const answer = await replayDecision(decision.id, environment);
    expect(answer).toMatchObject({ same: false, record_intact: false });
    await expect(replayDecision(NOWHERE, environment)).rejects.toThrow(`no decision ${NOWHERE}`);
  });

  it('refuses what is no id, and a folder on which nothing was ever started', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'fairlead-none-'));
    try {
      const environment = { databaseUrl: undefined, dataDir };
      await expect(replayDecision('seven', environment)).rejects.toThrow('which decision?');
      await expect(replayDecision(undefined, environment)).rejects.toThrow('which decision?');
      await expect(replayDecision(NOWHERE, environment)).rejects.toThrow('nothing was ever started');
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
