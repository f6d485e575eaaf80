import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import type { PlannedChild } from '@fairlead/core/order-life/order-event';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import { buildEvidence } from '@fairlead/core/routing/evidence';
import { evidenceText } from '@fairlead/core/routing/evidence-text';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { RoutePlan } from '@fairlead/core/routing/route-plan';
import type { EvidencePart } from '@fairlead/db/journal/journal-entry';
import type { Clock, Hash, Ids } from '../ports.ts';

/** One wave, decided and not yet durable: the plan, its record, and the children that it intends. */
export interface PlannedWave {
  readonly decisionId: string;
  readonly input: PlanInput;
  readonly plan: RoutePlan;
  readonly evidence: DecisionEvidence;
  readonly evidenceText: string;
  readonly decisionHash: string;
  /** Planning, record and hash together, in microseconds. */
  readonly routingTimeUs: number;
  readonly children: readonly PlannedChild[];
  /** What the record refers to. */
  readonly parts: readonly EvidencePart[];
}

/** What planning needs besides its input. */
export interface WaveMaker {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hash: Hash;
}

/** Decides one wave: plan, record, hash, children. Sends and stores nothing. */
export function planWave(input: PlanInput, { clock, ids, hash }: WaveMaker): PlannedWave {
  const startedUs = clock.nowUs();
  const plan = planRoute(input);
  const evidence = buildEvidence(input, plan);
  const text = evidenceText(evidence);
  const decisionHash = hash(text);
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
  return { decisionId, input, plan, evidence, evidenceText: text, decisionHash, routingTimeUs, children, parts: [] };
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
    record: wave.evidenceText,
    routingTimeUs: wave.routingTimeUs,
  } as const;
}
