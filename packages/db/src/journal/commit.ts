import { arrayLiteral, binaryBytes, binaryTexts } from '../array-parameter.ts';
import { type ChainEnd, type ChainedEntry, entryHash } from './chain.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Lease } from './shard-lease.ts';

/** Entries in their places, as one commit writes them. */
export interface Commit {
  readonly lease: Lease;
  /** The end of the journal that they go on from. */
  readonly before: ChainEnd;
  readonly entries: readonly JournalEntry[];
  readonly chained: readonly ChainedEntry[];
}

/** A statement for the server. */
export interface Statement {
  /** The same for all with the same text, so that the server plans it once a connection. */
  readonly name: string;
  readonly text: string;
  readonly values: (string | number | Buffer)[];
}

/** Puts entries behind the end of the journal. */
export function chained(lease: Lease, before: ChainEnd, entries: readonly JournalEntry[]): Commit {
  const chained: ChainedEntry[] = [];
  let { position, hash } = before;
  for (const { orderPk, firstEvent, lastEvent, atUs, simulated, body } of entries) {
    position += 1;
    const placed = { orderPk, firstEvent, lastEvent, atUs, simulated, body, shard: lease.shard, position };
    hash = entryHash(hash, placed);
    chained.push({ ...placed, hash });
  }
  return { lease, before, entries, chained };
}

/** Where the journal ends once a commit is written. */
export function endOf({ before, chained }: Commit): ChainEnd {
  const last = chained.at(-1);
  return last === undefined ? before : { position: last.position, hash: last.hash };
}

/**
 * Writes a commit in one statement, all of it or nothing, and answers how many leases of its epoch it `held`: with none it has written
 * nothing. The row of the lease is held until the commit ends, so that who takes the lease waits for it (docs/adr/0084).
 */
export function writeStatement({ lease, before, entries, chained }: Commit): Statement {
  const keyed = entries.filter((entry) => entry.key !== null);
  // Entries that were made beside each other may bring the same part.
  const parts = [...new Map(entries.flatMap((entry) => entry.parts).map((part) => [part.hash, part])).values()];
  const values = [
    ...[lease.shard, lease.epoch, before.position],
    arrayLiteral(chained.map((entry) => entry.orderPk)),
    arrayLiteral(chained.map((entry) => entry.firstEvent)),
    arrayLiteral(chained.map((entry) => entry.lastEvent)),
    arrayLiteral(chained.map((entry) => entry.atUs)),
    arrayLiteral(chained.map((entry) => entry.simulated)),
    binaryTexts(chained.map((entry) => entry.body)),
    binaryBytes(chained.map((entry) => entry.hash)),
  ];
  if (keyed.length > 0) {
    values.push(...keyValues(keyed), arrayLiteral(keyed.map((entry) => entry.orderPk)));
  }
  if (parts.length > 0) {
    values.push(
      binaryBytes(parts.map((part) => Buffer.from(part.hash, 'hex'))),
      arrayLiteral(parts.map((part) => part.kind)),
      binaryTexts(parts.map((part) => part.body)),
    );
  }
  return { ...writeText(keyed.length > 0, parts.length > 0), values };
}

function writeText(withKeys: boolean, withParts: boolean): Omit<Statement, 'values'> {
  const parameter = withKeys ? 14 : 11;
  const name = `journal_write${withKeys ? '_keys' : ''}${withParts ? '_parts' : ''}`;
  const text = `with lease as materialized (select from shard_leases where shard = $1::int2 and epoch = $2::int8 for share),
${withKeys ? KEYS_WRITTEN : ''}${withParts ? partsWritten(parameter) : ''}entries_written as (
  insert into order_journal (shard, position, order_pk, first_event, last_event, at, simulated, body, hash)
  select $1::int2, $3::int8 + e.place, e.order_pk, e.first_event, e.last_event, to_timestamp(e.at_us / 1000000), e.simulated, e.body, e.hash
  from unnest($4::uuid[], $5::int4[], $6::int4[], $7::float8[], $8::bool[], $9::text[], $10::bytea[]) with ordinality
    as e(order_pk, first_event, last_event, at_us, simulated, body, hash, place)
  where exists (select from lease)
) select count(*)::int4 as held from lease`;
  return { name, text };
}

const KEYS_WRITTEN = `keys_written as (
  insert into order_keys (client_id, order_id, order_pk)
  select k.* from unnest($11::text[], $12::text[], $13::uuid[]) as k where exists (select from lease)
),
`;

function partsWritten(first: number): string {
  return `parts_written as (
  insert into evidence_parts as t (hash, kind, body, created_at, written_at)
  select p.hash, p.kind, p.body, now(), now() from unnest($${first}::bytea[], $${first + 1}::int2[], $${first + 2}::text[]) as p(hash, kind, body)
  where exists (select from lease)
  on conflict (hash) do update set written_at = excluded.written_at where t.written_at < excluded.written_at - interval '10 minutes'
),
`;
}

/**
 * Looks, at one moment, whether a commit is written, where the journal ends, who has its lease, and which names of the commit's orders are
 * taken, as indices from 1.
 */
export function lookStatement(commit: Commit): Statement {
  const end = endOf(commit);
  const values = [commit.lease.shard, ...keyValues(commit.entries), end.position, end.hash];
  return { name: 'journal_look', text: LOOK, values };
}

const LOOK = `select l.epoch::float8 as epoch, coalesce(last.position, 0)::float8 as position, last.hash,
  exists (select from order_journal j where j.shard = $1::int2 and j.position = $4::int8 and j.hash = $5::bytea) as is_written,
  array(select k.place::int4 from unnest($2::text[], $3::text[]) with ordinality as k(client_id, order_id, place)
    where exists (select from order_keys where order_keys.client_id = k.client_id and order_keys.order_id = k.order_id)) as taken
from shard_leases l left join lateral (
  select j.position, j.hash from order_journal j where j.shard = $1::int2 order by j.position desc limit 1
) as last on true where l.shard = $1::int2`;

function keyValues(entries: readonly JournalEntry[]): [string, string] {
  return [
    arrayLiteral(entries.map((entry) => entry.key?.clientId ?? null)),
    arrayLiteral(entries.map((entry) => entry.key?.orderId ?? null)),
  ];
}
