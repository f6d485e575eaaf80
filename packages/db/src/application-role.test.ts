import pg from 'pg';
import { expect, it } from 'vitest';
import { addressForApplications, asApplication } from './application-role.ts';
import { createPool } from './pool.ts';
import { createPrisma } from './prisma.ts';
import { appendAudit } from './repositories/audit-repository.ts';
import { QualityRepository } from './repositories/quality-repository.ts';
import { auditRecord } from './testing/audit-record.ts';
import { firstEntry } from './testing/journal-entries.ts';
import { openJournal } from './testing/open-journal.ts';
import { ownerPool } from './testing/owner-pool.ts';
import { query } from './testing/query.ts';
import { testDatabase } from './testing/test-database.ts';

const RECORD = ['order_journal', 'journal_seals', 'journal_roots', 'journal_drops', 'audit_entries'];
const DENIED = '42501';
const APPEND_ONLY = '23001';

it.each(['pool', 'prisma'] as const)('connects a %s as the applications’ role', async (kind) => {
  await using db = await testDatabase();
  const prisma = createPrisma(db.url);
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  const rows = kind === 'pool' ? (await pool.query(WHO)).rows : await prisma.$queryRawUnsafe(WHO);
  expect(rows).toEqual([{ acts: 'fairlead_app', is: 'postgres' }]);
  await prisma.$disconnect();
  await pool.end();
});

it('connects the journal as the applications’ role', async () => {
  await using db = await testDatabase();
  await query(db.url, 'revoke insert on order_journal from fairlead_app');
  const journal = await openJournal(db.url);
  expect(await journal.append(firstEntry())).toMatchObject({ detail: expect.stringContaining('permission denied') });
  await journal.close();
});

it('refuses the applications every way to change, drop or empty the record', async () => {
  await using set = await recordedDatabase();
  for (const table of RECORD) {
    const column = table === 'audit_entries' ? 'seq' : 'shard';
    expect(await set.codeOf(set.app, `update ${table} set ${column} = 1`), `update ${table}`).toBe(DENIED);
    expect(await set.codeOf(set.app, `delete from ${table}`), `delete ${table}`).toBe(DENIED);
    expect(await set.codeOf(set.app, `truncate ${table}`), `truncate ${table}`).toBe(DENIED);
    expect(await set.codeOf(set.app, `drop table ${table}`), `drop ${table}`).toBe(DENIED);
    expect(await set.codeOf(set.app, `alter table ${table} add column x int`), `alter ${table}`).toBe(DENIED);
    expect(await set.codeOf(set.app, `alter table ${table} disable trigger all`), `triggers of ${table}`).toBe(DENIED);
    expect(await set.codeOf(set.app, `create index on ${table} (${column})`), `index ${table}`).toBe(DENIED);
  }
  const partition = 'order_journal_000000000001';
  for (const sql of [
    `update ${partition} set body = ''`,
    `delete from ${partition}`,
    `truncate ${partition}`,
    `drop table ${partition}`,
    `insert into ${partition} select * from order_journal`,
    `alter table order_journal detach partition ${partition}`,
    `insert into journal_drops select 0, 1, 1, '', now()`,
    "update evidence_parts set body = ''",
    'delete from evidence_parts',
    'truncate evidence_parts',
    'update order_keys set order_id = order_id',
    'delete from order_keys',
    'truncate order_keys',
    'create table mine (id int)',
    'create function mine() returns int language sql as $$ select 1 $$',
    `drop function refuse_change() cascade`,
    'set role none; delete from order_journal',
  ]) {
    const isOfLogin = sql.startsWith('set role none');
    expect(await set.codeOf(set.app, sql), sql).toBe(isOfLogin ? APPEND_ONLY : DENIED);
  }
});

it('refuses the owner too, unless the triggers are taken away', async () => {
  await using set = await recordedDatabase();
  for (const table of [...RECORD.filter((name) => name !== 'journal_drops'), 'order_journal_000000000001']) {
    const column = table === 'audit_entries' ? 'seq' : 'shard';
    expect(await set.codeOf(set.owner, `update ${table} set ${column} = 1`), `update ${table}`).toBe(APPEND_ONLY);
    expect(await set.codeOf(set.owner, `delete from ${table}`), `delete ${table}`).toBe(APPEND_ONLY);
    expect(await set.codeOf(set.owner, `truncate ${table}`), `truncate ${table}`).toBe(APPEND_ONLY);
  }
});

it('lets the applications do what they need: partitions, keys, tables of later migrations', async () => {
  await using set = await recordedDatabase();
  const quality = new QualityRepository(set.app);
  expect(await quality.ensurePartitions(0, 2)).toBe(3);
  expect(await quality.dropPartitions(Date.UTC(2026, 0) * 1_000)).toBe(3);
  expect((await set.app.query('select ensure_journal_partitions() as made')).rows).toEqual([{ made: 1 }]);
  await set.owner.query('create table of_a_later_migration (id int generated always as identity)');
  await set.app.query('insert into of_a_later_migration default values');
  expect((await set.app.query('delete from of_a_later_migration returning id')).rows).toEqual([{ id: 1 }]);
});

it('goes on as the login, and says so, where the role may not be taken', async () => {
  await using db = await testDatabase();
  const said: string[] = [];
  expect(await addressForApplications(db.url, (line) => said.push(line))).toBe(db.url);
  expect(said).toEqual([]);
  const login = `login_${new URL(db.url).pathname.slice(1)}`;
  await query(db.url, `create role ${login} login password 'of-a-test'`);
  const url = new URL(db.url);
  url.username = login;
  url.password = 'of-a-test';
  const address = await addressForApplications(url.href, (line) => said.push(line));
  expect(said).toEqual([expect.stringMatching(/may not act as fairlead_app: permission denied/)]);
  expect(asApplication(address)).toBe(address);
  expect(await query(asApplication(address), WHO)).toEqual([{ acts: login, is: login }]);
  await query(db.url, `drop role ${login}`);
});

it('keeps what an address says already', () => {
  const with_ = (search: string) => `postgresql://u:p@h:1/d?${search}`;
  expect(asApplication(with_('sslmode=require'))).toBe(with_('sslmode=require&options=-c%20role%3Dfairlead_app'));
  expect(asApplication(with_('options=-c%20geqo%3Doff'))).toBe(
    with_('options=-c%20geqo%3Doff%20-c%20role%3Dfairlead_app'),
  );
  expect(asApplication(with_('options=-c%20role%3Dmine'))).toBe(with_('options=-c%20role%3Dmine'));
});

const WHO = 'select current_user::text as acts, session_user::text as is';

/** A database with a row in each table of the record, a pool of the applications and one of the owner. */
async function recordedDatabase() {
  const db = await testDatabase();
  const journal = await openJournal(db.url);
  await journal.append(firstEntry());
  await journal.close();
  const options = { max: 1, onError: () => undefined };
  const app = createPool(db.url, options);
  const owner = ownerPool(db.url, 1);
  await owner.query("insert into journal_seals values (0, 1, 1, 1, '', now(), '')");
  await owner.query(`insert into journal_roots values (0, '2026-11-20', 1, 1, 1, 1, 0, '${'0'.repeat(64)}', '')`);
  await appendAudit(owner, auditRecord());
  return {
    app,
    owner,
    /** The code with which the database refuses a statement. */
    codeOf: async (pool: pg.Pool, sql: string): Promise<unknown> => {
      const client = await pool.connect();
      try {
        await client.query(sql);
        return 'done';
      } catch (error) {
        return error instanceof pg.DatabaseError ? error.code : error;
      } finally {
        // What a statement may have set goes with its connection.
        client.release(true);
      }
    },
    async [Symbol.asyncDispose]() {
      await app.end();
      await owner.end();
      await db[Symbol.asyncDispose]();
    },
  };
}
