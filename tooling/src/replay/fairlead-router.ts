import { createHash, type Hash } from 'node:crypto';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import type { WaveDecision } from './child-order.ts';

/** Orders of a replay come by no request. */
const NO_REQUEST = '0'.repeat(64);

/** Our own router as the live one runs it, without network and database: plan, record, hash; every hash goes into the digest. */
export class FairleadRouter {
  readonly #digest: Hash;
  readonly #partBook = new PartBook(sha256);

  /** `digest` is shared by the runs of one replay, so that it covers all decisions in order. */
  constructor(digest: Hash) {
    this.#digest = digest;
  }

  /** Decides one wave and records the decision's hash. */
  decide(input: PlanInput): WaveDecision {
    const plan = planRoute(input);
    const { catalogue, belief } = this.#partBook.partsOf(input.view);
    const references = { catalogue: catalogue.hash, belief: belief.hash, request: NO_REQUEST };
    const hash = sha256(writeRecord(input, plan, references));
    this.#digest.update(hash);
    return {
      slices: plan.slices,
      unallocated: plan.unallocated,
      unallocatedCode: plan.unallocatedCode,
      mode: input.order.routingMode,
      goesOn: plan.stage !== 'ALL',
      decisionHash: hash,
      expectedCostBps: plan.expected.costBps,
    };
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
