import type { ControlEvent } from '@fairlead/core/control/control-event';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import type { StoredEntry } from '@fairlead/db/journal/journal-entry';
import type { ExecutionRow } from '@fairlead/db/order-rows';
import { type ProjectedOrder, take } from '@fairlead/db/projection/projected-order';
import { readControl } from '@fairlead/db/record/control-body';
import { readBody } from '@fairlead/db/record/entry-body';
import { foldedEntries } from '@fairlead/db/record/messages/folded-entry';
import { messagesOf } from '@fairlead/db/record/messages/messages-of';
import { toldEvents } from '@fairlead/db/record/told-events';
import type { WaveSums } from '@fairlead/db/repositories/order-parts';
import type { OrderWalk } from '@fairlead/db/repositories/order-repository';
import type { OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import type { Market } from '../src/market-data/market.ts';
import type { LiveOrder } from '../src/order/live-order.ts';
import { reviveOrder } from '../src/recovery/stored-order.ts';

const CODEC = {
  summary: recordSummary,
  lifeOf: () => {
    throw new Error('no order of before the journal here');
  },
};

const NO_NAMES = { persons: new Map(), currencies: new Map() };

/** A router of whose doings a list is kept. */
interface Logged {
  readonly log: readonly ({ readonly journaled: StoredEntry } | object)[];
}

/** Everything that a bench router has made durable, in that order. */
export function journaledBy(router: Logged): StoredEntry[] {
  return router.log.flatMap((each) => ('journaled' in each ? [each.journaled] : []));
}

/** The events of an entry. */
export function eventsOf({ orderPk, body }: Pick<StoredEntry, 'orderPk' | 'body'>): readonly OrderEvent[] {
  if (orderPk === null) return [];
  const content = readBody(body);
  return content.kind === 'EVENTS' ? content.events : [];
}

/** Every event that a bench router has made durable. */
export function eventsBy(router: Logged): OrderEvent[] {
  return journaledBy(router).flatMap((entry) => [...eventsOf(entry)]);
}

/** What has happened to no order, as far as it is durable. */
export function controlBy(router: Logged): ControlEvent[] {
  return journaledBy(router).flatMap(({ orderPk, body }) => (orderPk === null ? [readControl(body)] : []));
}

/** Every order as the readable tables show it. */
export function rowsBy(router: Logged): ProjectedOrder[] {
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
export function storedOrders(entries: readonly StoredEntry[]): OpenOrder[] {
  const orders = new Map<string, StoredEntry[]>();
  for (const entry of entries) {
    if (entry.orderPk !== null) orders.set(entry.orderPk, [...(orders.get(entry.orderPk) ?? []), entry]);
  }
  return [...orders].map(([orderPk, own]) => ({ orderPk, entries: own }));
}

/** The only order again, made of what is durable. */
export function revivedOf(router: Logged & { readonly market: Pick<Market, 'instrument'> }): LiveOrder {
  const [stored] = storedOrders(journaledBy(router));
  if (stored === undefined) throw new Error('an order expected');
  return reviveOrder(stored, (instrumentId) => router.market.instrument(instrumentId));
}

/** What others are told of what a bench router has made durable, by topics, those of each order by themselves. */
export function topicsBy(router: Logged): string[] {
  return storedOrders(journaledBy(router)).flatMap(({ entries }) => {
    const folded = foldedEntries(entries);
    if (!folded.ok) throw new Error(folded.error);
    return folded.value.flatMap((each) => messagesOf(each, NO_NAMES)).map(({ told }) => told.topic);
  });
}

/** The only order with everything that happened to it, as the database tells it. */
export function walkOf(router: Logged): OrderWalk {
  const [projected] = rowsBy(router);
  if (projected === undefined) throw new Error('an order expected');
  const { order, decisions, children, executions } = projected;
  const waves = decisions.map((decision) => ({
    ...decision,
    rationale: null,
    ...sumsOf(
      executions.filter((fill) =>
        children.some(({ id, decision_id }) => id === fill.child_id && decision_id === decision.id),
      ),
    ),
  }));
  return {
    order: { ...order, account_erased: false, customer_erased: false },
    decisions: waves,
    ...{ children, executions },
    events: toldEvents(journaledBy(router)),
  };
}

function sumsOf(fills: readonly ExecutionRow[]): WaveSums {
  const sum = (of: (fill: ExecutionRow) => number) =>
    fills
      .reduce((total, fill) => total + of(fill), 0)
      .toFixed(8)
      .replace(/\.?0+$/, '');
  return {
    filled_quantity: sum((fill) => Number(fill.quantity)),
    notional: sum((fill) => Number(fill.price) * Number(fill.quantity)),
    total_fees: sum((fill) => Number(fill.fee)),
  };
}
