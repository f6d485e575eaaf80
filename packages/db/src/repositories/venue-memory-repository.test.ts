import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerPool } from '../testing/owner-pool.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { auditEntriesAfter } from './audit-repository.ts';
import { VenueMemoryRepository } from './venue-memory-repository.ts';

let database: TestDatabase;
let pool: pg.Pool;
let memory: VenueMemoryRepository;

beforeAll(async () => {
  database = await testDatabase();
  pool = ownerPool(database.url, 2);
  memory = new VenueMemoryRepository(pool);
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});

const audit = () => ({
  id: uuidV7(),
  actor_type: 'USER' as const,
  actor_id: 'ops@example.com',
  action: 'VENUE_STATUS',
  subject_type: 'venue',
  subject_id: 'XNYS',
  reason: 'drill',
  trace_id: null,
  created_at_us: 1_767_366_000_000_000,
});

describe('estimates', () => {
  it('come back to the last bit, the newest of each venue and instrument', async () => {
    const hard = [1, 0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -1.5e-9, 9_007_199_254_740_991];
    await memory.saveEstimates([{ venue_id: 'XNYS', instrument_id: '', state: [1] }], 1);
    await memory.saveEstimates(
      [
        { venue_id: 'XNYS', instrument_id: '', state: hard },
        { venue_id: 'XNYS', instrument_id: 'AAPL', state: [2] },
      ],
      2,
    );
    await memory.saveEstimates([], 3);
    const stored = (await memory.estimates()).sort((a, b) => a.instrument_id.length - b.instrument_id.length);
    expect(stored).toEqual([
      { venue_id: 'XNYS', instrument_id: '', state: hard },
      { venue_id: 'XNYS', instrument_id: 'AAPL', state: [2] },
    ]);
  });
});

describe('what people say of venues', () => {
  it('is kept with its audit entry until it is taken back', async () => {
    const first = audit();
    expect(await memory.say('XNYS', { status: 'RESTRICTED', by: 'desk' }, first)).toEqual({ kind: 'SAID' });
    const kept = { reason: 'drill', actor: 'desk', atUs: first.created_at_us };
    expect(await memory.saidStatuses()).toEqual([{ venueId: 'XNYS', status: 'RESTRICTED', ...kept }]);
    expect(await memory.say('XNYS', { status: 'RESTRICTED', by: 'desk' }, first)).toEqual({
      kind: 'SAID_BEFORE',
      isTheSame: true,
    });
    expect(await memory.say('XNYS', { status: null, by: 'desk' }, first)).toEqual({
      kind: 'SAID_BEFORE',
      isTheSame: false,
    });
    expect(await memory.saidStatuses()).toHaveLength(1);
    expect(await memory.say('XNYS', { status: null, by: 'desk' }, audit())).toEqual({ kind: 'SAID' });
    expect(await memory.saidStatuses()).toEqual([]);
    const trail = await auditEntriesAfter(pool, 0, 10);
    expect(trail.map(({ actor_id, before, after, reason }) => [actor_id, before, after, reason])).toEqual([
      ['ops@example.com', '{"said_status":null}', '{"said_status":"RESTRICTED"}', 'drill'],
      ['ops@example.com', '{"said_status":"RESTRICTED"}', '{"said_status":null}', 'drill'],
    ]);
  });

  it('is nothing of a venue that is not there, and leaves no trace', async () => {
    expect(await memory.say('NOPE', { status: 'OFFLINE', by: 'desk' }, audit())).toEqual({ kind: 'NO_SUCH_VENUE' });
    expect(await auditEntriesAfter(pool, 2, 10)).toEqual([]);
  });
});
