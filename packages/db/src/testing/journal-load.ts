import type { RecordPart } from '@fairlead/core/routing/record/part-book';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { firstEntry, nextEntry } from './journal-entries.ts';

/** What an order's first entry and the one that ends it come to with a decision of twenty venues, in characters: docs/adr/0084. */
const FIRST_LENGTH = 2_500;
const LATER_LENGTH = 600;

/** What one order writes. */
export type OrderLoad = readonly [first: JournalEntry, last: JournalEntry];

/** What an order writes on a busy day: its first entry with the record of its decision and what that names, and the one that ends it, as long as real ones. */
export function orderLoad(record: string, parts: readonly RecordPart[] = []): OrderLoad {
  const first = firstEntry({ parts });
  const room = FIRST_LENGTH - first.body.length - 1;
  const body = `${first.body}\n${record.slice(0, room).padEnd(room, '.')}`;
  const last = nextEntry(first, { body: record.slice(-LATER_LENGTH).padEnd(LATER_LENGTH, '.') });
  return [{ ...first, body }, last];
}
