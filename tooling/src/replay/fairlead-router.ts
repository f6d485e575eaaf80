import { createHash, type Hash } from 'node:crypto';
import { buildEvidence } from '@fairlead/core/routing/evidence';
import { evidenceText } from '@fairlead/core/routing/evidence-text';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { routingSettingsFor } from '@fairlead/core/routing/routing-settings';
import type { WaveDecision, WaveInput } from './child-order.ts';

/** What the live router's firm sets; the order's own urgency, and whether it is held, go before it. */
export const FIRM = { urgency: 0.5, passiveHorizonMs: 10_000 };

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
    // As the desk has it: one venue at a time is one order to the customer, and so are the stages of its sourcing.
    const isSequence = wave.order.routingMode === 'SEQUENTIAL' && wave.order.timeInForce !== 'FOK';
    return { children: plan.slices, unallocated: plan.unallocated, goesOn: isSequence || plan.stage !== 'ALL' };
  }
}

function planInputOf({ protection, hasRested, ...wave }: WaveInput): PlanInput {
  const { order, view } = wave;
  const settings = { ...routingSettingsFor(FIRM, order, view.instrument), protection };
  return {
    ...wave,
    clientId: 'replay',
    settings: hasRested ? { ...settings, passiveHorizonMs: null } : settings,
    rulesVersion: 'none',
    rulesApplied: [],
    modelVersion: 'priors-1',
  };
}
