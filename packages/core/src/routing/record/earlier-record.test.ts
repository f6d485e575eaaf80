import { expect, it } from 'vitest';
import { marketOf, orderOf, planInputOf } from '../../testing/market.ts';
import { planRoute } from '../plan.ts';
import { earlierDecision } from './earlier-record.ts';
import { earlierRecord } from './earlier-text.ts';
import { evidenceOf } from './evidence.ts';
import { justDecided } from './recorded-decision.ts';

const input = planInputOf(orderOf(), marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } }));
const record = evidenceOf(justDecided(input, planRoute(input)));
const measuredByNothing = (engine: string) => {
  const nbbo = { ...record.market.nbbo, reference_bid: null, reference_ask: null };
  return { ...record, market: { ...record.market, nbbo }, versions: { ...record.versions, engine } };
};

it('a decision of an older engine, whose record says of nothing that it was measured by, was measured by the best prices', () => {
  const { view } = earlierDecision(measuredByNothing('1.2.0')).input;
  expect(view.nbbo).toMatchObject({ referenceBid: 999_900, referenceAsk: 1_000_100 });
});

it('a decision of engine 1.3.0 may have been measured by nothing', () => {
  const { view } = earlierDecision(measuredByNothing('1.3.0')).input;
  expect(view.nbbo).toMatchObject({ referenceBid: null, referenceAsk: null });
});

it('what a record of then spelled out is what the decision says', () => {
  expect(evidenceOf(earlierDecision(record))).toEqual(record);
});

it.each(['7', '{}', '{"market":{}}', '{"candidates":[],"market":{"venues":{}}}'])(
  'refuses %s, which is no record',
  (text) => {
    expect(() => earlierRecord(text)).toThrow('not the');
  },
);
