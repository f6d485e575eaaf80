import { setTimeout as pause } from 'node:timers/promises';
import type { RunningStack } from '../running-stack.ts';
import { differences } from './differences.ts';
import { INSTRUMENTS } from './load-plan.ts';
import { type LoadManner, OrderLoad } from './order-load.ts';
import type { Promised } from './promises.ts';
import { type RecordedOrder, recordedOrders } from './record.ts';
import { middleCents, type TrueOrder, trueOrders } from './venue-orders.ts';

/** How long what is under way may take to come to rest once nothing goes wrong any more: time-outs, sessions, questions. */
const SETTLE_MS = 60_000;
const LOOK_EVERY_MS = 250;

/** Callers at a stack, who know its market. */
export async function loadOf(stack: RunningStack, manner?: LoadManner): Promise<OrderLoad> {
  const middles = new Map<string, number>();
  for (const instrumentId of INSTRUMENTS)
    middles.set(instrumentId, await middleCents(stack.controlAddress, instrumentId));
  return new OrderLoad(stack, middles, manner);
}

type Books = ReadonlyMap<string, TrueOrder>;

/** Looks until record, venues and promises agree; gives what does not agree by then and will not. `booksOf` makes the books that are meant of those that the venues have now. */
export async function settled(
  stack: RunningStack,
  promised: Promised,
  booksOf: (now: Books, recorded: ReadonlyMap<string, RecordedOrder>) => Books = (now) => now,
): Promise<string[]> {
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const recorded = await recordedOrders(stack.database);
    const atVenues = booksOf(await trueOrders(stack.controlAddress), recorded);
    const found = differences({ recorded, atVenues, promised });
    if (found.length === 0 || performance.now() > deadline) return found;
    await pause(LOOK_EVERY_MS);
  }
}
