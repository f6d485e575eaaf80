import { createHash, type Hash } from 'node:crypto';
import { buildEvidence } from '@fairlead/core/routing/evidence';
import { evidenceText } from '@fairlead/core/routing/evidence-text';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { WaveDecision } from './child-order.ts';

/** Our own router as the live one runs it, without network and database: plan, evidence, hash; every hash goes into the digest. */
export class FairleadRouter {
  readonly #digest: Hash;

  /** `digest` is shared by the runs of one replay, so that it covers all decisions in order. */
  constructor(digest: Hash) {
    this.#digest = digest;
  }

  /** Decides one wave and records the decision's hash. */
  decide(input: PlanInput): WaveDecision {
    const plan = planRoute(input);
    const hash = createHash('sha256')
      .update(evidenceText(buildEvidence(input, plan)))
      .digest();
    this.#digest.update(hash);
    return {
      slices: plan.slices,
      unallocated: plan.unallocated,
      unallocatedCode: plan.unallocatedCode,
      mode: input.order.routingMode,
      goesOn: plan.stage !== 'ALL',
      decisionHash: hash.toString('hex'),
      expectedCostBps: plan.expected.costBps,
    };
  }
}
