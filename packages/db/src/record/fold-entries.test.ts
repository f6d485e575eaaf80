import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import { anyHappenings } from '@fairlead/core/testing/happenings';
import { type Happening, newHistory } from '@fairlead/core/testing/history';
import { receivedFact } from '@fairlead/core/testing/lives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../journal/journal-entry.ts';
import type { DecisionRow, OrderRow } from '../order-rows.ts';
import { receivedRow } from '../projection/order-row.ts';
import { writeBody } from './entry-body.ts';
import type { MigratedRows, OrderHead } from './entry-content.ts';
import { foldEntries, migratedLife } from './fold-entries.ts';
import { payloadOf, toldEvents } from './told-events.ts';

const HEAD: OrderHead = {
  clientId: 'client-1',
  orderId: 'order-1',
  instrumentId: 'AAPL',
  side: 'BUY',
  scale: { priceDecimals: 4, quantityDecimals: 0 },
  simulated: false,
  routeOnly: false,
};
const PK = '019ab000-0000-7000-8000-000000000001';

const histories = fc.tuple(anyHappenings, fc.constantFrom('DAY', 'IOC', 'GTC'));

function played([happenings, timeInForce]: [Happening[], 'DAY' | 'IOC' | 'GTC']) {
  const history = newHistory(timeInForce, () => undefined);
  for (const happening of happenings) history.happen(happening);
  return history;
}

function entryOf(position: number, firstEvent: number, lastEvent: number, body: string): StoredEntry {
  const place = { shard: 0, position, hash: `${position}`.padStart(64, '0') };
  return { ...place, orderPk: PK, firstEvent, lastEvent, atUs: 7, simulated: false, body };
}

/** Events as entries of so many, after as many events of the order. */
function entriesOf(events: readonly OrderEvent[], piece: number, before = 0): StoredEntry[] {
  const entries: StoredEntry[] = [];
  for (let from = 0; from < events.length; from += piece) {
    const some = events.slice(from, from + piece);
    const body = writeBody({ kind: 'EVENTS', head: HEAD, events: some });
    entries.push(entryOf(before + from + 1, before + from + 1, before + from + some.length, body));
  }
  return entries;
}

/** An order as a router of before the journal has stored it: its events under version 1, its row, and the records of its decisions. */
function rowsOf(events: readonly OrderEvent[], life: OrderLife): MigratedRows {
  const received = receivedFact(life);
  if (received.type !== 'RECEIVED') throw new Error('a receipt expected');
  const row: OrderRow = receivedRow(received.receipt, { orderPk: PK, atUs: 5, scale: HEAD.scale });
  const stored = events.map((event, index) => ({
    order_pk: PK,
    seq: index + 1,
    event_type: event.type,
    payload: payloadOf(event, HEAD.scale).replace(/^{"v":2/, '{"v":1'),
    prev_hash: '',
    hash: '',
    created_at_us: event.atUs,
  }));
  const decisions = events.flatMap((event) =>
    event.type === 'WAVE_PLANNED'
      ? [{ id: event.decisionId, evidence: event.record, routing_time_us: event.routingTimeUs } as DecisionRow]
      : [],
  );
  return { order: row, decisions, children: [], executions: [], events: stored };
}

describe('the fold of an order’s entries', () => {
  it('is its life, with its receipt and events, in whatever pieces it was written', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 9 }), (happened, piece) => {
        const { events, life, first } = played(happened);
        const folded = foldEntries(entriesOf(events, piece));
        expect(folded).toMatchObject({ head: HEAD, receipt: { clientId: 'client-1', order: first.order } });
        expect(folded?.life).toEqual(life);
        expect(folded?.events).toEqual(events);
      }),
      { numRuns: 200 },
    );
  });

  it('is nothing without entries, and refused where one is missing, doubled or without its receipt', () => {
    const { events } = played([[], 'DAY']);
    const [first, second] = entriesOf(events, 1);
    if (first === undefined || second === undefined) throw new Error('two entries expected');
    expect(foldEntries([])).toBeNull();
    expect(() => foldEntries([second])).toThrow('begins with event 2, after event 0');
    expect(() => foldEntries([first, first])).toThrow('begins with event 1, after event 1');
    expect(() => foldEntries([{ ...second, firstEvent: 1, lastEvent: 1 }])).toThrow('receipt');
    expect(() => foldEntries([{ ...first, lastEvent: 2 }])).toThrow('ends with event 2, at event 1');
  });
});

describe('an order of before the journal', () => {
  it('has the life that its stored events tell, as of version 1, and goes on from there', () => {
    fc.assert(
      fc.property(histories, fc.nat(60), (happened, at) => {
        // Then nobody moved the fixed charge of what was taken back.
        const events = played(happened).events.map((event) =>
          event.type === 'TRADE_BUSTED' ? { ...event, bears: null } : event,
        );
        const life = foldEntries(entriesOf(events, 3))?.life;
        if (life === undefined) throw new Error('a life expected');
        // The routers of before the journal changed no children, and planned nothing again.
        const firstNew = events.findIndex(({ type }) => type === 'CHILD_REPLACE_ASKED' || type === 'REPLANNED');
        const most = firstNew === -1 ? events.length : firstNew;
        const before = events.slice(0, Math.max(1, at % (most + 1)));
        const after = events.slice(before.length);
        const rows = rowsOf(before, life);
        const migrated = entryOf(1, 1, 1, writeBody({ kind: 'MIGRATED', head: HEAD, rows }));
        const folded = foldEntries([migrated, ...entriesOf(after, 3, 1)]);
        expect(folded?.life).toEqual({ ...life, version: 1 + after.length });
        expect(folded?.events).toEqual(after);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused where an event is of another version, or its wave without its decision', () => {
    const { events, life } = played([[], 'DAY']);
    const rows = rowsOf(events, life);
    const [first, ...others] = rows.events;
    const later = { ...first, payload: String(first?.payload).replace('"v":1', '"v":3') };
    const lifeOf = (changes: Partial<MigratedRows>) => () =>
      migratedLife({ kind: 'MIGRATED', head: HEAD, rows: { ...rows, ...changes } });
    expect(lifeOf({ events: [later, ...others] })).toThrow('an event of version 3');
    expect(lifeOf({ decisions: [] })).toThrow('a wave with its decision');
  });

  it('tells its events of before as they were stored, that it was taken in, and those after, in one gapless count', () => {
    const { events, life } = played([[], 'DAY']);
    const rows = rowsOf(events, life);
    const migrated = entryOf(1, 1, 1, writeBody({ kind: 'MIGRATED', head: HEAD, rows }));
    const canceled: OrderEvent = { type: 'CANCEL_ASKED', atUs: 9, cause: 'REQUEST' };
    const told = toldEvents([migrated, ...entriesOf([canceled], 1, 1)]);
    expect(told.map(({ seq, event_type, position }) => [seq, event_type, position])).toEqual([
      [1, 'RECEIVED', 1],
      [2, 'WAVE_PLANNED', 1],
      [3, 'MIGRATED', 1],
      [4, 'CANCEL_ASKED', 2],
    ]);
    expect(told[0]?.payload).toBe(rows.events[0]?.payload);
    expect(told[3]).toEqual({
      ...{ order_pk: PK, seq: 4, event_type: 'CANCEL_ASKED', payload: '{"v":2,"cause":"REQUEST"}' },
      ...{ created_at_us: 9, shard: 0, position: 2, hash: '2'.padStart(64, '0') },
    });
  });
});
