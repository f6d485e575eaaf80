import { hash } from 'node:crypto';
import type { StoredEntry } from './journal-entry.ts';

/** What the hash of an entry covers beside the hash before it. */
export type HashedEntry = Omit<StoredEntry, 'hash'>;

/** An entry in its place, with the bytes of its hash. */
export interface ChainedEntry extends HashedEntry {
  readonly hash: Buffer;
}

/** Where the journal of a shard ends: position and hash of its last entry. */
export interface ChainEnd {
  readonly position: number;
  readonly hash: Buffer;
}

/** The end of a journal that has no entry yet. */
export const EMPTY_CHAIN: ChainEnd = { position: 0, hash: Buffer.alloc(32) };

/** The hash of an entry: SHA-256 over the bytes of the hash before it, then place, time, order, events and body. */
export function entryHash(previous: Buffer, entry: HashedEntry): Buffer {
  const { shard, position, atUs, orderPk, firstEvent, lastEvent, simulated, body } = entry;
  const head = `${shard}|${position}|${atUs}|${orderPk ?? ''}|${firstEvent}|${lastEvent}|${simulated ? 1 : 0}|`;
  return sha256(previous, head + body);
}

/** SHA-256 over bytes and then a text in UTF-8. */
export function sha256(bytes: Buffer, text: string): Buffer {
  const whole = Buffer.allocUnsafe(bytes.length + Buffer.byteLength(text));
  bytes.copy(whole);
  whole.write(text, bytes.length);
  return hash('sha256', whole, 'buffer');
}
