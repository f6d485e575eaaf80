import type { OrderRow as StoredOrder } from '@fairlead/db/journal-rows';

const BPS = 10_000;

/**
 * What the fills have cost with their fees, per unit, against the arrival mid in basis points; positive cost us, null before the first
 * fill. A figure to look at, made of exact texts: nothing is decided by it.
 */
export function realisedCostBps(order: StoredOrder): number | null {
  const filled = Number(order.filled_quantity);
  if (filled === 0 || order.arrival_mid === null) return null;
  const mid = Number(order.arrival_mid);
  const sign = order.side === 'BUY' ? 1 : -1;
  const perUnit = sign * (Number(order.notional) / filled - mid) + Number(order.total_fees) / filled;
  return (perUnit / mid) * BPS;
}
