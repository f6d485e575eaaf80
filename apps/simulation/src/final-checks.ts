import { isDeepStrictEqual } from 'node:util';
import { isChildEnded } from '@fairlead/core/order/child-state';
import { type ChildLife, reservedOf } from '@fairlead/core/order-life/child-life';
import { orderExposure } from '@fairlead/core/order-life/order-exposure';
import { childOf, isEnded, type OrderLife } from '@fairlead/core/order-life/order-life';
import { type Exposure, NO_EXPOSURE, plus } from '@fairlead/core/risk/exposure';
import { EMPTY_CHAIN, entryHash } from '@fairlead/db/journal/chain';
import { foldEntries } from '@fairlead/db/record/fold-entries';
import { journaledOrder } from '@fairlead/db/repositories/journaled-order';
import type { Parts } from '@fairlead/router/parts';
import type { VenueOrder } from '@fairlead/venue-sim/venue/venue-order';
import { checkCircuits } from './circuits-check.ts';
import { instrumentOf } from './executed.ts';
import type { Ledger } from './ledger.ts';
import type { SendWatch } from './send-watch.ts';
import type { SimulatedDatabase } from './simulated-database.ts';
import { controlIn } from './simulated-store.ts';
import type { BookedOrder } from './venue-host.ts';
import type { Verdict } from './verdict.ts';

/** What is looked at when everything is quiet. */
export interface Quiet {
  readonly verdict: Verdict;
  readonly ledger: Ledger;
  readonly database: SimulatedDatabase;
  readonly watch: SendWatch;
  readonly books: ReadonlyMap<string, BookedOrder>;
  readonly parts: Parts;
}

/** Holds the router's record against the venues' own books, the readable tables and memory against the journal, and the journal against itself. */
export function checkQuiet(quiet: Quiet): void {
  checkBooks(quiet);
  for (const [orderPk, life] of quiet.ledger.lives) checkOrder(quiet, orderPk, life);
  checkTables(quiet);
  checkMemory(quiet);
  checkExposure(quiet);
  checkCircuits(controlIn(quiet.database.entries), quiet.verdict);
  checkChain(quiet);
}

/** Each venue's executions are ours, and each child came once. */
function checkBooks({ verdict, ledger, watch, books }: Quiet): void {
  for (const [childId, { order, venueId, isForgotten }] of books) {
    const intended = watch.sent.get(childId);
    const life = ledger.lives.get(intended?.orderPk ?? '');
    const child = life === undefined ? undefined : childOf(life, childId);
    verdict.holds(order.timesReceived === 1, 'NO_CHILD_IS_RECEIVED_TWICE', () => ({ childId, venueId }));
    verdict.holds(child !== undefined, 'VENUES_HAVE_WHAT_WE_SENT_AND_NO_MORE', () => ({ childId, venueId }));
    if (child === undefined || isForgotten) continue;
    const theirs = executionsOf(order.executions);
    const ours = executionsOf(child.executions);
    verdict.holds(isDeepStrictEqual(theirs, ours), 'OUR_EXECUTIONS_ARE_THE_VENUES', () => ({
      ...{ childId, venueId, theirs, ours, orderPk: intended?.orderPk, at: order.state },
    }));
    const [charged, booked] = [feesOf(order.executions), feesOf(child.executions)];
    verdict.holds(isDeepStrictEqual(charged, booked), 'OUR_FEES_ARE_THE_VENUES', () => ({
      ...{ childId, venueId, charged, booked, orderPk: intended?.orderPk },
    }));
    verdict.holds(isSameEnd(order, child), 'OUR_CHILD_STANDS_AS_AT_ITS_VENUE', () => ({
      ...{ childId, venueId, theirs: order.state, ours: child.state, orderPk: intended?.orderPk },
    }));
  }
  for (const [childId, { orderPk }] of watch.sent) {
    const child = childOf(ledger.lives.get(orderPk) ?? never(orderPk), childId);
    const isNowhere = !books.has(childId) && child !== undefined && (child.filled > 0 || !isChildEnded(child.state));
    verdict.holds(!isNowhere, 'NOTHING_IS_BOOKED_THAT_NO_VENUE_HAS', () => ({ childId, child }));
  }
}

function executionsOf(list: readonly { executionId: string; quantity: number; price: number }[]): readonly string[] {
  return list.map(({ executionId, quantity, price }) => `${executionId} ${quantity} @ ${price}`).sort();
}

/** What each execution costs: whether its venue has said so or our schedule does, it is the same. */
function feesOf(list: readonly { executionId: string; feeE8: bigint }[]): readonly string[] {
  return list.map(({ executionId, feeE8 }) => `${executionId} ${feeE8}`).sort();
}

function isSameEnd(order: VenueOrder, child: ChildLife): boolean {
  return order.isOver ? isChildEnded(child.state) : !isChildEnded(child.state);
}

function never(orderPk: string): never {
  throw new Error(`the ledger has no order ${orderPk}`);
}

/** The sums of an order hold, it has ended, and nobody doubts anything of it. */
function checkOrder({ verdict, database }: Quiet, orderPk: string, life: OrderLife): void {
  const { filled, working, residual, order, children, elsewhere } = life;
  const executed = [...children.flatMap((child) => child.executions), ...elsewhere];
  const sum = executed.reduce((total, { quantity }) => total + quantity, 0);
  const out = children.reduce((total, child) => total + reservedOf(child), 0);
  const found = () => ({ orderPk, filled, working, residual, ordered: order.quantity, sum, out });
  verdict.holds(
    filled + working + residual === order.quantity && filled === sum && working === out,
    'SUMS_HOLD',
    found,
  );
  const row = database.rows.orders.get(orderPk);
  if (row?.route_only === true) return;
  verdict.holds(isEnded(life) && working === 0, 'EVERY_ORDER_ENDS', () => ({ orderPk, state: life.state, children }));
  const doubted = children.filter(({ state }) => state === 'UNKNOWN');
  verdict.holds(doubted.length === 0, 'NOTHING_STAYS_IN_DOUBT', () => ({ orderPk, doubted }));
  const excess = Math.max(0, filled - order.quantity);
  const isMarked = [...database.rows.executions.values()].some(
    ({ order_pk, marks }) => order_pk === orderPk && marks.length > 0,
  );
  verdict.holds(excess === 0 || isMarked, 'WHAT_IS_EXECUTED_BEYOND_AN_ORDER_IS_MARKED', found);
}

/** The readable tables are what the journal makes when it is read at once. */
function checkTables({ verdict, database }: Quiet): void {
  const { rows, entries } = database;
  verdict.holds(rows.position === entries.length, 'EVERYTHING_IS_PROJECTED', () => ({
    ...{ projected: rows.position, journaled: entries.length },
  }));
  const counts = { decisions: 0, children: 0, executions: 0 };
  for (const orderPk of database.orderPks) {
    const made = journaledOrder([...database.entriesOf(orderPk)]);
    if (made === null) continue;
    const differs = [
      isDeepStrictEqual(rows.orders.get(orderPk), made.order) ? [] : ['order'],
      made.decisions.filter((row) => !isDeepStrictEqual(rows.decisions.get(row.id), row)),
      made.children.filter((row) => !isDeepStrictEqual(rows.children.get(row.id), row)),
      made.executions.filter((row) => !isDeepStrictEqual(rows.executions.get(row.id), row)),
    ].flat();
    verdict.holds(differs.length === 0, 'PROJECTION_EQUALS_FOLD', () => ({ orderPk, differs }));
    counts.decisions += made.decisions.length;
    counts.children += made.children.length;
    counts.executions += made.executions.length;
  }
  const kept = { decisions: rows.decisions.size, children: rows.children.size, executions: rows.executions.size };
  verdict.holds(isDeepStrictEqual(kept, counts), 'PROJECTION_HAS_NO_MORE_THAN_THE_FOLD', () => ({ kept, counts }));
}

/** What the router has in memory is what a new one would read. */
function checkMemory({ verdict, database, ledger, parts }: Quiet): void {
  for (const orderPk of ledger.lives.keys()) {
    const live = parts.desk.live.find(orderPk);
    if (live === undefined) continue;
    const folded = foldEntries([...database.entriesOf(orderPk)])?.life;
    const isSame = folded !== undefined && isDeepStrictEqual(nameless(live.durable), nameless(folded));
    verdict.holds(isSame, 'FOLD_EQUALS_MEMORY', () => ({ orderPk, folded, memory: live.durable }));
    verdict.holds(live.isDurable, 'EVERYTHING_IS_DURABLE', () => ({ orderPk }));
  }
  const here = parts.halts.inForce.map(({ id }) => id).sort();
  const stored = ledger.halts.map(({ id }) => id).sort();
  verdict.holds(isDeepStrictEqual(here, stored), 'HALTS_IN_FORCE_ARE_THE_JOURNALS', () => ({ here, stored }));
}

/** What every client has open and executed today is what its orders come to, counted from the first. */
function checkExposure({ verdict, ledger, database, parts }: Quiet): void {
  const counted = new Map<string, Exposure>();
  for (const [orderPk, life] of ledger.lives) {
    const row = database.rows.orders.get(orderPk);
    if (row === undefined || row.route_only) continue;
    const exposure = orderExposure(life, instrumentOf(row.instrument_id)?.currency ?? '', 0n);
    counted.set(row.client_id, plus(counted.get(row.client_id) ?? NO_EXPOSURE, exposure));
  }
  for (const [clientId, exposure] of counted) {
    const kept = parts.exposure.clients.get(clientId) ?? NO_EXPOSURE;
    verdict.holds(isDeepStrictEqual(kept, exposure), 'EXPOSURE_IS_COUNTED', () => ({ clientId, kept, exposure }));
  }
}

/** Persons have a name in memory and a pseudonym in the record. */
function nameless(life: OrderLife): OrderLife {
  return { ...life, order: { ...life.order, account: null } };
}

/** Each entry has its place and the hash of the one before. */
function checkChain({ verdict, database }: Quiet): void {
  let { hash } = EMPTY_CHAIN;
  for (const [index, { hash: stored, ...entry }] of database.entries.entries()) {
    hash = entryHash(hash, entry);
    const isChained = hash.toString('hex') === stored && entry.position === index + 1;
    verdict.holds(isChained, 'THE_JOURNAL_IS_A_CHAIN', () => ({ position: entry.position }));
  }
}
