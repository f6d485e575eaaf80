import { expect, it } from 'vitest';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { buildEvidence } from './evidence.ts';
import { planRoute } from './plan.ts';
import { inputOf } from './replay.ts';

const input = planInputOf(orderOf(), marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } }));
const record = buildEvidence(input, planRoute(input));

it('a decision of an older engine, whose record says of nothing that it was measured by, was measured by the best prices', () => {
  const nbbo = { ...record.market.nbbo, reference_bid: null, reference_ask: null };
  const older = { ...record, market: { ...record.market, nbbo }, versions: { ...record.versions, engine: '1.2.0' } };
  expect(inputOf(older).view.nbbo).toMatchObject({ referenceBid: 999_900, referenceAsk: 1_000_100 });
});

it('a decision of this engine may have been measured by nothing', () => {
  const nbbo = { ...record.market.nbbo, reference_bid: null, reference_ask: null };
  const stub = { ...record, market: { ...record.market, nbbo } };
  expect(inputOf(stub).view.nbbo).toMatchObject({ referenceBid: null, referenceAsk: null });
});
