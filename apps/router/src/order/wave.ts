import type { PlannedChild } from '@fairlead/core/order-life/order-event';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { PartBook } from '@fairlead/core/routing/record/part-book';
import { toldOrNull } from '@fairlead/core/routing/record/recorded-decision';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import type { RoutePlan } from '@fairlead/core/routing/route-plan';
import type { Clock, Hash, Ids } from '../ports.ts';

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
    // As its record tells it, so that everybody says the same.
    expectedCostBps: toldOrNull(wave.plan.expected.costBps),
    children,
    record: wave.record,
    routingTimeUs: wave.routingTimeUs,
  } as const;
}
