import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import type { StoredEntry } from '@fairlead/db/journal/journal-entry';
import { type ProjectedOrder, take } from '@fairlead/db/projection/projected-order';
import { readBody } from '@fairlead/db/record/entry-body';
import type { StoredOrder } from '@fairlead/db/repositories/recovery-repository';
import type { BenchRouter } from './bench-router.ts';

const CODEC = {
  summary: recordSummary,
  lifeOf: () => {
    throw new Error('no order of before the journal here');
  },
};

/** Everything that a bench router has made durable, in that order. */
export function journaledBy(router: Pick<BenchRouter, 'log'>): StoredEntry[] {
  return router.log.flatMap((each) => ('journaled' in each ? [each.journaled] : []));
}

/** The events of an entry. */
export function eventsOf({ body }: Pick<StoredEntry, 'body'>): readonly OrderEvent[] {
  const content = readBody(body);
  return content.kind === 'EVENTS' ? content.events : [];
}

/** Every event that a bench router has made durable. */
export function eventsBy(router: Pick<BenchRouter, 'log'>): OrderEvent[] {
  return journaledBy(router).flatMap((entry) => [...eventsOf(entry)]);
}

/** Every order as the readable tables show it. */
export function rowsBy(router: Pick<BenchRouter, 'log'>): ProjectedOrder[] {
  return rowsOf(journaledBy(router));
}

/** The same of some entries. */
export function rowsOf(entries: readonly StoredEntry[]): ProjectedOrder[] {
  const orders = new Map<string, ProjectedOrder>();
  for (const { orderPk, ...entry } of entries) {
    if (orderPk === null) continue;
    const content = readBody(entry.body);
    orders.set(orderPk, take(orders.get(orderPk) ?? null, { place: { ...entry, orderPk }, content }, CODEC));
  }
  return [...orders.values()];
}

/** Every order as recovery finds it in the journal. */
export function storedOrders(entries: readonly StoredEntry[]): StoredOrder[] {
  const orders = new Map<string, StoredEntry[]>();
  for (const entry of entries) {
    if (entry.orderPk !== null) orders.set(entry.orderPk, [...(orders.get(entry.orderPk) ?? []), entry]);
  }
  return [...orders].map(([orderPk, own]) => ({
    orderPk,
    instrumentId: readBody(own[0]?.body ?? '').head.instrumentId,
    entries: own,
  }));
}
