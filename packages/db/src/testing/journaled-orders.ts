import type { Happening } from '@fairlead/core/testing/history';
import pg from 'pg';
import { createJournal } from '../journal/journal.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { takeLease } from '../journal/shard-lease.ts';
import type { Codec } from '../projection/codec.ts';
import { Projector } from '../projection/projector.ts';
import { readBody, writeBody } from '../record/entry-body.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { migratedLife } from '../record/fold-entries.ts';
import type { ToldRecord } from '../record/record-reading.ts';
import type { JournalReading } from '../repositories/journaled-order.ts';
import { DEFAULT_CLIENT_ID } from '../seed-catalogue.ts';
import { entriesOf, SUMMARY } from './order-entries.ts';

/** What every record of these tests tells. */
export const TOLD: ToldRecord = {
  unallocatedQuantity: 100,
  slices: [
    {
      ...{ venueId: 'XNAS', venueType: 'EXCHANGE', quantity: 200, routingPriority: 1 },
      ...{ expectedFillTimeMs: 1.6, expectedCostBps: 0.263 },
    },
  ],
  expected: { fillRate: 0.98, costBps: 0.263, timeMs: 1.6, confidence: 0.9 },
  rationale: 'cheapest all-in first',
};

/** The journal's own forms, but for the records of decisions. */
export const CODEC: Codec = { read: readBody, summary: () => SUMMARY, lifeOf: migratedLife };

export const READING: JournalReading = { codec: CODEC, records: { summary: () => TOLD, partNames: () => null } };

/** The first wave of an order of 300 goes to its venue, and 120 of its 200 are executed there. */
export const PARTLY_FILLED: readonly Happening[] = [
  { kind: 'COMMIT', pick: 0, size: 0, odd: 4 },
  { kind: 'ACK', pick: 0, size: 0, odd: 0 },
  { kind: 'HEAR', pick: 0, size: 0, odd: 1 },
  { kind: 'EXECUTE', pick: 0, size: 119, odd: 1 },
  { kind: 'HEAR', pick: 0, size: 0, odd: 1 },
];

/** The order then ends: its caller asks for it, and the venue gives the rest back. */
export const ENDED: readonly Happening[] = [
  ...PARTLY_FILLED,
  { kind: 'WISH', pick: 0, size: 0, odd: 6 },
  { kind: 'STEP', pick: 0, size: 0, odd: 1 },
  { kind: 'HEAR', pick: 0, size: 0, odd: 1 },
  { kind: 'STEP', pick: 0, size: 0, odd: 1 },
];

/** The entries of an order to which these things happen, two events each, as the router appends them. */
export function journalEntriesOf(
  name: string,
  happenings: readonly Happening[] = PARTLY_FILLED,
  change: (content: EntryContent) => EntryContent = (content) => content,
): JournalEntry[] {
  return entriesOf(name, happenings).map(({ shard: _shard, hash: _hash, ...entry }, index) => ({
    ...entry,
    body: writeBody(change(withHash(readBody(entry.body)))),
    key: index === 0 ? { clientId: DEFAULT_CLIENT_ID, orderId: name } : null,
    parts: [],
  }));
}

function withHash(content: EntryContent): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const decisionHash = '5'.repeat(64);
  const events = content.events.map((event) => (event.type === 'WAVE_PLANNED' ? { ...event, decisionHash } : event));
  return { ...content, events };
}

/** Appends entries to the journal, and projects it where that is wished for. */
export async function journal(
  url: string,
  entries: readonly JournalEntry[],
  { isProjected = true, codec = CODEC }: { readonly isProjected?: boolean; readonly codec?: Codec } = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const lease = await takeLease(client, 0);
  await client.end();
  const writer = createJournal({ databaseUrl: url, lease });
  for (const entry of entries) {
    const outcome = await writer.append(entry);
    if (!outcome.ok) throw new Error(`${outcome.error} ${outcome.detail ?? ''}`);
  }
  await writer.close();
  if (!isProjected) return;
  const projector = new Projector({ databaseUrl: url, shard: 0, epoch: lease.epoch, codec, gatherMs: 0 });
  await projector.catchUp();
  await projector.close();
}
