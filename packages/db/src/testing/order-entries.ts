import { createHash } from 'node:crypto';
import { quantity } from '@fairlead/core/money/units';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { type Happening, newHistory } from '@fairlead/core/testing/history';
import type { StoredEntry } from '../journal/journal-entry.ts';
import type { Codec, RecordSummary } from '../projection/codec.ts';
import { readControl } from '../record/control-body.ts';
import { readBody, writeBody } from '../record/entry-body.ts';
import type { OrderHead } from '../record/entry-content.ts';
import { DEFAULT_CLIENT_ID } from '../seed-catalogue.ts';

const START_MS = Date.UTC(2026, 10, 20, 15);
const VENUES: Readonly<Record<string, string>> = { V0: 'XNAS', V1: 'ARCX', V2: 'BATS' };

/** What every record of these tests says. */
export const SUMMARY: RecordSummary = {
  objective: 'BEST_PRICE',
  mode: 'SWEEP',
  routedQuantity: 300,
  unallocatedQuantity: 0,
  venueIds: ['XNAS', 'ARCX'],
  expected: { costBps: 0.263, fillRate: 0.98, timeMs: 1.6, confidence: 0.9 },
  engine: '1',
  rulesVersion: '1',
  modelVersion: '1',
  slices: [
    { expectedPriceE8: 10_000_000_000, expectedFeeE8: 30_000_000n },
    { expectedPriceE8: 9_999_000_000, expectedFeeE8: -20_000_000n },
  ],
};

/** The journal's own bodies; records are not read, and say always the same. */
export const TEST_CODEC: Codec = {
  read: readBody,
  control: readControl,
  summary: () => SUMMARY,
  lifeOf: () => {
    throw new Error('no order of before the journal here');
  },
};

/** A UUIDv7 of these tests' day, the same for the same words. */
export function uuidOf(...words: readonly (string | number)[]): string {
  const ms = START_MS.toString(16).padStart(12, '0');
  const hex = createHash('sha256').update(words.join(' ')).digest('hex');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

/** The entries of one order to which these things happen, `each` events an entry, with no position yet. */
export function entriesOf(name: string, happenings: readonly Happening[], each = 2): Omit<StoredEntry, 'position'>[] {
  const history = newHistory('DAY', () => undefined);
  for (const happening of happenings) history.happen(happening);
  const events = history.events.map((event) => realEvent(event, name));
  const head: OrderHead = {
    clientId: DEFAULT_CLIENT_ID,
    orderId: name,
    instrumentId: 'AAPL',
    side: history.first.order.side,
    scale: history.first.scale,
    simulated: false,
    routeOnly: false,
  };
  const entries: Omit<StoredEntry, 'position'>[] = [];
  for (let from = 0; from < events.length; from += each) {
    const some = events.slice(from, from + each);
    entries.push({
      shard: 0,
      orderPk: uuidOf(name),
      firstEvent: from + 1,
      lastEvent: from + some.length,
      atUs: (some.at(-1)?.atUs ?? 0) + 5,
      simulated: false,
      body: writeBody({ kind: 'EVENTS', head, events: some }),
      hash: '0'.repeat(64),
    });
  }
  return entries;
}

/** Entries of several orders as one journal: in turns, each with the next position. */
export function interleaved(orders: readonly (readonly Omit<StoredEntry, 'position'>[])[]): StoredEntry[] {
  const longest = Math.max(0, ...orders.map((entries) => entries.length));
  const turns = Array.from({ length: longest }, (_, turn) => orders.flatMap((entries) => entries[turn] ?? []));
  return turns.flat().map((entry, index) => ({ ...entry, position: index + 1 }));
}

/** The event of a history with ids that a database takes, of catalogued venues and of these tests' day. */
function realEvent(event: OrderEvent, name: string): OrderEvent {
  const told = renamed(event, name);
  const atUs = START_MS * 1_000 + event.atUs;
  if (told.type !== 'RECEIVED') return { ...told, atUs };
  const order = { ...told.receipt.order, orderId: name, instrumentId: 'AAPL', quantity: quantity(300) };
  return { ...told, atUs, receipt: { ...told.receipt, clientId: DEFAULT_CLIENT_ID, order } };
}

const IDS: ReadonlySet<string> = new Set(['id', 'childId', 'decisionId']);

function renamed(event: OrderEvent, name: string): OrderEvent {
  const text = JSON.stringify(event, (key, value) => {
    if (typeof value === 'bigint') return `n:${value}`;
    if (key === 'venueId') return VENUES[value] ?? value;
    if (key === 'childIds') return value.map((id: string) => uuidOf(name, id));
    if (IDS.has(key)) return uuidOf(name, value);
    return value;
  });
  return JSON.parse(text, (_, value) =>
    typeof value === 'string' && /^n:-?\d+$/.test(value) ? BigInt(value.slice(2)) : value,
  );
}
