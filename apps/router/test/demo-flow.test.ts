import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { seededAverageCloseE8 } from '@fairlead/core/catalogue/us-equity-instruments';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { notionalRoundedE8 } from '@fairlead/core/money/amount';
import { type MoneyE8, price, quantity } from '@fairlead/core/money/units';
import type { OrderRequest } from '@fairlead/core/order/request';
import { err } from '@fairlead/core/result';
import { DEFAULT_LIMITS, LimitIndex } from '@fairlead/core/risk/limits';
import { marketOf } from '@fairlead/core/testing/market';
import { expect, it } from 'vitest';
import { DemoFlow } from '../src/demo/order-flow.ts';

/** Around what currencies and coins are made to trade. */
const PRICES: Readonly<Record<string, number>> = {
  ...{ AUDUSD: 0.655, EURUSD: 1.085, GBPUSD: 1.27, NZDUSD: 0.605, USDCHF: 0.885, USDJPY: 149.5 },
  ...{ 'BTC/USD': 98_000, 'ETH/USD': 3_400 },
};
const priceOf = ({ instrumentId, priceDecimals }: Instrument) =>
  price(Math.round((PRICES[instrumentId] ?? Number(seededAverageCloseE8(instrumentId)) / 1e8) * 10 ** priceDecimals));
const { nbbo } = marketOf({ XNYS: { bid: [10_000, 500], ask: [10_002, 300] } });

/** So many orders of the flow, each with its instrument. */
function drawn(count: number): { instrument: Instrument; request: OrderRequest }[] {
  const orders: { instrument: Instrument; request: OrderRequest }[] = [];
  const due: (() => void)[] = [];
  let state = 1;
  const of = (instrumentId: string) => DEFAULT_INSTRUMENTS.find((each) => each.instrumentId === instrumentId);
  const flow = new DemoFlow(
    {
      pipeline: {
        walk: async ({ request }) => {
          const instrument = of(request.instrumentId);
          if (instrument !== undefined) orders.push({ instrument, request });
          return { outcome: err({ kind: 'NOT_READY' }), repeated: false };
        },
      },
      market: {
        instrumentIds: DEFAULT_INSTRUMENTS.map(({ instrumentId }) => instrumentId),
        instrument: of,
        nbbo: () => nbbo,
      },
      clock: { nowUs: () => 1_767_366_000_000_000 },
      timers: { after: (_, run) => ({ cancel: () => {}, at: due.push(run) }) },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      // A linear congruential generator with the constants of Numerical Recipes.
      random: () => {
        state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
        return state / 2 ** 32;
      },
    },
    1.5,
  );
  flow.start();
  while (orders.length < count) due.shift()?.();
  return orders;
}

it('sends nothing so large that the limits of a first start would suspect an equal order to be it again', () => {
  const index = new LimitIndex(DEFAULT_LIMITS, DEFAULT_LIMITS);
  const windowOf = (instrument: Instrument, notional: MoneyE8) =>
    index.resolve({ clientId: 'DEMO', account: null, instrument }).duplicateWindowMs(notional);
  const orders = drawn(5_000).map(({ instrument, request }) => {
    const count = quantity(Math.round(Number(request.quantity) * 10 ** instrument.quantityDecimals));
    const notional = notionalRoundedE8(priceOf(instrument), count, instrument);
    return { id: instrument.instrumentId, windowMs: windowOf(instrument, notional) };
  });
  expect(new Set(orders.map(({ id }) => id)).size).toBe(DEFAULT_INSTRUMENTS.length);
  expect(orders.filter(({ windowMs }) => windowMs > 0)).toEqual([]);
});
