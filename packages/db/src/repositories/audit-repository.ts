import { createHash } from 'node:crypto';
import type { Database } from '../pool.ts';
import { microseconds, timestamp } from '../row-reading.ts';

/** Who did what to what, and how it was before and after. */
export interface AuditRecord {
  readonly id: string;
  readonly actor_type: 'USER' | 'API_KEY' | 'SERVICE' | 'SYSTEM';
  /** The id of the key, the e-mail of the person, the name of the service or of the part of the system: never the name of a key, which another one may have too. */
  readonly actor_id: string;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string;
  /** JSON texts, kept byte for byte. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  readonly trace_id: string | null;
  readonly created_at_us: number;
}

/** A record in its place in the chain: seq is gapless from 1, the hash covers the one before and every field. */
export interface AuditEntry extends AuditRecord {
  readonly seq: number;
  readonly prev_hash: string;
  readonly hash: string;
}

/** Before the first entry of a chain. */
export const CHAIN_START = '0'.repeat(64);

const PAGE = 1_000;
const ENTRY = `select seq::float8 as seq, id, actor_type, actor_id, action, subject_type, subject_id, before, after, reason, trace_id,
  prev_hash, hash, ${microseconds('created_at')} as created_at_us from audit_entries`;

/** The hash of an entry: SHA-256 over the JSON array of its place, the hash before it and its fields in this order. */
export function auditHash(seq: number, prevHash: string, record: AuditRecord): string {
  const fields = [
    seq,
    prevHash,
    record.id,
    record.actor_type,
    record.actor_id,
    record.action,
    record.subject_type,
    record.subject_id,
    record.before,
    record.after,
    record.reason,
    record.trace_id,
    record.created_at_us,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Entries after a place in the chain, in order, so many at most. */
export async function auditEntriesAfter(database: Database, seq: number, limit: number): Promise<AuditEntry[]> {
  const result = await database.query<AuditEntry>(
    `${ENTRY} where audit_entries.seq > $1 order by audit_entries.seq limit $2`,
    [seq, limit],
  );
  return result.rows;
}

/** The entry of this id, or null where there is none. */
export async function auditEntryOf(database: Database, id: string): Promise<AuditEntry | null> {
  const result = await database.query<AuditEntry>(`${ENTRY} where audit_entries.id = $1`, [id]);
  return result.rows[0] ?? null;
}

/** The seq of the first entry of the audit chain that was altered, or that stands where another is missing or was added; null where all is well. */
export async function firstAuditFault(database: Database): Promise<number | null> {
  let end = { seq: 0, hash: CHAIN_START };
  for (;;) {
    const entries = await auditEntriesAfter(database, end.seq, PAGE);
    for (const entry of entries) {
      const sound =
        entry.seq === end.seq + 1 &&
        entry.prev_hash === end.hash &&
        entry.hash === auditHash(entry.seq, entry.prev_hash, entry);
      if (!sound) return end.seq + 1;
      end = entry;
    }
    if (entries.length < PAGE) return null;
  }
}

/**
 * Adds records to the end of the chain in their order, within a transaction of the caller's, so that a write and its record stand or fall together.
 * Writers wait for each other, so that the chain has no branch and no gap. A record whose id is in the chain already is left out. Gives the entries that
 * are new.
 */
export async function appendAudits(client: Database, records: readonly AuditRecord[]): Promise<readonly AuditEntry[]> {
  await client.query("select pg_advisory_xact_lock(hashtext('audit_entries'))");
  const news = await unknown(client, records);
  const end = await client.query<{ seq: number; hash: string }>(
    'select seq::float8 as seq, hash from audit_entries order by audit_entries.seq desc limit 1',
  );
  const entries = linked(news, end.rows[0]);
  await client.query(INSERT, [JSON.stringify(entries)]);
  return entries;
}

/** Adds one record, whose id is new. */
export async function appendAudit(client: Database, record: AuditRecord): Promise<AuditEntry> {
  const [entry] = await appendAudits(client, [record]);
  if (entry === undefined) throw new Error(`there is an audit entry ${record.id} already`);
  return entry;
}

async function unknown(client: Database, records: readonly AuditRecord[]): Promise<readonly AuditRecord[]> {
  const byId = new Map(records.map((record) => [record.id, record]));
  const known = await client.query<{ id: string }>('select id from audit_entries where id = any ($1::uuid[])', [
    [...byId.keys()],
  ]);
  for (const { id } of known.rows) byId.delete(id);
  return [...byId.values()];
}

function linked(records: readonly AuditRecord[], end: { seq: number; hash: string } | undefined): AuditEntry[] {
  let [seq, prevHash] = [end?.seq ?? 0, end?.hash ?? CHAIN_START];
  return records.map((record) => {
    seq += 1;
    const hash = auditHash(seq, prevHash, record);
    const entry = { ...record, seq, prev_hash: prevHash, hash };
    prevHash = hash;
    return entry;
  });
}

const INSERT = `
insert into audit_entries (seq, id, actor_type, actor_id, action, subject_type, subject_id, before, after, reason, trace_id, prev_hash, hash, created_at)
select r.seq, r.id, r.actor_type, r.actor_id, r.action, r.subject_type, r.subject_id, r.before, r.after, r.reason, r.trace_id, r.prev_hash, r.hash,
  ${timestamp('r.created_at_us')}
from jsonb_to_recordset($1::jsonb) as r(seq int8, id uuid, actor_type text, actor_id text, action text, subject_type text, subject_id text,
  before text, after text, reason text, trace_id text, prev_hash text, hash text, created_at_us float8)`;
