import type { RunningStack } from '../running-stack.ts';
import { type Life, livesOf, type VenueFault } from './load-plan.ts';
import type { OrderLoad } from './order-load.ts';
import { type RecordedOrder, recordedOrders } from './record.ts';
import { loadOf, settled } from './settling.ts';
import { type TrueOrder, trueOrders } from './venue-orders.ts';

/** What the ordeal came to. */
export interface KillOutcome {
  /** Where record, venues and promises do not agree: first with the rest at work, then with everything canceled and asked again. */
  readonly whileWorking: readonly string[];
  readonly atTheEnd: readonly string[];
  readonly orders: readonly RecordedOrder[];
  readonly atVenues: ReadonlyMap<string, TrueOrder>;
  readonly load: OrderLoad;
  readonly recoveries: readonly Recovery[];
}

/** How long a router took to be back, in milliseconds. */
export interface Recovery {
  /** From the kill, the first where its successor was killed too, until an order was taken again. */
  readonly outageMs: number;
  /** From the start of the process that lived until it was ready, and until it had taken an order. */
  readonly readyMs: number;
  readonly takenMs: number;
}

/**
 * Kills the router again and again under load, while venues misbehave; then heals the venues, lets everything come to rest, and holds the
 * router's record and promises against the venues' own books.
 */
export async function killOrdeal(stack: RunningStack, lives: { seed: number; count: number }): Promise<KillOutcome> {
  const load = await loadOf(stack);
  const venueIds = (await stack.venueBooks()).map(({ venue_id }) => venue_id);
  const setFaults = async (faults: readonly (readonly VenueFault[])[]) => {
    for (const [index, venueId] of venueIds.entries())
      await stack.setFaults(venueId, faults[index % faults.length] ?? []);
  };
  const recoveries: Recovery[] = [];
  for (const life of livesOf(lives.seed, lives.count)) {
    await setFaults(life.faults);
    recoveries.push(await liveAndDie(stack, load, life));
  }
  // Heals them, with sessions cut for a moment: what was lost on the wire is found out when a venue is asked, as it is after that.
  await setFaults([[{ kind: 'disconnect', duration_ms: 200 }]]);
  const whileWorking = await settled(stack, load);
  const alive = [...(await recordedOrders(stack.database)).values()].filter(({ isEnded }) => !isEnded);
  await load.cancelAll(alive.map(({ order_id }) => order_id));
  await stack.killRouter();
  await stack.startRouter();
  const atTheEnd = await settled(stack, load);
  const orders = [...(await recordedOrders(stack.database)).values()];
  return { whileWorking, atTheEnd, orders, atVenues: await trueOrders(stack.controlAddress), load, recoveries };
}

/** One life: the load runs until so many calls are answered, the router is killed in the midst of it, and comes back. */
async function liveAndDie(stack: RunningStack, load: OrderLoad, life: Life): Promise<Recovery> {
  let answers = 0;
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    ended = load.run(life.actions, () => {
      answers += 1;
      if (answers === life.killAfter) resolve();
      return answers < life.killAfter;
    });
  });
  const killedMs = performance.now();
  await stack.killRouter();
  await ended;
  if (life.killSuccessorAfter !== null) {
    await stack.startRouter({ orLines: life.killSuccessorAfter });
    await stack.killRouter();
  }
  const startedMs = performance.now();
  await stack.startRouter();
  const readyMs = performance.now();
  await load.untilTaken();
  const takenMs = performance.now();
  return { outageMs: takenMs - killedMs, readyMs: readyMs - startedMs, takenMs: takenMs - startedMs };
}
