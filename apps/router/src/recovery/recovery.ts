import { isWaiting } from '@fairlead/core/order-life/order-life';
import type { OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import type { Market } from '../market-data/market.ts';
import { isSettled } from '../order/live-book.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import { reviveOrder } from './stored-order.ts';

/** What recovery works with. */
export interface RecoveryPorts {
  readonly market: Market;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Told of each order that can be read, before anything is done with it, ended or not. */
  readonly revived: (live: LiveOrder) => void;
  /** Told when every order that can be read is taken up. */
  readonly takenUp: () => void;
  /** Goes on with an order: asks its venues for all that has not ended. */
  readonly resume: (live: LiveOrder) => void;
  /** Keeps an order that waits. */
  readonly hold: (live: LiveOrder) => void;
  /** Children whose venues have not answered yet. */
  readonly unanswered: () => readonly { readonly child: { readonly venueId: string } }[];
  /** Puts in doubt what has not been answered in time. */
  readonly endAsking: () => void;
  /** Entries that the journal has not written yet. */
  readonly pendingEntries: () => number;
  /** Told of an order whose record cannot be read. */
  readonly onUnreadable: (orderPk: string, error: unknown) => void;
  /** Orders that have not ended, each with its entries in the journal; and such as have, where the readable tables do not say so yet. */
  readonly findOpenOrders: () => Promise<readonly OpenOrder[]>;
}

/** How long recovery waits for venues to be there, and then for their answers. */
const VENUES_LIMIT_MS = 10_000;
const ANSWERS_LIMIT_MS = 5_000;
const LOOK_AGAIN_MS = 25;
/** Orders in one turn of the event loop at most: venues' messages and the router's own term do not wait for all of them. */
const REVIVED_IN_A_TURN = 250;

/**
 * Rebuilds what the router knew before it stopped: reads the orders that were alive, waits for the venues and their quotes, asks the venues for every
 * child that has not ended, and resolves when they have answered. A venue that cannot be asked leaves its children in doubt; their quantity
 * stays reserved and they are asked again when it is back. Orders that waited go on waiting.
 */
export async function recover(ports: RecoveryPorts): Promise<{ orders: number; inDoubt: number }> {
  const found = await ports.findOpenOrders();
  await until(
    () => ports.market.venues.every((venue) => venue.connected) && hasQuotes(ports.market, ports.clock.nowUs()),
    VENUES_LIMIT_MS,
    ports.timers,
  );
  const orders = await takeUp(found, ports);
  ports.takenUp();
  const reachable = () => ports.unanswered().filter(({ child }) => ports.market.health(child.venueId)?.connected);
  // What has been learned is durable before anybody is told that the router is ready: answers are read from the database.
  const isDone = () => reachable().length === 0 && ports.pendingEntries() === 0;
  await until(isDone, ANSWERS_LIMIT_MS, ports.timers);
  ports.endAsking();
  const inDoubt = ports.unanswered().length;
  if (inDoubt > 0)
    ports.log.warn({ children: inDoubt }, 'children in doubt after recovery: their venues have not answered');
  return { orders, inDoubt };
}

/** Takes up the orders that are alive; gives how many. */
async function takeUp(found: readonly OpenOrder[], ports: RecoveryPorts): Promise<number> {
  let orders = 0;
  for (const [index, each] of found.entries()) {
    if (index % REVIVED_IN_A_TURN === REVIVED_IN_A_TURN - 1) await turnOf(ports.timers);
    const live = readable(each, ports);
    if (live !== null) ports.revived(live);
    // What was only routed is its caller's to work.
    if (live === null || live.identity.routeOnly || isSettled(live.life)) continue;
    orders += 1;
    if (isWaiting(live.life)) ports.hold(live);
    else ports.resume(live);
  }
  return orders;
}

/** An order that cannot be read is told of and left alone: venues fill the others all the same, and callers cancel them. */
function readable(stored: OpenOrder, { market, onUnreadable }: RecoveryPorts): LiveOrder | null {
  try {
    return reviveOrder(stored, (instrumentId) => market.instrument(instrumentId));
  } catch (error) {
    onUnreadable(stored.orderPk, error);
    return null;
  }
}

/** Every instrument has a market on at least one venue. */
function hasQuotes(market: Market, nowUs: number): boolean {
  return market.instrumentIds.every((instrumentId) => market.nbbo(instrumentId, nowUs)?.state !== 'STALE');
}

function turnOf(timers: Timers): Promise<void> {
  return new Promise((resolve) => timers.after(0, resolve));
}

/** Resolves when the condition holds or the limit has passed. */
async function until(holds: () => boolean, limitMs: number, timers: Timers): Promise<void> {
  for (let waitedMs = 0; waitedMs < limitMs && !holds(); waitedMs += LOOK_AGAIN_MS) {
    await new Promise<void>((resolve) => timers.after(LOOK_AGAIN_MS, resolve));
  }
}
