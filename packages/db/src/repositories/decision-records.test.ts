import { createHash } from 'node:crypto';
import { planRoute } from '@fairlead/core/routing/plan';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import { expect, it } from 'vitest';
import { EngineShelf } from '../engine-shelf.ts';
import { createPool } from '../pool.ts';
import { recomputation } from '../recomputation.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { journal, journalEntriesOf, PARTLY_FILLED } from '../testing/journaled-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { DecisionRepository } from './decision-repository.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

it('gives decisions with the parts that their records name, and makes one again', async () => {
  await using database = await testDatabase();
  const input = planInputOf(orderOf(), marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } }));
  const parts = new PartBook(sha256).partsOf(input.view);
  const references = { catalogue: parts.catalogue.hash, belief: parts.belief.hash, request: sha256('') };
  const record = writeRecord(input, planRoute(input), references);
  const withRecord = (content: EntryContent): EntryContent =>
    content.kind === 'MIGRATED'
      ? content
      : {
          ...content,
          events: content.events.map((event) =>
            event.type === 'WAVE_PLANNED' ? { ...event, record, decisionHash: sha256(record) } : event,
          ),
        };
  const entries = ['one', 'two'].flatMap((name) => journalEntriesOf(name, PARTLY_FILLED, withRecord));
  const named = entries.map((entry) => ({
    ...entry,
    parts: entry.body.includes(record) ? [parts.catalogue, parts.belief] : [],
  }));
  await journal(database.url, named);
  const pool = createPool(database.url, { max: 1, onError: () => undefined });
  const decisions = new DecisionRepository(pool);
  const bodies = { catalogue: parts.catalogue.body, belief: parts.belief.body };
  const page = await decisions.firstWaves({ fromUs: 0, limit: 9, cursor: null });
  expect(page.rows.map(({ stored }) => stored.parts)).toEqual([bodies, bodies]);
  const found = await decisions.findById(page.rows[0]?.decision.id ?? '', null);
  if (found === null) throw new Error('a decision expected');
  // The rows of this test are of another order than the record: its own is what it is read with.
  const { orderId, side, timeInForce, held, directedVenue, capacity } = input.order;
  const order = { clientId: 'client-1', orderId, side, timeInForce, held, directedVenue, capacity };
  const again = await recomputation({ ...found, stored: { ...found.stored, order } }, new EngineShelf());
  expect(again).toMatchObject({ same: true, record_intact: true, engine_matches: true });
  await pool.end();
});
