import { formatScaled } from '@fairlead/core/money/scaled';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { ChildRow, ProjectedDecisionRow } from '../order-rows.ts';
import type { RecordSummary } from './codec.ts';
import { ratioText } from './ratio-text.ts';

/** The event of a wave with the summary of its record, and the entry in which it stands. */
export interface PlannedWave {
  readonly event: Extract<OrderEvent, { type: 'WAVE_PLANNED' }>;
  readonly summary: RecordSummary;
  readonly entry: {
    readonly orderPk: string;
    readonly shard: number;
    readonly position: number;
    /** Microseconds since 1970. */
    readonly atUs: number;
  };
}

/** The row of a decision; its evidence and rationale stand in the journal, at the position that it names. */
export function decisionRow(
  { event, summary, entry }: PlannedWave,
  { clientId, life }: { readonly clientId: string; readonly life: OrderLife },
): ProjectedDecisionRow {
  const count = (value: number) => formatScaled(value, life.scale.quantityDecimals);
  const { expected } = summary;
  return {
    id: event.decisionId,
    order_pk: entry.orderPk,
    client_id: clientId,
    instrument_id: life.order.instrumentId,
    wave: event.wave,
    objective: summary.objective,
    mode: summary.mode,
    routed_quantity: count(summary.routedQuantity),
    unallocated_quantity: count(summary.unallocatedQuantity),
    venue_ids: summary.venueIds,
    expected_cost_bps: ratioOrNull(expected.costBps),
    expected_fill_rate: ratioOrNull(expected.fillRate),
    expected_time_ms: expected.timeMs === null ? null : Math.round(expected.timeMs),
    confidence: ratioOrNull(expected.confidence),
    decision_hash: event.decisionHash,
    engine_version: summary.engine,
    rules_version: summary.rulesVersion,
    model_version: summary.modelVersion,
    routing_time_us: event.routingTimeUs,
    shard: entry.shard,
    position: entry.position,
    created_at_us: entry.atUs,
  };
}

/** The rows of the children that a wave intends, as they stand at the end of its entry. */
export function childRows({ event, summary, entry }: PlannedWave, life: OrderLife): ChildRow[] {
  const { priceDecimals } = life.scale;
  return event.children.flatMap((planned, index) => {
    const child = life.children.find((each) => each.id === planned.id);
    if (child === undefined) return [];
    const slice = summary.slices[index];
    const price = formatScaled(planned.limitPrice, priceDecimals);
    const row = {
      id: planned.id,
      order_pk: entry.orderPk,
      decision_id: event.decisionId,
      wave: event.wave,
      venue_id: planned.venueId,
      order_kind: planned.kind,
      expected_price: slice === undefined ? price : formatScaled(slice.expectedPriceE8, 8),
      expected_fee: slice === undefined ? null : formatScaled(slice.expectedFeeE8, 8),
      priority: index + 1,
      created_at_us: entry.atUs,
    };
    return [{ ...row, ...standOf(child, life, entry.atUs) }];
  });
}

/** The rows of children of before an entry, those that it changed as they stand now. */
export function changedChildren(
  known: readonly ChildRow[],
  { before, after, atUs }: { readonly before: OrderLife; readonly after: OrderLife; readonly atUs: number },
): readonly ChildRow[] {
  const changed = new Map<string, ChildLife>();
  before.children.forEach((child, index) => {
    const now = after.children[index];
    if (now !== undefined && now !== child) changed.set(child.id, now);
  });
  if (changed.size === 0) return known;
  return known.map((row) => {
    const child = changed.get(row.id);
    return child === undefined ? row : { ...row, ...standOf(child, after, atUs) };
  });
}

function standOf(child: ChildLife, { scale }: OrderLife, atUs: number) {
  return {
    state: child.state,
    reject_code: child.code,
    quantity: formatScaled(child.quantity, scale.quantityDecimals),
    limit_price: formatScaled(child.limitPrice, scale.priceDecimals),
    filled_quantity: formatScaled(child.filled, scale.quantityDecimals),
    sent_at_us: child.sentAtUs,
    acked_at_us: child.ackedAtUs,
    venue_epoch: child.venueEpoch,
    venue_order_id: child.venueOrderId,
    done_at_us: child.doneAtUs,
    version: child.version,
    updated_at_us: atUs,
  };
}

function ratioOrNull(value: number | null): string | null {
  return value === null ? null : ratioText(value);
}
