import type { ControlEvent } from '@fairlead/core/control/control-event';
import { applyToHalts, type Halts } from '@fairlead/core/control/halts';
import { describe, expect, it } from 'vitest';
import type { JournalEntry, StoredEntry } from '../journal/journal-entry.ts';
import { createPool } from '../pool.ts';
import { writeControl } from '../record/control-body.ts';
import { ControlRepository } from '../repositories/control-repository.ts';
import { openJournal } from '../testing/open-journal.ts';
import { entriesOf, TEST_CODEC, uuidOf } from '../testing/order-entries.ts';
import { query } from '../testing/query.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { writeEntries } from '../testing/written-entries.ts';
import { Projector } from './projector.ts';
import { rebuildProjections } from './rebuild.ts';

const START_US = Date.UTC(2026, 10, 20, 15) * 1_000;
const FIRM = { clientId: null, venueId: null, instrumentId: null };

const circuit = (name: string, to: 'OPEN' | 'HALF_OPEN', afterUs: number): ControlEvent => ({
  type: 'CIRCUIT_CHANGED',
  id: uuidOf(name),
  venueId: 'XNAS',
  from: to === 'OPEN' ? 'CLOSED' : 'OPEN',
  to,
  code: 'FAILURES',
  detail: '5 failures in 10 s',
  untilUs: to === 'OPEN' ? START_US + 30_000_000 : null,
  openings: 1,
  actor: null,
  atUs: START_US + afterUs,
});
const placed = (name: string, afterUs: number, clientId: string | null = null): ControlEvent => ({
  type: 'HALT_PLACED',
  id: uuidOf(name),
  scope: { ...FIRM, clientId },
  reason: 'a drill',
  cancelAll: true,
  actor: 'user:one',
  atUs: START_US + afterUs,
});
const released = (name: string, afterUs: number): ControlEvent => ({
  type: 'HALT_RELEASED',
  id: uuidOf(name),
  reason: 'over',
  actor: 'user:two',
  atUs: START_US + afterUs,
});

const EVENTS = [
  circuit('c1', 'OPEN', 1),
  placed('h1', 2),
  placed('h2', 3, 'C1'),
  released('h1', 4),
  circuit('c2', 'HALF_OPEN', 5),
  placed('h3', 6),
  released('h2', 7),
];

const entryOf = (event: ControlEvent): JournalEntry => ({
  orderPk: null,
  firstEvent: 0,
  lastEvent: 0,
  atUs: event.atUs,
  simulated: false,
  body: writeControl(event),
  key: null,
  parts: [],
});

/** Entries of no order among those of an order. */
function mixed(): StoredEntry[] {
  const order = entriesOf('an order', []);
  const hash = '0'.repeat(64);
  const control = EVENTS.map((event) => ({ ...entryOf(event), shard: 0, hash }));
  return [...control.slice(0, 3), ...order, ...control.slice(3)].map((entry, index) => ({
    ...entry,
    position: index + 1,
  }));
}

const bodiesIn = (entries: readonly StoredEntry[]): string[] => entries.map(({ body }) => body);

async function projected(db: TestDatabase): Promise<void> {
  const projector = new Projector({ databaseUrl: db.url, shard: 0, epoch: 1, codec: TEST_CODEC, gatherMs: 0 });
  await projector.catchUp();
  await projector.close();
}

async function inForce(db: TestDatabase) {
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  try {
    const events = await new ControlRepository(pool).inForce();
    const none: Halts = [];
    return {
      halts: events.reduce(applyToHalts, none).map(({ id }) => id),
      circuit: events.findLast((event) => event.type === 'CIRCUIT_CHANGED'),
    };
  } finally {
    await pool.end();
  }
}

describe('what belongs to no order', () => {
  it('is taken by the journal and read back from it', async () => {
    await using db = await testDatabase();
    const journal = await openJournal(db.url);
    const outcomes = await Promise.all(EVENTS.map((event) => journal.append(entryOf(event))));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    await journal.close();
    expect(await inForce(db)).toEqual({ halts: [uuidOf('h3')], circuit: EVENTS[4] });
  });

  it('tells the ids of all halts, those that are over too', async () => {
    await using db = await testDatabase();
    await writeEntries(db.url, mixed());
    await projected(db);
    const pool = createPool(db.url, { max: 1, onError: () => undefined });
    const placed = EVENTS.flatMap((event) => (event.type === 'HALT_PLACED' ? [event.id] : []));
    expect((await new ControlRepository(pool).haltIds()).toSorted()).toEqual([...new Set(placed)].toSorted());
    await pool.end();
  });

  it('is known as written whatever part of it is projected', async () => {
    const entries = mixed();
    const notIn = (count: number) =>
      EVENTS.filter((event) => !bodiesIn(entries.slice(0, count)).includes(writeControl(event)));
    for (let count = 0; count <= entries.length; count += 1) {
      await using db = await testDatabase();
      await writeEntries(db.url, entries.slice(0, Math.floor(count / 2)));
      await projected(db);
      await writeEntries(db.url, entries.slice(Math.floor(count / 2), count));
      const pool = createPool(db.url, { max: 1, onError: () => undefined });
      expect(await new ControlRepository(pool).notWritten(EVENTS)).toEqual(notIn(count));
      await pool.end();
    }
  });

  it('is in force the same whatever part of it is projected', async () => {
    const entries = mixed();
    for (let count = 0; count <= entries.length; count += 1) {
      await using db = await testDatabase();
      await writeEntries(db.url, entries.slice(0, count));
      await projected(db);
      await writeEntries(db.url, entries.slice(count));
      expect(await inForce(db)).toEqual({ halts: [uuidOf('h3')], circuit: EVENTS[4] });
    }
  });

  it('is told by rows, and a rebuild finds and mends what was changed in them', async () => {
    await using db = await testDatabase();
    await writeEntries(db.url, mixed());
    await projected(db);
    const halts = await query(
      db.url,
      'select id, client_id, released_by, release_reason, position::int as position from halts order by position',
    );
    expect(halts).toEqual([
      { id: uuidOf('h1'), client_id: null, released_by: 'user:two', release_reason: 'over', position: 2 },
      { id: uuidOf('h2'), client_id: 'C1', released_by: 'user:two', release_reason: 'over', position: 3 },
      { id: uuidOf('h3'), client_id: null, released_by: null, release_reason: null, position: expect.any(Number) },
    ]);
    expect(await query(db.url, 'select to_state, code from circuit_events order by position')).toEqual([
      { to_state: 'OPEN', code: 'FAILURES' },
      { to_state: 'HALF_OPEN', code: 'FAILURES' },
    ]);
    const rebuild = (check: boolean) =>
      rebuildProjections({ databaseUrl: db.url, shard: 0, codec: TEST_CODEC, check, toldMax: 9 });
    expect((await rebuild(true)).different).toMatchObject({ circuit_events: 0, halts: 0 });
    await query(db.url, `delete from circuit_events where id = '${uuidOf('c1')}'`);
    await query(db.url, `update halts set reason = 'another' where id = '${uuidOf('h3')}'`);
    expect((await rebuild(false)).different).toMatchObject({ circuit_events: 1, halts: 1 });
    expect((await rebuild(true)).different).toMatchObject({ circuit_events: 0, halts: 0 });
  });
});
