import { formatScaled } from '@fairlead/core/money/scaled';
import type { PlannedChild } from '@fairlead/core/order-life/order-event';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import { planRoute } from '@fairlead/core/routing/plan';
import { ENGINE_VERSION, type PlanInput } from '@fairlead/core/routing/plan-input';
import type { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import type { RoutePlan } from '@fairlead/core/routing/route-plan';
import type { ChildRow, DecisionRow } from '@fairlead/db/journal-rows';
import type { Clock, Hash, Ids } from '../ports.ts';
import { ratioText } from './ratio-text.ts';

/** One wave, decided and not yet durable: the plan, its record, and the children that it intends. */
export interface PlannedWave {
  readonly decisionId: string;
  readonly input: PlanInput;
  readonly plan: RoutePlan;
  /** The text of the record, the parts that it names, and its SHA-256. */
  readonly record: string;
  readonly parts: ReturnType<PartBook['partsOf']>;
  readonly decisionHash: string;
  /** Planning, record and hash together, in microseconds. */
  readonly routingTimeUs: number;
  readonly children: readonly PlannedChild[];
}

/** What planning needs besides its input. */
export interface WaveMaker {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hash: Hash;
  readonly partBook: PartBook;
}

/** Decides one wave of an order that came as the request of this hash: plan, record, hash, children. Sends and stores nothing. */
export function planWave(input: PlanInput, requestHash: string, maker: WaveMaker): PlannedWave {
  const { clock, ids, hash, partBook } = maker;
  const startedUs = clock.nowUs();
  const plan = planRoute(input);
  const parts = partBook.partsOf(input.view);
  const references = { catalogue: parts.catalogue.hash, belief: parts.belief.hash, request: requestHash };
  const record = writeRecord(input, plan, references);
  const decisionHash = hash(record);
  const decisionId = ids.next();
  const children = plan.slices.map(
    ({ venueId, quantity, limitPrice, minQuantity, kind, restMs }): PlannedChild => ({
      id: ids.next(),
      venueId,
      quantity,
      limitPrice,
      minQuantity,
      kind,
      restMs,
    }),
  );
  const routingTimeUs = Math.max(1, clock.nowUs() - startedUs);
  return { decisionId, input, plan, record, parts, decisionHash, routingTimeUs, children };
}

/** The fact of a wave that is decided; its children, or none where they are not ours to send. */
export function waveFact(wave: ApprovedWave<PlannedWave>, children = wave.children) {
  return {
    type: 'WAVE_PLANNED',
    decisionId: wave.decisionId,
    decisionHash: wave.decisionHash,
    wave: wave.input.wave,
    mode: wave.input.order.routingMode,
    goesOn: wave.plan.stage !== 'ALL',
    expectedCostBps: wave.plan.expected.costBps,
    children,
  } as const;
}

/** The stored form of a decision. */
export function decisionRow(wave: PlannedWave, orderPk: string, nowUs: number): DecisionRow {
  const { input, plan } = wave;
  const count = (value: number) => formatScaled(value, input.view.instrument.quantityDecimals);
  return {
    id: wave.decisionId,
    order_pk: orderPk,
    client_id: input.clientId,
    instrument_id: input.order.instrumentId,
    wave: input.wave,
    objective: input.order.routingObjective,
    mode: input.order.routingMode,
    routed_quantity: count(input.quantity),
    unallocated_quantity: count(plan.unallocated),
    venue_ids: plan.slices.map((slice) => slice.venueId),
    expected_cost_bps: ratioOrNull(plan.expected.costBps),
    expected_fill_rate: ratioOrNull(plan.expected.fillRate),
    expected_time_ms: roundedOrNull(plan.expected.timeMs),
    confidence: ratioOrNull(plan.expected.confidence),
    rationale: plan.rationale,
    decision_hash: wave.decisionHash,
    engine_version: ENGINE_VERSION,
    rules_version: input.rulesVersion,
    model_version: input.modelVersion,
    routing_time_us: wave.routingTimeUs,
    created_at_us: nowUs,
    evidence: wave.record,
  };
}

/** The stored forms of the children that a wave intends. */
export function childRows(wave: PlannedWave, orderPk: string, nowUs: number): ChildRow[] {
  const { instrument } = wave.input.view;
  return wave.children.map((child, index) => {
    const slice = wave.plan.slices[index];
    const price = formatScaled(child.limitPrice, instrument.priceDecimals);
    return {
      id: child.id,
      order_pk: orderPk,
      decision_id: wave.decisionId,
      wave: wave.input.wave,
      venue_id: child.venueId,
      quantity: formatScaled(child.quantity, instrument.quantityDecimals),
      limit_price: price,
      order_kind: child.kind,
      expected_price: slice === undefined ? price : formatScaled(slice.expectedPriceE8, 8),
      expected_fee: slice === undefined ? null : formatScaled(slice.expectedFeeE8, 8),
      priority: index + 1,
      state: 'INTENDED',
      reject_code: null,
      venue_epoch: null,
      filled_quantity: '0',
      sent_at_us: null,
      acked_at_us: null,
      done_at_us: null,
      version: 1,
      created_at_us: nowUs,
      updated_at_us: nowUs,
    };
  });
}

function ratioOrNull(value: number | null): string | null {
  return value === null ? null : ratioText(value);
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
