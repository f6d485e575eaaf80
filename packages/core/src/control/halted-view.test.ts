import { expect, it } from 'vitest';
import { planRoute } from '../routing/plan.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import type { HaltScope } from './control-event.ts';
import { viewUnderHalts } from './halted-view.ts';
import type { HaltView } from './halts.ts';

const VIEW = marketOf({
  XNYS: { bid: [9_999, 200], ask: [10_001, 200] },
  ARCX: { bid: [9_999, 200], ask: [10_001, 200] },
});
const under = (scope: Partial<HaltScope>): HaltView => {
  const whole = { clientId: null, venueId: null, instrumentId: null, ...scope };
  const halt = { id: 'h', scope: whole, reason: 'a reason', cancelAll: false, actor: 'USER one', atUs: 1 };
  return { clientId: 'C1', inForce: [halt] };
};
const restricted = (scope: Partial<HaltScope>) =>
  viewUnderHalts(VIEW, under(scope)).venues.flatMap(({ venue, status }) =>
    status === 'RESTRICTED' ? [venue.venueId] : [],
  );

it.each<[Partial<HaltScope>, string[]]>([
  [{ venueId: 'XNYS' }, ['XNYS']],
  [{ venueId: 'XNYS', clientId: 'C1' }, ['XNYS']],
  [{ venueId: 'XNYS', clientId: 'C2' }, []],
  [{ venueId: 'ARCX', instrumentId: VIEW.instrument.instrumentId }, ['ARCX']],
  [{ venueId: 'ARCX', instrumentId: 'another' }, []],
  [{ venueId: 'another' }, []],
  // Whether an order may route at all is the gate's to say.
  [{ clientId: 'C1' }, []],
  [{}, []],
])('a halt of %o shows as restricted: %o', (scope, venueIds) => {
  expect(restricted(scope)).toEqual(venueIds);
});

it('leaves the market as it is where no venue is halted, and keeps what stands in the parts of a record', () => {
  expect(viewUnderHalts(VIEW, under({ venueId: 'another' }))).toBe(VIEW);
  const halted = viewUnderHalts(VIEW, under({ venueId: 'XNYS' }));
  expect([halted.catalogue, halted.beliefs]).toEqual([VIEW.catalogue, VIEW.beliefs]);
});

it('sends nothing to a venue that is halted, and says so', () => {
  const plan = planRoute(planInputOf(orderOf({}), viewUnderHalts(VIEW, under({ venueId: 'XNYS' }))));
  expect(plan.slices.map(({ venueId }) => venueId)).toEqual(['ARCX']);
});
