import type { Override } from './order-entry.ts';
import { FIRM } from './run-settings.ts';
import type { TimedOrder } from './timed-order.ts';

/** The parts of a run's name, in their order. */
export const RUN_PARTS = ['objective', 'mode', 'sourcing', 'held', 'urgency'] as const;

/**
 * The name of a run, as `OBJECTIVE/MODE/SOURCING/HELD/URGENCY` with HELD or NOT_HELD: what it asked of every order; where each order keeps its
 * own, that one where all have the same, else AS_ORDERED.
 */
export function runName(override: Override, orders: readonly TimedOrder[]): string {
  const requests = orders.map((order) => order.request);
  const parts = [
    override.objective ?? onlyOf(requests.map((request) => request.routingObjective)),
    override.mode ?? onlyOf(requests.map((request) => request.routingMode)),
    override.sourcing ?? onlyOf(requests.map((request) => request.sourcing)),
    override.held === null ? onlyOf(requests.map((request) => heldName(request.held))) : heldName(override.held),
    override.urgency ?? onlyOf(requests.map((request) => String(request.urgency ?? FIRM.urgency))),
  ];
  return parts.join('/');
}

function heldName(held: boolean): string {
  return held ? 'HELD' : 'NOT_HELD';
}

function onlyOf(names: readonly string[]): string {
  const [only = 'AS_ORDERED', ...others] = new Set(names);
  return others.length > 0 ? 'AS_ORDERED' : only;
}
