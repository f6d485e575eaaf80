import { planRoute } from '@fairlead/core/routing/plan';
import { readRecord } from '@fairlead/core/routing/record/read-record';
import { justDecided } from '@fairlead/core/routing/record/recorded-decision';
import { planInputs } from '@fairlead/core/testing/plan-inputs';
import { storedRecordOf } from '@fairlead/core/testing/records';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { responseOf } from './answer.ts';

const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 500) };
const FACTS = { decisionId: 'decision-1', decisionHash: 'h', routingTimeUs: 42 };

it('the answer to an order is the one that is made of its record years later, byte for byte (property)', () => {
  fc.assert(
    fc.property(planInputs, (input) => {
      const plan = planRoute(input);
      const { record, parts, order } = storedRecordOf(input, plan);
      const answer = JSON.stringify(responseOf(justDecided(input, plan), FACTS));
      expect(JSON.stringify(responseOf(readRecord(record, parts, order), FACTS))).toBe(answer);
    }),
    RUNS,
  );
});
