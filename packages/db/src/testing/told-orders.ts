import type { JournalMessage, MessageTopic, PayloadOf } from '@fairlead/contracts/event-messages';
import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import type { OrderFact } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import { newLifeOf, receivedFact, waveOf } from '@fairlead/core/testing/lives';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { writeBody } from '../record/entry-body.ts';
import type { OrderHead } from '../record/entry-content.ts';
import { type FoldedEntry, foldedEntries } from '../record/messages/folded-entry.ts';
import type { Message } from '../record/messages/message.ts';
import { messagesOf } from '../record/messages/messages-of.ts';
import { RECORD } from './journaled-orders.ts';
import { uuidOf } from './order-entries.ts';

const FIRST_US = Date.UTC(2026, 10, 20, 15) * 1_000;
export const [CHILD_ID, DECISION_ID] = [uuidOf('child'), uuidOf('decision')];
const ACCOUNT = uuidOf('account');
/** The account of these orders has a name, their customer is erased. */
const NAMES = { persons: new Map([[ACCOUNT, 'ACC-7']]), currencies: new Map([['AAPL', 'USD']]) };
export const CUSTOMER = uuidOf('customer');

const HEAD: OrderHead = {
  clientId: 'client-1',
  orderId: 'order-1',
  instrumentId: 'AAPL',
  side: 'BUY',
  scale: { priceDecimals: 4, quantityDecimals: 0 },
  simulated: false,
  routeOnly: false,
};

/** An order to buy 300 at 100.00 at most, and the wave that sends 200 of it to XNAS. */
export const LIFE = newLifeOf({ orderId: 'order-1', instrumentId: 'AAPL', account: ACCOUNT, customerId: CUSTOMER });
export const RECEIVED = receivedFact(LIFE);
export const WAVE = wave(LIFE);
export const SENT: OrderFact = { type: 'CHILD_SENT', childId: CHILD_ID, epoch: null };

function wave(life: OrderLife): OrderFact {
  return waveOf(life, { [CHILD_ID]: { quantity: 200 } }, { decisionId: DECISION_ID, record: RECORD });
}

/** So many shares at 99.99 or another price, taken for a fee of 0.3 that the venue has not said. */
export function fill(venueId: string, count: number, at = 999_900): Extract<OrderFact, { type: 'FILL' }> {
  return {
    type: 'FILL',
    childId: CHILD_ID,
    execution: {
      id: uuidOf('execution', venueId),
      executionId: venueId,
      quantity: quantity(count),
      price: price(at),
      feeE8: moneyE8(30_000_000n),
      liquidityFlag: 'TAKE',
      told: null,
    },
    marks: [],
    market: { bid: price(999_900), ask: price(1_000_000), doubleMid: 1_999_900 },
  };
}

export const corrected = (executionId: string, count: number): OrderFact => ({
  ...{ type: 'TRADE_CORRECTED', childId: CHILD_ID, executionId, quantity: quantity(count), price: price(900_000) },
  ...{ feeE8: moneyE8(-1n), charged: null },
});
export const busted = (executionId: string, bearer: string | null = null): OrderFact => ({
  ...{ type: 'TRADE_BUSTED', childId: CHILD_ID, executionId },
  bears: bearer === null ? null : { executionId: bearer, feeE8: moneyE8(55_000_000n) },
});

/** The entries of the order, each of these facts, a second an event. */
export function entriesOfFacts(parts: readonly (readonly OrderFact[])[], head: Partial<OrderHead> = {}): StoredEntry[] {
  let count = 0;
  return parts.map((facts, index) => {
    const firstEvent = count + 1;
    const events = facts.map((fact) => ({ ...fact, atUs: FIRST_US + count++ * 1_000_000, cause: 'REPORT' as const }));
    return {
      ...{ shard: 0, position: index + 1, hash: String(index).padStart(64, '0'), orderPk: uuidOf('order') },
      ...{ firstEvent, lastEvent: count, atUs: FIRST_US, simulated: false },
      body: writeBody({ kind: 'EVENTS', head: { ...HEAD, ...head }, events }),
    };
  });
}

/** What each of the entries tells. */
export function toldBy(entries: readonly StoredEntry[]): readonly (readonly Message[])[] {
  return foldedOf(entries).map((each) => messagesOf(each, NAMES));
}

function foldedOf(entries: readonly StoredEntry[]): readonly FoldedEntry[] {
  const folded = foldedEntries(entries);
  if (!folded.ok) throw new Error(folded.error);
  return folded.value;
}

/** An order whose first wave works at its venue. */
export const WORKING = [
  RECEIVED,
  WAVE,
  SENT,
  { type: 'CHILD_ACKED', childId: CHILD_ID, venueOrderId: null },
] satisfies OrderFact[];

/** What the last entry of an order tells, after one of what was before. */
export function lastTold(before: readonly OrderFact[], ...facts: readonly OrderFact[]): JournalMessage[] {
  const entries = entriesOfFacts(before.length === 0 ? [facts] : [before, facts]);
  return (toldBy(entries).at(-1) ?? []).map(({ told }) => told);
}

export function under<Topic extends MessageTopic>(messages: readonly JournalMessage[], topic: Topic) {
  type Told = JournalMessage & { readonly payload: PayloadOf<Topic> };
  const isUnder = (each: JournalMessage): each is Told => each.topic === topic;
  return messages.filter(isUnder).map((each): PayloadOf<Topic> => each.payload);
}

export const executionsIn = (messages: readonly JournalMessage[]) =>
  under(messages, 'order_execution').map((each) => each.order_execution);
