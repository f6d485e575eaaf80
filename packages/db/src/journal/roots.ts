import { createHash } from 'node:crypto';
import type { Database } from '../pool.ts';
import { timestamp } from '../row-reading.ts';
import { type Seal, sealsAfter } from './seals.ts';

/** What stands for a day of the record: who keeps it elsewhere can tell later that nothing of it or before it was changed. */
export interface Root {
  readonly shard: number;
  /** UTC, `2026-11-29`. */
  readonly day: string;
  /** Of the last entry that it covers; 0 where there was none yet. */
  readonly lastPosition: number;
  /** The seals that it covers: those after the root before. */
  readonly seals: number;
  readonly entries: number;
  readonly liveEntries: number;
  /** The end of the audit chain when the root was made; 0 where it was empty. */
  readonly auditSeq: number;
  readonly auditHash: string;
  readonly hash: Buffer;
}

/** What stands before the first root of a shard. */
export const NO_ROOT = { lastPosition: 0, hash: Buffer.alloc(32) };

/** The end of an audit chain that has no entry yet. */
const NO_AUDIT = { seq: 0, hash: '0'.repeat(64) };
const DAY_US = 86_400_000_000;
/** Seals that were made before the end of a day are committed some time later. */
const SETTLED_US = 300_000_000;
const PAGE = 5_000;

/**
 * Makes the roots of a shard for every day that is over and has none, from the day of the first seal on, and gives those that it made. Called
 * again it makes nothing.
 */
export async function makeRoots(
  database: Database,
  { shard, nowUs }: { shard: number; nowUs: number },
): Promise<Root[]> {
  const made: Root[] = [];
  const overUs = Math.floor((nowUs - SETTLED_US) / DAY_US) * DAY_US;
  for (;;) {
    const last = await lastRoot(database, shard);
    const dayUs = last === null ? await firstDayUs(database, shard) : Date.parse(last.day) * 1_000 + DAY_US;
    if (dayUs === null || dayUs >= overUs) return made;
    const root = await rootOf(database, { shard, dayUs, last: last ?? NO_ROOT });
    await database.query(INSERT, [
      ...[root.shard, root.day, root.lastPosition, root.seals, root.entries, root.liveEntries],
      ...[root.auditSeq, root.auditHash, root.hash],
    ]);
    made.push(root);
  }
}

/** A root in one line, to be kept elsewhere; `npm run audit:verify -- --root DAY=HASH` compares it. */
export function rootText(root: Root): string {
  const { shard, day, lastPosition, seals, entries, liveEntries, auditSeq, hash } = root;
  return `${day}=${hash.toString('hex')} shard ${shard}, positions to ${lastPosition}, ${entries} entries of the day (${liveEntries} not simulated) in ${seals} seals, audit to ${auditSeq}`;
}

/** Adds up the seals that a root covers, one after the other, and gives its hash at the end. */
export function rootSum(previous: Buffer) {
  const hash = createHash('sha256').update(previous);
  const sum = { seals: 0, entries: 0, liveEntries: 0, lastPosition: 0 };
  return {
    sum,
    add(seal: Seal): void {
      hash.update(seal.hash);
      sum.seals += 1;
      sum.entries += seal.entries;
      sum.liveEntries += seal.liveEntries;
      sum.lastPosition = seal.position;
    },
    hash({
      shard,
      day,
      lastPosition,
      auditSeq,
      auditHash,
    }: Omit<Root, 'hash' | keyof typeof sum> & { lastPosition: number }): Buffer {
      const { seals, entries, liveEntries } = sum;
      return hash
        .update(`${shard}|${day}|${lastPosition}|${seals}|${entries}|${liveEntries}|${auditSeq}|${auditHash}`)
        .digest();
    },
  };
}

/** The roots of a shard, in order of their days. */
export async function rootsOf(database: Database, shard: number): Promise<Root[]> {
  return (await database.query<Root>(`${SELECT} where shard = $1 order by r.day`, [shard])).rows;
}

async function lastRoot(database: Database, shard: number): Promise<Root | null> {
  return (
    (await database.query<Root>(`${SELECT} where shard = $1 order by r.day desc limit 1`, [shard])).rows[0] ?? null
  );
}

async function firstDayUs(database: Database, shard: number): Promise<number | null> {
  const [first] = await sealsAfter(database, { shard, position: 0 }, 1);
  return first === undefined ? null : Math.floor(first.atUs / DAY_US) * DAY_US;
}

async function rootOf(
  database: Database,
  { shard, dayUs, last }: { shard: number; dayUs: number; last: { lastPosition: number; hash: Buffer } },
): Promise<Root> {
  const audit = await database.query<{ seq: number; hash: string }>(AUDIT_END, [dayUs + DAY_US]);
  const auditEnd = audit.rows[0] ?? NO_AUDIT;
  const covered = rootSum(last.hash);
  let position = last.lastPosition;
  for (let isMore = true; isMore; ) {
    const seals = await sealsAfter(database, { shard, position }, PAGE);
    const ofDay = seals.filter((seal) => seal.atUs < dayUs + DAY_US);
    for (const seal of ofDay) covered.add(seal);
    position = ofDay.at(-1)?.position ?? position;
    isMore = ofDay.length === PAGE;
  }
  const day = new Date(dayUs / 1_000).toISOString().slice(0, 10);
  const place = { shard, day, lastPosition: position, auditSeq: auditEnd.seq, auditHash: auditEnd.hash };
  return { ...covered.sum, ...place, hash: covered.hash(place) };
}

const SELECT = `select shard, to_char(day, 'YYYY-MM-DD') as day, last_position::float8 as "lastPosition", seals, entries::float8 as entries,
  live_entries::float8 as "liveEntries", audit_seq::float8 as "auditSeq", audit_hash as "auditHash", hash from journal_roots r`;

const INSERT = `insert into journal_roots (shard, day, last_position, seals, entries, live_entries, audit_seq, audit_hash, hash)
values ($1, $2::date, $3, $4, $5, $6, $7, $8, $9) on conflict (shard, day) do nothing`;

const AUDIT_END = `select seq::float8 as seq, hash from audit_entries a where created_at < ${timestamp('$1')} order by a.seq desc limit 1`;
