import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { readEvidence, type StoredDecision } from '@fairlead/contracts/stored-decision';
import { partNames } from '@fairlead/core/routing/record/part-names';
import type { DecisionRow, JournalEntry } from '@fairlead/db/journal-rows';
import type { BenchRouter } from './bench-router.ts';
import { journaledBy } from './restart.ts';

/** A decision as a reader of the journal finds it: its record, with the parts and the order that the journal holds. */
export function storedDecisionOf(router: BenchRouter, row: DecisionRow): StoredDecision {
  const entries: readonly JournalEntry[] = journaledBy(router);
  const order = entries.flatMap((entry) => entry.orders ?? []).find(({ id }) => id === row.order_pk);
  if (order === undefined) throw new Error(`no order of the decision ${row.id}`);
  const bodies = new Map(entries.flatMap((entry) => entry.parts ?? []).map(({ hash, body }) => [hash, body]));
  const names = partNames(row.evidence);
  const body = (hash: string) => bodies.get(hash) ?? '';
  return {
    record: row.evidence,
    parts: names === null ? null : { catalogue: body(names.catalogue), belief: body(names.belief) },
    order: {
      clientId: order.client_id,
      orderId: order.order_id,
      side: order.side,
      timeInForce: order.time_in_force,
      held: order.held,
      directedVenue: order.directed_venue,
      capacity: order.capacity,
    },
  };
}

/** The decisions that are durable, in their order, spelled out. */
export function evidenceOfAll(router: BenchRouter): DecisionEvidence[] {
  const rows = journaledBy(router).flatMap((entry): readonly DecisionRow[] => entry.decisions ?? []);
  return rows.map((row) => readEvidence(storedDecisionOf(router, row)));
}
