import { expect, it } from 'vitest';
import { NO_HALTS } from '../control/halts.ts';
import type { MarketView } from '../market/market-view.ts';
import type { Nbbo } from '../market/nbbo.ts';
import { moneyE8, price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { approveOrder } from '../risk/risk-gate.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { planRoute } from './plan.ts';

/** What venues quote in each state, in cents; XNYS and ARCX are protected. */
const MARKETS: Readonly<Record<Nbbo['state'], Readonly<Record<string, QuoteOf>>>> = {
  NORMAL: { XNYS: { bid: [9_999, 200], ask: [10_001, 200] }, ARCX: { bid: [9_998, 200], ask: [10_002, 200] } },
  LOCKED: { XNYS: { bid: [9_999, 200], ask: [10_001, 200] }, ARCX: { bid: [10_001, 200], ask: [10_003, 200] } },
  CROSSED: { XNYS: { bid: [9_999, 200], ask: [10_001, 200] }, ARCX: { bid: [10_002, 200], ask: [10_004, 200] } },
  ONE_SIDED: { XNYS: { ask: [10_001, 200] }, ARCX: { ask: [10_002, 200] } },
  STALE: { XNYS: {}, ARCX: {} },
  HALTED: { XNYS: { bid: [9_999, 200], ask: [10_001, 200] }, ARCX: { bid: [9_998, 200], ask: [10_002, 200] } },
};
const LIMITS = { maxOrderQuantity: quantity(10_000), maxOrderNotionalE8: moneyE8(10n ** 16n), collarBps: 500 };

/** What the gate and the plan make of 100 shares in a market: the code of why not, or where they go and at what price. */
function outcomeOf(state: Nbbo['state'], changes: Partial<ValidOrder>): string {
  const market = marketOf(MARKETS[state]);
  const isHalted = state === 'HALTED';
  const instrument = { ...market.instrument, status: isHalted ? ('HALTED' as const) : ('ACTIVE' as const) };
  const view = { ...market, instrument, nbbo: isHalted ? { ...market.nbbo, state } : market.nbbo };
  expect(view.nbbo.state).toBe(state);
  return outcomeIn(view, changes);
}

function outcomeIn(view: MarketView, changes: Partial<ValidOrder>): string {
  const { instrument } = view;
  const risk = { limits: LIMITS, halts: NO_HALTS, exposure: null, lastPrice: null, entitlements: null };
  const approval = approveOrder(orderOf(changes), { instrument, nbbo: view.nbbo, ...risk });
  if (!approval.ok) return approval.error.code;
  const { order, worstPrice } = approval.value;
  const plan = planRoute({ ...planInputOf(order, view), worstPrice });
  if (plan.unallocatedCode !== null) return plan.unallocatedCode;
  return plan.slices.map((slice) => `${slice.kind} ${slice.venueId} ${slice.limitPrice / 10_000}`).join(', ');
}

const peg = { orderType: 'MIDPOINT_PEG' } as const;
const at = (dollars: number) => ({ orderType: 'LIMIT', limitPrice: price(dollars * 10_000) }) as const;

it.each<[Nbbo['state'], string, Partial<ValidOrder>, string]>([
  ['NORMAL', 'a market buy', {}, 'IOC XNYS 100.01'],
  ['NORMAL', 'a market sell', { side: 'SELL' }, 'IOC XNYS 99.99'],
  ['NORMAL', 'a marketable buy', at(100.01), 'IOC XNYS 100.01'],
  ['NORMAL', 'a buy that rests', at(100), 'POST XNYS 100'],
  ['LOCKED', 'a market buy', {}, 'IOC XNYS 100.01'],
  ['LOCKED', 'a market sell', { side: 'SELL' }, 'IOC ARCX 100.01'],
  ['LOCKED', 'a marketable buy', at(100.01), 'IOC XNYS 100.01'],
  ['LOCKED', 'a buy that rests', at(100), 'POST XNYS 100'],
  ['LOCKED', 'a sell that rests', { side: 'SELL', ...at(100.02) }, 'POST XNYS 100.02'],
  [
    'LOCKED',
    'a buy that may go to one venue only and would lock others there',
    { ...at(100.01), directedVenue: 'ARCX' },
    'WOULD_LOCK_OR_CROSS',
  ],
  ['CROSSED', 'a market buy', {}, 'IOC XNYS 100.01'],
  ['CROSSED', 'a market sell', { side: 'SELL' }, 'IOC ARCX 100.02'],
  [
    'CROSSED',
    'a market buy that may go to one venue only: nothing is protected',
    { directedVenue: 'ARCX' },
    'IOC ARCX 100.04',
  ],
  ['CROSSED', 'a buy that rests', at(100), 'POST XNYS 100'],
  [
    'CROSSED',
    'a buy that may go to one venue only and would cross others there',
    { ...at(100.03), directedVenue: 'ARCX' },
    'WOULD_LOCK_OR_CROSS',
  ],
  ['ONE_SIDED', 'a market buy, offers there', {}, 'IOC XNYS 100.01'],
  ['ONE_SIDED', 'a market sell, no bids', { side: 'SELL' }, 'MARKET_UNAVAILABLE'],
  ['ONE_SIDED', 'a sell that rests', { side: 'SELL', ...at(100.02) }, 'POST XNYS 100.02'],
  ['STALE', 'a market buy', {}, 'MARKET_UNAVAILABLE'],
  ['STALE', 'a buy with a limit', at(100), 'POST XNYS 100'],
  ['STALE', 'an immediate buy with a limit', { ...at(100), timeInForce: 'IOC' }, 'NO_ELIGIBLE_VENUE'],
  ['NORMAL', 'a midpoint peg', peg, 'MID_PEG XNYS 105.01'],
  ['NORMAL', 'a midpoint peg with a cap', { ...at(100.01), ...peg }, 'MID_PEG XNYS 100.01'],
  ['LOCKED', 'a midpoint peg that waits at its venue', peg, 'MID_PEG XNYS 105.01'],
  ['LOCKED', 'an immediate midpoint peg', { ...peg, timeInForce: 'IOC' }, 'MIDPOINT_UNAVAILABLE'],
  ['CROSSED', 'a midpoint peg that waits at its venue', { side: 'SELL', ...peg }, 'MID_PEG XNYS 95.02'],
  ['CROSSED', 'an immediate midpoint peg', { ...peg, timeInForce: 'IOC' }, 'MIDPOINT_UNAVAILABLE'],
  ['ONE_SIDED', 'a midpoint peg, a side there to measure it by', peg, 'MID_PEG XNYS 105.01'],
  ['ONE_SIDED', 'a midpoint peg without that', { side: 'SELL', ...peg }, 'MARKET_UNAVAILABLE'],
  ['STALE', 'a midpoint peg with a cap', { ...at(100.01), ...peg }, 'MID_PEG XNYS 100.01'],
  ['HALTED', 'a midpoint peg', peg, 'INSTRUMENT_HALTED'],
  ['HALTED', 'a market buy', {}, 'INSTRUMENT_HALTED'],
  ['HALTED', 'a buy that would rest', at(100), 'INSTRUMENT_HALTED'],
])('in a market that is %s, %s', (state, _, changes, outcome) => {
  expect(outcomeOf(state, changes)).toBe(outcome);
});

/** A stub of one venue, after a good market of 99.99 to 100.01 or after nothing. */
const stubs = { XNYS: { bid: [1, 200], ask: [19_999, 200] }, ARCX: {} } as const satisfies Record<string, QuoteOf>;
const lastGood = { referenceBid: price(999_900), referenceAsk: price(1_000_100) };

it.each<[string, Partial<ValidOrder>, string, string]>([
  ['a market buy', {}, 'NOTHING_WITHIN_LIMIT', 'MARKET_UNAVAILABLE'],
  ['a market sell', { side: 'SELL' }, 'NOTHING_WITHIN_LIMIT', 'MARKET_UNAVAILABLE'],
  ['a buy that rests', at(100), 'POST XNYS 100', 'POST XNYS 100'],
  ['a buy far above the last good market', at(150), 'PRICE_OUTSIDE_COLLAR', 'POST XNYS 150'],
  ['a midpoint peg', peg, 'MID_PEG SGMT 105.01', 'MARKET_UNAVAILABLE'],
  ['a midpoint peg with a cap', { ...at(100.01), ...peg }, 'MID_PEG SGMT 100.01', 'MID_PEG SGMT 100.01'],
  ['an immediate midpoint peg', { ...peg, timeInForce: 'IOC' }, 'MIDPOINT_UNAVAILABLE', 'MIDPOINT_UNAVAILABLE'],
  ['a buy that asks dark venues', { sourcing: 'DARK_FIRST' }, 'NOTHING_WITHIN_LIMIT', 'MARKET_UNAVAILABLE'],
])('beside a stub of 0.01 to 199.99, %s', (_, changes, afterGood, afterNothing) => {
  const market = marketOf({ ...stubs, SGMT: { believed: [[500, 0.9]] } });
  expect(market.nbbo.state).toBe('NORMAL');
  expect(outcomeIn({ ...market, nbbo: { ...market.nbbo, ...lastGood } }, changes)).toBe(afterGood);
  expect(outcomeIn(market, changes)).toBe(afterNothing);
});
