import { expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { buildEvidence } from './evidence.ts';
import { evidenceRecord, evidenceText } from './evidence-text.ts';
import { planRoute } from './plan.ts';

const input = planInputOf(
  orderOf({ quantity: quantity(300) }),
  marketOf({ XNYS: { bid: [999, 100], ask: [1001, 200] }, SGMT: {}, ARCX: { bid: [998, 100], ask: [1002, 500] } }),
);
const evidence = buildEvidence(input, planRoute(input));

it('gives the same record back, missing terms and all', () => {
  expect(evidenceRecord(evidenceText(evidence))).toEqual(evidence);
});

it('names each column once', () => {
  expect(evidenceText(evidence).split('"quote_state"')).toHaveLength(2);
});

it.each(['7', '{}', '{"market":{}}', '{"candidates":[],"market":{"venues":[]}}'])(
  'refuses %s, which is no record',
  (text) => {
    expect(() => evidenceRecord(text)).toThrow('not the');
  },
);
