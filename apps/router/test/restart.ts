import type { DecisionRow, ExecutionRow, JournalEntry } from '@fairlead/db/journal-rows';
import type { WaveRow } from '@fairlead/db/repositories/order-parts';
import type { OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import { recover } from '../src/recovery/recovery.ts';
import type { BenchRouter } from './bench-router.ts';

interface Identified {
  readonly id: string;
}

/** Everything that a bench router has made durable, in that order. */
export function journaledBy(router: BenchRouter): JournalEntry[] {
  return router.log.flatMap((each) => ('journaled' in each ? [each.journaled] : []));
}

/** Another life of a router, on the journal that the first one has left behind. */
export async function restart(before: BenchRouter, after: BenchRouter): Promise<void> {
  const stored = storedOrders(journaledBy(before));
  after.accounts = before.accounts;
  await recover({
    market: after.market,
    resume: (live) => after.desk.resume(live),
    hold: (live) => after.room.hold(live),
    inDoubt: () => after.desk.live.inDoubt(),
    clock: { nowUs: () => after.nowUs },
    timers: {
      after: (_delayMs, run) => {
        run();
        return { cancel: () => {} };
      },
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    pendingEntries: () => 0,
    findOpenOrders: async () => stored,
  });
  await after.settle();
}

/** Every order as the database gives it back. */
export function storedOrders(entries: readonly JournalEntry[]): OpenOrder[] {
  const orders = entries.flatMap((entry) => entry.orders ?? []);
  const orderUpdates = entries.flatMap((entry) => entry.orderUpdates ?? []);
  const childUpdates = entries.flatMap((entry) => entry.childUpdates ?? []);
  return orders.map((order) => {
    const isOf = (row: { readonly order_pk: string }) => row.order_pk === order.id;
    const events = entries.flatMap((entry) => entry.events ?? []).filter(isOf);
    const children = entries.flatMap((entry) => entry.children ?? []).filter(isOf);
    const executions = entries.flatMap((entry) => entry.executions ?? []).filter(isOf);
    const waveOf = (decision: DecisionRow): WaveRow => {
      const ids = new Set(children.filter((child) => child.decision_id === decision.id).map((child) => child.id));
      const fills = executions.filter((fill) => fill.child_id !== null && ids.has(fill.child_id));
      const sum = (of: (fill: ExecutionRow) => number) =>
        fills
          .reduce((total, fill) => total + of(fill), 0)
          .toFixed(8)
          .replace(/\.?0+$/, '');
      return {
        ...decision,
        filled_quantity: sum((fill) => Number(fill.quantity)),
        notional: sum((fill) => Number(fill.price) * Number(fill.quantity)),
        total_fees: sum((fill) => Number(fill.fee)),
      };
    };
    return {
      order: updated(order, orderUpdates),
      decisions: entries
        .flatMap((entry) => entry.decisions ?? [])
        .filter(isOf)
        .map(waveOf),
      children: children.map((row) => updated(row, childUpdates)),
      executions,
      events,
    };
  });
}

function updated<Row extends Identified>(row: Row, updates: readonly (Identified & Partial<Row>)[]): Row {
  const last = updates.findLast((update) => update.id === row.id);
  return { ...row, ...last };
}
