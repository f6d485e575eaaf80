import { price, quantity } from '@fairlead/core/money/units';
import { planRoute } from '@fairlead/core/routing/plan';
import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import type { Happening } from '@fairlead/core/testing/history';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import { storedRecordOf } from '@fairlead/core/testing/records';
import pg from 'pg';
import { createJournal } from '../journal/journal.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { takeLease } from '../journal/shard-lease.ts';
import { JOURNAL_CODEC } from '../projection/journal-codec.ts';
import { Projector } from '../projection/projector.ts';
import { readBody, writeBody } from '../record/entry-body.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { DEFAULT_CLIENT_ID } from '../seed-catalogue.ts';
import { entriesOf } from './order-entries.ts';

const LIMIT = { orderType: 'LIMIT', limitPrice: price(1_000_000), timeInForce: 'IOC' } as const;
const ORDER = orderOf({ quantity: quantity(300), ...LIMIT });
const INPUT = planInputOf(ORDER, marketOf({ XNAS: { bid: [9_998, 200], ask: [10_000, 200] } }));

/** The record of every decision of these tests: of 300, two thirds go to the only venue that shows them. */
export const { record: RECORD } = storedRecordOf(INPUT, planRoute(INPUT));

/** What it tells. */
export const TOLD = recordSummary(RECORD);

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
  { kind: 'WISH', pick: 0, size: 0, odd: 9 },
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
    body: writeBody(change(decided(readBody(entry.body)))),
    key: index === 0 ? { clientId: DEFAULT_CLIENT_ID, orderId: name } : null,
    parts: [],
  }));
}

function decided(content: EntryContent): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const wave = { record: RECORD, decisionHash: '5'.repeat(64) };
  const events = content.events.map((event) => (event.type === 'WAVE_PLANNED' ? { ...event, ...wave } : event));
  return { ...content, events };
}

/** Appends entries to the journal, and projects it where that is wished for. */
export async function journal(
  url: string,
  entries: readonly JournalEntry[],
  { isProjected = true }: { readonly isProjected?: boolean } = {},
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
  const projector = new Projector({
    databaseUrl: url,
    shard: 0,
    epoch: lease.epoch,
    codec: JOURNAL_CODEC,
    gatherMs: 0,
  });
  await projector.catchUp();
  await projector.close();
}
