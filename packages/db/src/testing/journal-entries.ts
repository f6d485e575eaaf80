import { v7 as uuidV7 } from 'uuid';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { DEFAULT_CLIENT_ID } from '../seed-catalogue.ts';

const NOW_US = Date.UTC(2026, 10, 20, 15) * 1_000;

/** The first entry of a new order of the default client; of its body only the head can be read. */
export function firstEntry(changes: Partial<JournalEntry> = {}): JournalEntry {
  const orderPk = uuidV7();
  const key = { clientId: DEFAULT_CLIENT_ID, orderId: `order-${orderPk}` };
  return {
    orderPk,
    firstEvent: 1,
    lastEvent: 3,
    atUs: NOW_US,
    simulated: false,
    body: bodyHead(changes.key ?? key),
    key,
    parts: [],
    ...changes,
  };
}

/** Version, kind, time, names, side, decimals and flags: as `record/entry-body` reads them. */
function bodyHead({ clientId, orderId }: NonNullable<JournalEntry['key']>): string {
  return JSON.stringify([1, 0, NOW_US, clientId, orderId, 'AAPL', 1, 4, 0, 0, 0]);
}

/** An entry that goes on from another one of the same order. */
export function nextEntry(before: JournalEntry, changes: Partial<JournalEntry> = {}): JournalEntry {
  const firstEvent = before.lastEvent + 1;
  return { ...before, firstEvent, lastEvent: firstEvent + 1, body: 'more of it', key: null, parts: [], ...changes };
}

/** An entry of no order. */
export function entryOfNoOrder(body: string): JournalEntry {
  return { orderPk: null, firstEvent: 0, lastEvent: 0, atUs: NOW_US, simulated: false, body, key: null, parts: [] };
}
