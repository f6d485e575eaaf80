import { createHash } from 'node:crypto';
import type { Database } from '../pool.ts';
import { microseconds, timestamp } from '../row-reading.ts';

/** Who did what to what, and how it was before and after. */
export interface AuditRecord {
  readonly id: string;
  readonly actor_type: 'USER' | 'API_KEY' | 'SYSTEM';
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
    `select seq::float8 as seq, id, actor_type, actor_id, action, subject_type, subject_id, before, after, reason, trace_id,
       prev_hash, hash, ${microseconds('created_at')} as created_at_us
     from audit_entries where audit_entries.seq > $1 order by audit_entries.seq limit $2`,
    [seq, limit],
  );
  return result.rows;
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
 * Adds a record to the end of the chain, within a transaction of the caller's, so that a write and its record stand or fall together. Writers wait for
 * each other, so that the chain has no branch and no gap.
 */
export async function appendAudit(client: Database, record: AuditRecord): Promise<AuditEntry> {
  await client.query("select pg_advisory_xact_lock(hashtext('audit_entries'))");
  const end = await client.query<{ seq: number; hash: string }>(
    'select seq::float8 as seq, hash from audit_entries order by audit_entries.seq desc limit 1',
  );
  const entry = link(record, end.rows[0]);
  await insert(client, entry);
  return entry;
}

function link(record: AuditRecord, end: { seq: number; hash: string } | undefined): AuditEntry {
  const seq = (end?.seq ?? 0) + 1;
  const prevHash = end?.hash ?? CHAIN_START;
  return { ...record, seq, prev_hash: prevHash, hash: auditHash(seq, prevHash, record) };
}

async function insert(client: Database, entry: AuditEntry): Promise<void> {
  await client.query(
    `insert into audit_entries (seq, id, actor_type, actor_id, action, subject_type, subject_id, before, after, reason, trace_id,
       prev_hash, hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, ${timestamp('$14')})`,
    [
      entry.seq,
      entry.id,
      entry.actor_type,
      entry.actor_id,
      entry.action,
      entry.subject_type,
      entry.subject_id,
      entry.before,
      entry.after,
      entry.reason,
      entry.trace_id,
      entry.prev_hash,
      entry.hash,
      entry.created_at_us,
    ],
  );
}
