import type { PlanInput } from '../routing/plan-input.ts';
import { writeBeliefs } from '../routing/record/belief-text.ts';
import { writeCatalogue } from '../routing/record/catalogue-text.ts';
import type { StoredRecord } from '../routing/record/recompute.ts';
import type { RecordReferences } from '../routing/record/recorded-decision.ts';
import { writeRecord } from '../routing/record/write-record.ts';
import type { RoutePlan } from '../routing/route-plan.ts';

/** What the records of tests refer to; the core makes no hashes. */
export const REFERENCES: RecordReferences = {
  catalogue: 'c'.repeat(64),
  belief: 'b'.repeat(64),
  request: '0'.repeat(64),
};

/** A decision as it would be stored: its record, the texts of its parts, and what is known of its order besides. */
export function storedRecordOf(input: PlanInput, plan: RoutePlan): StoredRecord {
  const { orderId, side, timeInForce, held, directedVenue, capacity } = input.order;
  return {
    record: writeRecord(input, plan, REFERENCES),
    parts: { catalogue: writeCatalogue(input.view.catalogue), belief: writeBeliefs(input.view.beliefs) },
    order: { clientId: input.clientId, orderId, side, timeInForce, held, directedVenue, capacity },
  };
}
