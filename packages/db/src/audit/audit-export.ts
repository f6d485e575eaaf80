import pg from 'pg';
import { rootsOf } from '../journal/roots.ts';
import { readControl } from '../record/control-body.ts';
import { type AuditEntry, auditEntriesAfter, auditHash, CHAIN_START } from '../repositories/audit-repository.ts';
import { timestamp } from '../row-reading.ts';
import type { Fault } from './fault.ts';

const PAGE = 1_000;

/**
 * Exports what people and the router itself have done, a JSON object a line: first the daily roots (`ROOT`), then each act of the audit chain with its hash
 * (`ACT`), then what the journal tells of halts and circuits, at its position and with its hash (`CONTROL`). From a time in microseconds since 1970 on, or
 * all. One snapshot; gives how many lines. Whoever keeps it elsewhere can check it alone (`firstExportFault`).
 */
export async function exportAudit(databaseUrl: string, fromUs: number, write: (line: string) => void): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let lines = 0;
  const tell = (kind: 'ROOT' | 'ACT' | 'CONTROL', content: object) => {
    write(JSON.stringify({ kind, ...content }));
    lines += 1;
  };
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    for (const { hash, ...root } of await rootsOf(client, 0)) tell('ROOT', { ...root, hash: hash.toString('hex') });
    let seq = (await client.query<{ before: number }>(SEQ_BEFORE, [fromUs])).rows[0]?.before ?? 0;
    for (let isMore = true; isMore; ) {
      const entries = await auditEntriesAfter(client, seq, PAGE);
      for (const entry of entries) tell('ACT', entry);
      seq = entries.at(-1)?.seq ?? seq;
      isMore = entries.length === PAGE;
    }
    const control = await client.query<ControlRow>(CONTROL, [fromUs]);
    for (const { body, ...place } of control.rows) tell('CONTROL', { ...place, event: readControl(body) });
    return lines;
  } finally {
    await client.end();
  }
}

interface ControlRow {
  readonly shard: number;
  readonly position: number;
  readonly hash: string;
  readonly body: string;
}

type Root = { readonly day: string; readonly auditSeq: number; readonly auditHash: string };
type Told = ({ readonly kind: 'ROOT' } & Root) | ({ readonly kind: 'ACT' } & AuditEntry) | { readonly kind: 'CONTROL' };

/**
 * The first thing in the acts of an export that was altered, is missing or was put in; null where all is as it was written. The chain begins at the first act
 * that is there; roots that were kept come before it. Throws for what is no export.
 */
export async function firstExportFault(lines: AsyncIterable<string>): Promise<Fault | null> {
  let before: AuditEntry | null = null;
  const roots = new Map<number, Root>();
  for await (const line of lines) {
    const told: Told = JSON.parse(line);
    if (told.kind === 'ROOT') roots.set(told.auditSeq, told);
    if (told.kind !== 'ACT') continue;
    const fault = actFault(told, before) ?? rootFault(told, roots.get(told.seq));
    if (fault !== null) return fault;
    before = told;
  }
  return null;
}

function actFault(entry: AuditEntry, before: AuditEntry | null): Fault | null {
  const start = entry.seq === 1 ? { seq: 0, hash: CHAIN_START } : { seq: entry.seq - 1, hash: entry.prev_hash };
  const { seq, hash } = before ?? start;
  if (entry.seq !== seq + 1)
    return faultAt(entry, entry.seq > seq + 1 ? 'MISSING' : 'ADDED', `it follows entry ${seq}`);
  if (entry.prev_hash !== hash)
    return faultAt(entry, 'ALTERED', 'it goes on from another entry than the one before it');
  if (entry.hash !== auditHash(entry.seq, entry.prev_hash, entry))
    return faultAt(entry, 'ALTERED', 'its hash is of another content');
  return null;
}

/** The end of the chain stands in each daily root. */
function rootFault(entry: AuditEntry, root: Root | undefined): Fault | null {
  if (root === undefined || root.auditHash === entry.hash) return null;
  return faultAt(entry, 'ALTERED', `the root of ${root.day} was made when another entry stood here`);
}

function faultAt({ seq }: AuditEntry, kind: Fault['kind'], says: string): Fault {
  return { at: `audit entry ${seq}`, kind, says };
}

const SEQ_BEFORE = `select coalesce(min(seq), (select coalesce(max(seq), 0) + 1 from audit_entries))::float8 - 1 as before
from audit_entries a where a.created_at >= ${timestamp('$1')}`;
const CONTROL = `select j.shard, j.position::float8 as position, encode(j.hash, 'hex') as hash, j.body
from order_journal j where j.order_pk is null and j.at >= ${timestamp('$1')} order by j.shard, j.position`;
