import type { Desk } from '../execution/desk.ts';
import type { Market } from '../market-data/market.ts';
import type { Clock, Hash, Log, Timers } from '../ports.ts';
import type { LimitsOf } from '../risk/order-limits.ts';
import type { WaitingRoom } from '../waiting/waiting-room.ts';
import { reviveOrder, type StoredOrder } from './stored-order.ts';

/** What recovery works with. */
export interface RecoveryPorts {
  readonly market: Market;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly room: WaitingRoom;
  readonly timers: Timers;
  readonly log: Log;
  readonly hash: Hash;
  /** Entries that the journal has not written yet. */
  readonly pendingEntries: () => number;
  readonly findOpenOrders: () => Promise<readonly StoredOrder[]>;
}

/** How long recovery waits for venues to be there, and then for their answers. */
const VENUES_LIMIT_MS = 10_000;
const ANSWERS_LIMIT_MS = 5_000;
const LOOK_AGAIN_MS = 25;

/**
 * Rebuilds what the router knew before it stopped: reads the orders that were alive, waits for the venues and their quotes, asks the venues for every
 * child that has not ended, and resolves when they have answered. A venue that cannot be asked leaves its children in doubt; their quantity
 * stays reserved and they are asked again when it is back. Orders that waited go on waiting.
 */
export async function recover(ports: RecoveryPorts, limits: LimitsOf): Promise<{ orders: number; inDoubt: number }> {
  const stored = await ports.findOpenOrders();
  await until(
    () => ports.market.venues.every((venue) => venue.connected) && hasQuotes(ports.market, ports.clock.nowUs()),
    VENUES_LIMIT_MS,
    ports.timers,
  );
  for (const each of stored) {
    const instrument = ports.market.instrument(each.order.instrument_id);
    if (instrument === undefined)
      throw new Error(`an open order of an instrument that is not known: ${each.order.instrument_id}`);
    const live = reviveOrder(each, instrument, { limits: limits(instrument), hash: ports.hash });
    if (live.isWaiting) ports.room.hold(live);
    else ports.desk.resume(live);
  }
  const inDoubt = () => ports.desk.live.inDoubt();
  const reachable = () => inDoubt().filter(({ child }) => ports.market.health(child.venueId)?.connected);
  // What has been learned is durable before anybody is told that the router is ready: answers are read from the database.
  const isSettled = () => reachable().length === 0 && ports.pendingEntries() === 0;
  await until(isSettled, ANSWERS_LIMIT_MS, ports.timers);
  const left = inDoubt().length;
  if (left > 0) ports.log.warn({ children: left }, 'children in doubt after recovery: their venues have not answered');
  return { orders: stored.length, inDoubt: left };
}

/** Every instrument has a market on at least one venue. */
function hasQuotes(market: Market, nowUs: number): boolean {
  return market.instrumentIds.every((instrumentId) => market.nbbo(instrumentId, nowUs)?.state !== 'STALE');
}

/** Resolves when the condition holds or the limit has passed. */
async function until(holds: () => boolean, limitMs: number, timers: Timers): Promise<void> {
  for (let waitedMs = 0; waitedMs < limitMs && !holds(); waitedMs += LOOK_AGAIN_MS) {
    await new Promise<void>((resolve) => timers.after(LOOK_AGAIN_MS, resolve));
  }
}
