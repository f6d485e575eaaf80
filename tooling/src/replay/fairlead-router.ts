import { createHash, type Hash } from 'node:crypto';
import { buildEvidence } from '@fairlead/core/routing/evidence';
import { evidenceText } from '@fairlead/core/routing/evidence-text';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { WaveDecision, WaveInput } from './child-order.ts';

const URGENCY = 0.5;

/** Our own router as the live one runs it, without network and database: plan, evidence, hash; every hash goes into the digest. */
export class FairleadRouter {
  readonly #digest: Hash;

  /** `digest` is shared by the runs of one replay, so that it covers all decisions in order. */
  constructor(digest: Hash) {
    this.#digest = digest;
  }

  /** Decides one wave and records the decision's hash. */
  decide(wave: WaveInput): WaveDecision {
    const input = planInputOf(wave);
    const plan = planRoute(input);
    const evidence = evidenceText(buildEvidence(input, plan));
    this.#digest.update(createHash('sha256').update(evidence).digest());
    return { children: plan.slices, unallocated: plan.unallocated };
  }
}

function planInputOf({ protection, ...wave }: WaveInput): PlanInput {
  return {
    ...wave,
    clientId: 'replay',
    settings: { protection, urgency: URGENCY, passiveHorizonMs: null },
    rulesVersion: 'none',
    rulesApplied: [],
    modelVersion: 'priors-1',
  };
}
