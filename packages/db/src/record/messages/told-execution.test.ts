import { type JournalMessage, journalMessage } from '@fairlead/contracts/event-messages';
import { formatScaled } from '@fairlead/core/money/scaled';
import { anyHappenings } from '@fairlead/core/testing/happenings';
import type { Happening } from '@fairlead/core/testing/history';
import { receivedFact } from '@fairlead/core/testing/lives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../journal/journal-entry.ts';
import { RECORD } from '../../testing/journaled-orders.ts';
import { entriesOf, uuidOf } from '../../testing/order-entries.ts';
import {
  busted,
  CHILD_ID,
  CUSTOMER,
  corrected,
  DECISION_ID,
  entriesOfFacts,
  executionsIn,
  fill,
  LIFE,
  lastTold,
  SENT,
  toldBy,
  under,
  WAVE,
  WORKING,
} from '../../testing/told-orders.ts';
import { readBody, writeBody } from '../entry-body.ts';
import { foldedEntries } from './folded-entry.ts';

describe('an execution', () => {
  it('says whose it is, in what, when, and what it costs, in exact texts', () => {
    const venueTimeUs = 1_763_650_800_123_456;
    const told = { fee: null, lastMarket: null, venueTimeUs, isFeeCharged: true, isFlagAssumed: false };
    const booked = fill('e1', 120);
    const messages = lastTold(WORKING, { ...booked, execution: { ...booked.execution, told } });
    const common = {
      ...{ quantity: '120', price: '99.99', currency: 'USD', fee: '0.3', fee_source: 'VENUE' },
      ...{ executed_at: '2026-11-20T15:00:04.000000Z', venue_time: '2025-11-20T15:00:00.123456Z' },
      ...{ simulated: false, route_only: false, account: 'ACC-7', order_id: 'order-1', side: 'BUY' },
    };
    expect(executionsIn(messages)).toEqual([
      {
        ...common,
        ...{ execution_id: uuidOf('execution', 'e1'), exec_type: 'TRADE', ref_execution_id: null },
        ...{ client_id: 'client-1', instrument_id: 'AAPL', venue_id: 'XNAS', child_id: CHILD_ID },
        ...{ decision_id: DECISION_ID, liquidity_flag: 'TAKE', booked_at: '2026-11-20T15:00:04.000000Z' },
      },
    ]);
    expect(under(messages, 'trades.executed')).toMatchObject([
      {
        ...common,
        ...{ event_type: 'TradeExecutedEvent', trade_id: uuidOf('execution', 'e1'), ref_trade_id: null },
        ...{ user_id: 'client-1', customer_id: CUSTOMER, symbol: 'AAPL', venue: 'XNAS' },
        ...{ buy_user_id: 'client-1', sell_user_id: null, aggressor_side: 'BUY' },
      },
    ]);
  });

  it('that a venue takes back in a later entry is told as it was last told, under an id of its own', () => {
    const entries = entriesOfFacts([[...WORKING, fill('e1', 120)], [corrected('e1', 110)], [busted('e1')]]);
    const [, correction, cancel] = toldBy(entries).map((messages) => messages.map(({ told }) => told));
    const id = uuidOf('execution', 'e1');
    const now = { quantity: '110', price: '90', fee: '-0.00000001', executed_at: '2026-11-20T15:00:04.000000Z' };
    expect(executionsIn(correction ?? [])).toMatchObject([
      { exec_type: 'CORRECT', ref_execution_id: id, ...now, booked_at: '2026-11-20T15:00:05.000000Z' },
    ]);
    expect(executionsIn(cancel ?? [])).toMatchObject([
      { exec_type: 'CANCEL', ref_execution_id: id, ...now, booked_at: '2026-11-20T15:00:06.000000Z' },
    ]);
    const [ofCorrection, ofCancel] = [correction, cancel].flatMap((each) => executionsIn(each ?? []));
    expect(new Set([id, ofCorrection?.execution_id, ofCancel?.execution_id]).size).toBe(3);
    expect(under(cancel ?? [], 'trades.executed')).toMatchObject([
      { event_type: 'TradeCancelledEvent', trade_id: ofCancel?.execution_id, ref_trade_id: id },
    ]);
  });

  it('that bears the fixed charge of one that is taken back is told with its new fee', () => {
    const told = executionsIn(lastTold([...WORKING, fill('e1', 50), fill('e2', 60)], busted('e1', 'e2')));
    expect(told).toMatchObject([
      { exec_type: 'CANCEL', ref_execution_id: uuidOf('execution', 'e1'), quantity: '50', fee: '0.3' },
      { exec_type: 'CORRECT', ref_execution_id: uuidOf('execution', 'e2'), quantity: '60', fee: '0.55' },
    ]);
  });

  it('is told once as its entry leaves it, and not at all where its entry takes it back again', () => {
    const more = fill('e2', 10);
    expect(executionsIn(lastTold(WORKING, fill('e1', 120), corrected('e1', 110)))).toMatchObject([
      { exec_type: 'TRADE', quantity: '110', price: '90' },
    ]);
    expect(lastTold(WORKING, fill('e1', 120), busted('e1'))).toEqual([]);
    const twice = executionsIn(
      lastTold([...WORKING, fill('e1', 120)], corrected('e1', 110), more, corrected('e1', 90)),
    );
    expect(twice.map(({ exec_type, quantity: count }) => [exec_type, count])).toEqual([
      ['TRADE', '10'],
      ['CORRECT', '90'],
    ]);
  });

  it('that a venue books anew under an id that it has taken back is another', () => {
    const anew = fill('e1', 120);
    const again = { ...anew, execution: { ...anew.execution, id: uuidOf('another') } };
    const told = executionsIn(lastTold([...WORKING, fill('e1', 120)], busted('e1'), again));
    expect(
      told.map(({ exec_type, execution_id, ref_execution_id }) => [exec_type, ref_execution_id ?? execution_id]),
    ).toEqual([
      ['CANCEL', uuidOf('execution', 'e1')],
      ['TRADE', uuidOf('another')],
    ]);
  });

  it.each([
    { side: 'BUY', flag: 'MAKE', aggressor: 'SELL', buyer: 'client-1' },
    { side: 'SELL', flag: 'TAKE', aggressor: 'SELL', buyer: null },
    { side: 'SELL_SHORT', flag: 'MAKE', aggressor: 'BUY', buyer: null },
    { side: 'BUY', flag: 'MIDPOINT', aggressor: null, buyer: 'client-1' },
  ] as const)('of $side that is $flag has $aggressor as aggressor', ({ side, flag, aggressor, buyer }) => {
    const booked = fill('e1', 1);
    const order = { ...LIFE.order, side };
    const facts = [receivedFact({ ...LIFE, order }), WAVE, SENT];
    const execution = { ...booked.execution, liquidityFlag: flag };
    const [messages = []] = toldBy(entriesOfFacts([[...facts, { ...booked, execution }]], { side }));
    const trades = under(
      messages.map(({ told }) => told),
      'trades.executed',
    );
    expect(trades).toMatchObject([{ side, aggressor_side: aggressor, buy_user_id: buyer }]);
  });
});

describe('what is told of an order', () => {
  const histories = fc.tuple(anyHappenings, fc.integer({ min: 1, max: 5 }));

  it('leaves who follows it with the executions that the order has, and is the same in the shapes of the contract at each reading', () => {
    fc.assert(
      fc.property(histories, ([happenings, each]) => {
        const entries = storedEntriesOf(happenings, each);
        const messages = toldBy(entries).flat();
        const upTo = Math.ceil(entries.length / 2);
        expect(toldBy(entries.slice(0, upTo)).flat()).toEqual(messages.filter(({ told }) => told.position <= upTo));
        expect(messages.map(({ told }) => journalMessage.parse(told))).toEqual(messages.map(({ told }) => told));
        expect(new Set(messages.map(({ told }) => told.event_id)).size).toBe(messages.length);
        expect(followed(messages.map(({ told }) => told))).toEqual(executionsOf(entries));
      }),
    );
  });
});

type Book = ReadonlyMap<string, readonly [quantity: string, price: string, fee: string]>;

/** The executions of an order as somebody has them who follows its messages. */
function followed(messages: readonly JournalMessage[]): Book {
  const book = new Map<string, readonly [string, string, string]>();
  for (const { exec_type, execution_id, ref_execution_id, ...told } of executionsIn(messages)) {
    const id = ref_execution_id ?? execution_id;
    expect(book.has(id)).toBe(exec_type !== 'TRADE');
    if (exec_type === 'CANCEL') book.delete(id);
    else book.set(id, [told.quantity, told.price, told.fee]);
  }
  return book;
}

/** The executions of an order as its fold has them. */
function executionsOf(entries: readonly StoredEntry[]): Book {
  const folded = foldedEntries(entries);
  const life = folded.ok ? folded.value.at(-1)?.after : undefined;
  const booked = life?.children.flatMap(({ executions }) => executions) ?? [];
  return new Map(
    booked.map((each) => [
      each.id,
      [formatScaled(each.quantity, 0), formatScaled(each.price, 4), formatScaled(each.feeE8, 8)],
    ]),
  );
}

/** The entries of an order to which these things happen, so many events an entry. */
function storedEntriesOf(happenings: readonly Happening[], each: number): StoredEntry[] {
  return entriesOf('order-1', happenings, each).map((entry, index) => {
    const content = readBody(entry.body);
    if (content.kind === 'MIGRATED') throw new Error('events expected');
    const events = content.events.map((event) =>
      event.type === 'WAVE_PLANNED' ? { ...event, record: RECORD } : event,
    );
    return {
      ...entry,
      position: index + 1,
      hash: String(index).padStart(64, '0'),
      body: writeBody({ ...content, events }),
    };
  });
}
