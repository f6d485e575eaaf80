import { createHash } from 'node:crypto';
import type { ControlEvent } from '@fairlead/core/control/control-event';
import { applyToHalts, type Halts } from '@fairlead/core/control/halts';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { DEFAULT_MARKET_DAY_ROWS } from '@fairlead/core/market/default-market-days';
import { isOrderEnded } from '@fairlead/core/order/order-state';
import { DEFAULT_RULE_ROWS } from '@fairlead/core/rule-calendar/default-rules';
import type { Venue } from '@fairlead/core/venue/venue';
import type { StoredEntry } from '@fairlead/db/journal/journal-entry';
import type { ChildRow, OrderRow } from '@fairlead/db/order-rows';
import { readControl } from '@fairlead/db/record/control-body';
import type { LateEndRow, OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import type { Store } from '@fairlead/router/adapters';
import type { Asker, DatabaseServer } from './database-server.ts';
import { executedSince, instrumentOf } from './executed.ts';
import type { SimulatedDatabase } from './simulated-database.ts';
import { storedOrder, storedWalk, wholeDecision } from './stored-walk.ts';

/** What is traded, and where. */
export interface Catalogue {
  readonly venues: readonly Venue[];
  readonly instruments: readonly Instrument[];
}

const notAsked = () => Promise.reject(new Error('the simulation does not ask for this'));
/** Children that never worked at their venues. */
const NEVER_THERE = ['NOT_SENT', 'PLAN_TOO_OLD', 'VENUE_LOST', 'NEVER_RECEIVED'];

/** What one router asks the simulated database beside its journal: answered as the repositories do, out of the journal and the readable tables. */
export function simulatedStore(server: DatabaseServer, life: Asker, catalogue: Catalogue): Store {
  const { database } = server;
  const ask = <Answer>(work: () => Answer): Promise<Answer> => server.ask(life, work);
  return {
    ...recordsIn(database, ask),
    ...settingsIn(database, ask),
    access: { findKey: notAsked, findSession: notAsked, isClient: notAsked },
    keys: { list: notAsked, make: notAsked, revoke: notAsked, used: notAsked },
    audits: {
      append: (records) =>
        ask(() => {
          database.audits += records.length;
          return true;
        }),
      find: notAsked,
    },
    calendar: {
      marketDays: () => ask(() => [...DEFAULT_MARKET_DAY_ROWS]),
      marketRules: () => ask(() => [...DEFAULT_RULE_ROWS]),
    },
    catalogue: {
      venues: () => ask(() => [...catalogue.venues]),
      venueTerms: () => ask(() => new Map()),
      instruments: () => ask(() => [...catalogue.instruments]),
    },
    engines: { engine: notAsked },
    marketHistory: {
      ensurePartitions: () => ask(() => 0),
      knownUntil: () => ask(() => new Map()),
      write: () => ask(() => {}),
    },
    markouts: { of: notAsked },
    messages: { messagesAfter: notAsked },
    persons: {
      pseudonymOf: ({ clientId, kind, name }) => ask(() => pseudonymOf(`${clientId} ${kind} ${name}`)),
      known: notAsked,
      erase: notAsked,
    },
    projections: {
      position: () => ask(() => ({ position: database.rows.position, atUs: 0 })),
      untilPosition: notAsked,
    },
    quality: { ensurePartitions: () => ask(() => 0), writeQuality: (rows) => ask(() => rows.length) },
    statistics: { venues: notAsked, performance: notAsked },
    executionQuality: { figures: notAsked, expectations: notAsked, calibration: notAsked },
    venueMemory: {
      estimates: () => ask(() => [...database.estimates.values()]),
      lateFills: () => ask(() => []),
      saidStatuses: () => ask(() => []),
      saveEstimates: (rows) =>
        ask(() => {
          for (const row of rows) database.estimates.set(`${row.venue_id} ${row.instrument_id}`, row);
        }),
      say: notAsked,
    },
    reports: () => {
      throw new Error('the simulation has no reports');
    },
    viewed: () => {
      throw new Error('the simulation reads no lists');
    },
    jobs: { jobs: notAsked, runs: notAsked, ask: notAsked },
    volumes: { executedBetween: () => ask(() => []) },
    hearOfInstruments: () => ({ close: async () => {} }),
    announce: () => ask(() => {}),
    close: async () => {},
  };
}

type Ask = <Answer>(work: () => Answer) => Promise<Answer>;

/** What people set: limits alone, in the simulation. */
function settingsIn(database: SimulatedDatabase, ask: Ask): Pick<Store, 'riskLimits' | 'riskLists' | 'rules'> {
  return {
    riskLimits: {
      list: notAsked,
      inForce: () => ask(() => database.limits),
      submit: notAsked,
      approve: notAsked,
      refuse: notAsked,
    },
    riskLists: {
      lists: () => ask(() => ({ restricted: [], locates: [], accounts: [] })),
      locatesUsed: () => ask(() => []),
      restrict: notAsked,
      lift: notAsked,
      locate: notAsked,
      authorise: notAsked,
      deleteLocates: () => ask(() => 0),
    },
    rules: {
      ...{ list: notAsked, find: notAsked, create: notAsked, replace: notAsked, keepSimulation: notAsked },
      ...{ approve: notAsked, rollBack: notAsked, retire: notAsked, history: notAsked, submit: notAsked },
      standing: () => ask(() => []),
      activateDue: () => ask(() => 0),
    },
  };
}

/** What is made of the journal. */
function recordsIn(
  database: SimulatedDatabase,
  ask: Ask,
): Pick<Store, 'control' | 'decisions' | 'exposure' | 'orders' | 'recovery'> {
  return {
    control: {
      inForce: () => ask(() => controlInForce(database)),
      notWritten: (events) => ask(() => notWritten(events, controlIn(database.entries))),
      recentHalts: () => ask(() => []),
      haltIds: () =>
        ask(() => controlIn(database.entries).flatMap((event) => (event.type === 'HALT_PLACED' ? [event.id] : []))),
    },
    decisions: {
      findById: (id) => ask(() => wholeDecision(database, id)),
      firstWaves: notAsked,
    },
    exposure: { executedSince: (sinceUs, without) => ask(() => executedSince(database.rows, sinceUs, without)) },
    orders: {
      findByClientId: (clientId, orderId) => ask(() => storedOrder(database, database.orderPkOf(clientId, orderId))),
      findWalk: (orderPk) => ask(() => storedWalk(database, orderPk)),
    },
    recovery: {
      openOrders: () => ask(() => openOrders(database)),
      isFarBehind: () => ask(() => false),
      orderOfChild: (childId) =>
        ask(() => orderOf(database, database.rows.children.get(childId)?.order_pk ?? namedIn(database, childId))),
      order: (orderPk) => ask(() => orderOf(database, orderPk)),
      endedSince: (venueId, sinceUs) => ask(() => endedSince(database, venueId, sinceUs)),
      keepOrphan: () =>
        ask(() => {
          database.orphans += 1;
        }),
    },
  };
}

/** The order that names a child in what is not projected yet. */
function namedIn({ entries, rows }: SimulatedDatabase, childId: string): string | null {
  return entries.slice(rows.position).find(({ body }) => body.includes(childId))?.orderPk ?? null;
}

function orderOf(database: SimulatedDatabase, orderPk: string | null): OpenOrder | null {
  const entries = orderPk === null ? [] : database.entriesOf(orderPk);
  return orderPk === null || entries.length === 0 ? null : { orderPk, entries: [...entries] };
}

/** Those that the tables show as alive or with something out, and whatever the journal tells beyond them. */
function openOrders(database: SimulatedDatabase): OpenOrder[] {
  const { rows, entries } = database;
  const open = new Set(entries.slice(rows.position).flatMap(({ orderPk }) => (orderPk === null ? [] : [orderPk])));
  for (const order of rows.orders.values()) if (!order.route_only && !isOrderEnded(order.state)) open.add(order.id);
  for (const child of rows.children.values()) {
    if (child.done_at_us === null && rows.orders.get(child.order_pk)?.route_only === false) open.add(child.order_pk);
  }
  const found = [...open].flatMap((orderPk) => orderOf(database, orderPk) ?? []);
  const begunAt = (order: OpenOrder) => order.entries[0]?.position ?? 0;
  return found.sort((a, b) => begunAt(a) - begunAt(b));
}

function endedSince(database: SimulatedDatabase, venueId: string | null, sinceUs: number): LateEndRow[] {
  const ended = [...database.rows.children.values()].filter(
    (child) =>
      (child.done_at_us ?? 0) >= sinceUs &&
      (venueId === null || child.venue_id === venueId) &&
      !NEVER_THERE.includes(child.reject_code ?? ''),
  );
  return ended
    .sort((a, b) => (b.done_at_us ?? 0) - (a.done_at_us ?? 0))
    .flatMap((child) => {
      const order = database.rows.orders.get(child.order_pk);
      return order === undefined ? [] : [lateEndOf(child, order)];
    });
}

function lateEndOf(child: ChildRow, { instrument_id, side }: OrderRow): LateEndRow {
  return {
    ...{ child_id: child.id, venue_id: child.venue_id, venue_order_id: child.venue_order_id, instrument_id, side },
    filled_quantity: child.filled_quantity,
    quantity_decimals: instrumentOf(instrument_id)?.quantityDecimals ?? 0,
  };
}

/** Circuits as they were changed last and halts in force as far as the tables go, and every change beyond. */
function controlInForce({ entries, rows }: SimulatedDatabase): ControlEvent[] {
  const told = controlIn(entries.slice(0, rows.position));
  const circuits = new Map<string, ControlEvent>();
  let halts: Halts = [];
  for (const event of told) {
    if (event.type === 'CIRCUIT_CHANGED') circuits.set(event.venueId, event);
    halts = applyToHalts(halts, event);
  }
  const placed = halts.map((halt): ControlEvent => ({ type: 'HALT_PLACED', ...halt }));
  return [...circuits.values(), ...placed, ...controlIn(entries.slice(rows.position))];
}

/** Those of some events that are not among the written ones. */
export function notWritten(events: readonly ControlEvent[], written: readonly ControlEvent[]): ControlEvent[] {
  const names = new Set(written.map(({ type, id }) => `${type} ${id}`));
  return events.filter(({ type, id }) => !names.has(`${type} ${id}`));
}

/** What entries tell that belongs to no order. */
export function controlIn(entries: readonly StoredEntry[]): ControlEvent[] {
  return entries.flatMap(({ orderPk, body }) => (orderPk === null ? [readControl(body)] : []));
}

function pseudonymOf(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
