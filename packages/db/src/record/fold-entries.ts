import { applyAll } from '@fairlead/core/order-life/fold';
import type { OrderEvent, Receipt } from '@fairlead/core/order-life/order-event';
import { changedLife, lifeOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import { invariant } from '@fairlead/core/result';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { readBody } from './entry-body.ts';
import type { EntryContent, OrderHead } from './entry-content.ts';
import { storedEvents } from './migrated-events.ts';
import { factsOfRows } from './migrated-facts.ts';
import { migratedReceipt } from './migrated-receipt.ts';

/** An order as its entries in the journal tell it. */
export interface FoldedOrder {
  readonly head: OrderHead;
  readonly receipt: Receipt;
  readonly life: OrderLife;
  /** Its events in the journal; those of before the journal are not among them. */
  readonly events: readonly OrderEvent[];
}

type Migrated = Extract<EntryContent, { kind: 'MIGRATED' }>;

/**
 * The order that its entries tell, in their order and from the first on; null for no entries. Throws where one is missing, and for what no router can
 * have written: an order is never gone on with on a guess.
 */
export function foldEntries(
  entries: readonly Pick<StoredEntry, 'firstEvent' | 'lastEvent' | 'body'>[],
): FoldedOrder | null {
  let order: FoldedOrder | null = null;
  for (const { firstEvent, lastEvent, body } of entries) {
    const known: number = order?.life.version ?? 0;
    invariant(firstEvent === known + 1, `an entry begins with event ${firstEvent}, after event ${known}`);
    order = withContent(order, readBody(body));
    invariant(
      order.life.version === lastEvent,
      `an entry ends with event ${lastEvent}, at event ${order.life.version}`,
    );
  }
  return order;
}

function withContent(order: FoldedOrder | null, content: EntryContent): FoldedOrder {
  const { head } = content;
  if (content.kind === 'EVENTS') {
    const { events } = content;
    if (order !== null) return { ...order, life: applyAll(order.life, events), events: [...order.events, ...events] };
    const [first] = events;
    invariant(first?.type === 'RECEIVED', `the first entry of ${head.orderId} does not begin with its receipt`);
    const { receipt } = first;
    return { head, receipt, life: applyAll(lifeOf(receipt, head.scale), events), events };
  }
  invariant(order === null, `the order ${head.orderId} is taken into the journal twice`);
  return { head, ...migratedOrder(content), events: [] };
}

/** Where an order of before the journal stood when it was taken into it: its life of version 1. What had not ended of it is not known to be so still. */
export function migratedLife(content: Migrated): OrderLife {
  return migratedOrder(content).life;
}

function migratedOrder({ head, rows }: Migrated): Pick<FoldedOrder, 'receipt' | 'life'> {
  const ofRow = migratedReceipt(rows.order, head.scale);
  const events = storedEvents(rows.events, { receipt: ofRow, decisions: rows.decisions, scale: head.scale });
  const happened = events ?? eventsOfRows({ head, rows }, ofRow);
  const [first] = happened;
  const receipt = first?.type === 'RECEIVED' ? first.receipt : ofRow;
  const life = applyAll(lifeOf(receipt, head.scale), happened);
  return { receipt, life: changedLife(life, { version: 1 }) };
}

function eventsOfRows({ head, rows }: Omit<Migrated, 'kind'>, receipt: Receipt): OrderEvent[] {
  const atUs = rows.order.updated_at_us;
  return factsOfRows(rows, receipt, head.scale).map((fact) => ({ ...fact, atUs, cause: 'RESTART' }));
}
