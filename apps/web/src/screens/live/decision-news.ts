import type { LiveSnapshot } from '@/live/live-store';
import type { DecisionRow } from '@/rows/decision-row';

/**
 * The decisions of the stream and the stored ones, each once, the newest first. The stored one is kept where both are there: it knows what became
 * of it before the stream began, or was missed.
 */
export function mergeDecisions(streamed: readonly DecisionRow[], stored: readonly DecisionRow[]): DecisionRow[] {
  const known = new Set(stored.map((row) => row.decision_id));
  const merged = [...stored, ...streamed.filter((row) => !known.has(row.decision_id))];
  return merged.sort((a, b) => b.at_ms - a.at_ms);
}

/** A decision with what the stream has told since: where its order stands, and what its own wave has come to. */
export function withNews(
  row: DecisionRow,
  { orders, waveCosts }: Pick<LiveSnapshot, 'orders' | 'waveCosts'>,
): DecisionRow {
  const order = orders.get(row.order_pk);
  const wave = waveCosts.get(row.decision_id);
  if (order === undefined && wave === undefined) return row;
  return {
    ...row,
    realised_cost_bps: wave === undefined ? row.realised_cost_bps : wave.realised_cost_bps,
    order_state: order?.state ?? row.order_state,
  };
}
