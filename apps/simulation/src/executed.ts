import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { divideHalfAwayFromZero } from '@fairlead/core/money/amount';
import type { ExecutedOfClient } from '@fairlead/db/repositories/exposure-repository';
import { wholeE8 } from '@fairlead/db/row-reading';
import type { DatabaseRows } from './database-rows.ts';

const UNIT_E8 = 100_000_000n;

/** What was executed since a time, without some orders and those that were only routed; microseconds since 1970. */
export function executedSince(rows: DatabaseRows, sinceUs: number, without: readonly string[]): ExecutedOfClient[] {
  const left = new Set(without);
  const sums = new Map<string, ExecutedOfClient>();
  for (const execution of rows.executions.values()) {
    const order = rows.orders.get(execution.order_pk);
    if (order === undefined || order.route_only || left.has(order.id) || execution.executed_at_us < sinceUs) continue;
    const key = `${order.client_id} ${order.instrument_id} ${order.side}`;
    const notionalE8 = divideHalfAwayFromZero(wholeE8(execution.quantity) * wholeE8(execution.price), UNIT_E8);
    const known = sums.get(key)?.notionalE8 ?? 0n;
    sums.set(key, {
      ...{ clientId: order.client_id, instrumentId: order.instrument_id, side: order.side },
      ...{ currency: currencyOf(order.instrument_id), notionalE8: known + notionalE8 },
    });
  }
  return [...sums.values()];
}

function currencyOf(instrumentId: string): string {
  return instrumentOf(instrumentId)?.currency ?? 'USD';
}

export function instrumentOf(instrumentId: string): Instrument | undefined {
  return DEFAULT_INSTRUMENTS.find((each) => each.instrumentId === instrumentId);
}
