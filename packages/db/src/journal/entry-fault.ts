import type { JournalEntry } from './journal-entry.ts';

/** Why an entry cannot be written at all, or null. */
export function entryFault(entry: JournalEntry): string | null {
  const { orderPk, firstEvent, lastEvent, atUs, key } = entry;
  if (![firstEvent, lastEvent, atUs].every(Number.isSafeInteger)) return 'numbers and times of an entry are whole';
  if (orderPk === null) {
    return firstEvent === 0 && lastEvent === 0 && key === null
      ? null
      : 'an entry of no order has no events and no name of one';
  }
  if (firstEvent < 1 || lastEvent < firstEvent) return 'the events of an entry are counted from 1, in order';
  if ((key !== null) !== (firstEvent === 1)) return 'the first entry of an order has its name, and no other';
  return null;
}
