import pg from 'pg';
import { type Root, rootsOf } from '../journal/roots.ts';
import { auditEntriesAfter, firstAuditFault } from '../repositories/audit-repository.ts';
import type { Fault } from './fault.ts';
import { auditJournal, type JournalAudit } from './journal-audit.ts';
import { countNames, orderFaults } from './name-audit.ts';

/** Roots that were kept elsewhere: by day (`2026-11-29`) their hash, 64 hex digits. */
export type KeptRoots = ReadonlyMap<string, string>;

/** What an audit of the whole record found. */
export interface RecordAudit extends Omit<JournalAudit, 'fault'> {
  readonly fault: Fault | null;
  readonly names: number;
  readonly auditEntries: number;
}

/**
 * Audits the whole record of a database, offline: the journal of each shard with its seals and roots, the names of its orders, their events, the audit
 * chain, and the roots that were kept elsewhere. It gives the first fault of the first part that has one. It reads one snapshot, so the system
 * may go on meanwhile; only retention waits.
 */
export async function auditRecord(databaseUrl: string, kept: KeptRoots): Promise<RecordAudit> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const found = { entries: 0, dropped: 0, seals: 0, roots: 0 };
    let fault: Fault | null = null;
    for (const shard of await shardsOf(client)) {
      const { fault: first, ...counts } = await auditJournal(client, shard);
      found.entries += counts.entries;
      found.dropped += counts.dropped;
      found.seals += counts.seals;
      found.roots += counts.roots;
      fault ??= first ?? (await rootFault(client, await rootsOf(client, shard)));
    }
    fault ??= await keptFault(client, kept);
    fault ??= await orderFaults(client);
    const faultySeq = await firstAuditFault(client);
    if (faultySeq !== null) {
      const says = 'it was altered, or stands where another is missing or was put in';
      fault ??= { at: `audit entry ${faultySeq}`, kind: 'ALTERED', says };
    }
    return { fault, ...found, names: await countNames(client), auditEntries: await countAudit(client) };
  } finally {
    await client.end();
  }
}

async function shardsOf(client: pg.Client): Promise<number[]> {
  const sql = 'select shard from shard_leases union select shard from journal_seals union select 0 order by shard';
  return (await client.query<{ shard: number }>(sql)).rows.map((row) => row.shard);
}

/** The end of the audit chain stands in each root. */
async function rootFault(client: pg.Client, roots: readonly Root[]): Promise<Fault | null> {
  for (const { day, auditSeq, auditHash } of roots) {
    if (auditSeq === 0) continue;
    const [entry] = await auditEntriesAfter(client, auditSeq - 1, 1);
    if (entry?.seq === auditSeq && entry.hash === auditHash) continue;
    const says = `the root of ${day} was made when another entry stood here`;
    return { at: `audit entry ${auditSeq}`, kind: entry?.seq === auditSeq ? 'ALTERED' : 'MISSING', says };
  }
  return null;
}

async function keptFault(client: pg.Client, kept: KeptRoots): Promise<Fault | null> {
  const roots = new Map((await rootsOf(client, 0)).map((root) => [root.day, root.hash.toString('hex')]));
  for (const [day, hash] of kept) {
    const root = roots.get(day);
    if (root === hash.toLowerCase()) continue;
    const says = root === undefined ? 'there is none, and one was kept' : `it is ${root}, and ${hash} was kept`;
    return { at: `root of ${day}`, kind: root === undefined ? 'MISSING' : 'ALTERED', says };
  }
  return null;
}

async function countAudit(client: pg.Client): Promise<number> {
  return (await client.query<{ n: number }>('select count(*)::float8 as n from audit_entries')).rows[0]?.n ?? 0;
}
