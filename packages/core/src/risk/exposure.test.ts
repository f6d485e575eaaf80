import { describe, expect, it } from 'vitest';
import { NO_HALTS } from '../control/halts.ts';
import { moneyE8, price, quantity } from '../money/units.ts';
import { marketOf, orderOf } from '../testing/market.ts';
import {
  type Exposure,
  type ExposureView,
  enteredExposure,
  exposureFault,
  heldToNow,
  NO_EXPOSURE,
} from './exposure.ts';
import { approveOrder } from './risk-gate.ts';

const DOLLAR = 100_000_000n;
const NO_LIMITS = { maxGrossE8: null, maxNetE8: null, creditE8: null, maxOrdersPerSecond: null };
const of = (use: Partial<Record<keyof Exposure, number>>): Exposure => ({
  ...NO_EXPOSURE,
  ...Object.fromEntries(Object.entries(use).map(([name, dollars]) => [name, BigInt(dollars) * DOLLAR])),
});
type Bounds = Partial<Record<'gross' | 'net' | 'credit', number>>;
const limitsOf = ({ gross, net, credit }: Bounds) => ({
  ...NO_LIMITS,
  maxGrossE8: gross === undefined ? null : BigInt(gross) * DOLLAR,
  maxNetE8: net === undefined ? null : BigInt(net) * DOLLAR,
  creditE8: credit === undefined ? null : BigInt(credit) * DOLLAR,
});
const view = (use: Exposure, client: Bounds, firm: Bounds = {}): ExposureView => ({
  client: { use, limits: limitsOf(client) },
  firm: { use, limits: limitsOf(firm) },
});

describe('what more exposure would break', () => {
  it.each<[string, Exposure, Bounds, Exposure, string | null]>([
    ['gross at its limit', of({ sellOpenE8: 60 }), { gross: 100 }, of({ buyOpenE8: 40 }), null],
    ['gross one beyond', of({ sellOpenE8: 60 }), { gross: 100 }, of({ buyOpenE8: 41 }), 'GROSS_EXPOSURE_OVER_LIMIT'],
    [
      'gross by what was executed',
      of({ buyExecutedE8: 100 }),
      { gross: 100 },
      of({ sellOpenE8: 1 }),
      'GROSS_EXPOSURE_OVER_LIMIT',
    ],
    ['net at its limit', of({ buyOpenE8: 60 }), { net: 100 }, of({ buyOpenE8: 40 }), null],
    ['net one beyond', of({ buyOpenE8: 60 }), { net: 100 }, of({ buyOpenE8: 41 }), 'NET_EXPOSURE_OVER_LIMIT'],
    ['net the other way', of({ sellExecutedE8: 60 }), { net: 100 }, of({ sellOpenE8: 41 }), 'NET_EXPOSURE_OVER_LIMIT'],
    ['net that comes nearer to zero', of({ buyOpenE8: 200 }), { net: 100 }, of({ sellOpenE8: 50 }), null],
    [
      'net that is turned over too far',
      of({ buyOpenE8: 50 }),
      { net: 100 },
      of({ sellOpenE8: 151 }),
      'NET_EXPOSURE_OVER_LIMIT',
    ],
    ['credit at its limit', of({ buyExecutedE8: 60 }), { credit: 100 }, of({ buyOpenE8: 40 }), null],
    ['credit one beyond', of({ buyExecutedE8: 60 }), { credit: 100 }, of({ buyOpenE8: 41 }), 'CREDIT_OVER_LIMIT'],
    [
      'credit that executed sales have freed',
      of({ buyExecutedE8: 60, sellExecutedE8: 1 }),
      { credit: 100 },
      of({ buyOpenE8: 41 }),
      null,
    ],
    [
      'credit that open sales have not',
      of({ buyExecutedE8: 60, sellOpenE8: 1 }),
      { credit: 100 },
      of({ buyOpenE8: 41 }),
      'CREDIT_OVER_LIMIT',
    ],
    ['no credit for a sale', of({ buyExecutedE8: 200 }), { credit: 100 }, of({ sellOpenE8: 9 }), null],
    ['nothing without limits', of({ buyOpenE8: 9_999 }), {}, of({ buyOpenE8: 9_999 }), null],
  ])('is told for %s, of a client and of the firm alike', (_, use, bounds, more, code) => {
    expect(exposureFault(view(use, bounds), more)?.code ?? null).toBe(code);
    expect(exposureFault(view(use, {}, bounds), more)?.code ?? null).toBe(code);
  });

  it('is told in figures', () => {
    expect(exposureFault(view(of({ buyOpenE8: 60 }), {}, { gross: 100 }), of({ buyOpenE8: 41 }))).toEqual({
      code: 'GROSS_EXPOSURE_OVER_LIMIT',
      path: 'quantity',
      detail: 'The firm, gross: in use 60, asked 41, limit 100 US dollars.',
    });
  });
});

describe('a wave under limits that were lowered', () => {
  it.each<[string, Exposure, Bounds, 'BUY' | 'SELL', string | null]>([
    ['gross over it', of({ buyOpenE8: 2 }), { gross: 1 }, 'SELL', 'GROSS_EXPOSURE_OVER_LIMIT'],
    ['a buy where more is bought', of({ buyOpenE8: 2 }), { net: 1 }, 'BUY', 'NET_EXPOSURE_OVER_LIMIT'],
    ['a sale where more is bought', of({ buyOpenE8: 2 }), { net: 1 }, 'SELL', null],
    ['a sale where more is sold', of({ sellOpenE8: 2 }), { net: 1 }, 'SELL', 'NET_EXPOSURE_OVER_LIMIT'],
    ['a buy on credit', of({ buyOpenE8: 2 }), { credit: 1 }, 'BUY', 'CREDIT_OVER_LIMIT'],
    ['a sale by one who owes', of({ buyOpenE8: 2 }), { credit: 1 }, 'SELL', null],
    ['what is at the limit', of({ buyOpenE8: 1 }), { gross: 1, net: 1, credit: 1 }, 'BUY', null],
  ])('is held to those of now: %s', (_, use, bounds, side, code) => {
    expect(heldToNow(view(use, bounds), side)?.code ?? null).toBe(code);
    expect(heldToNow(view(use, {}, bounds), side)?.code ?? null).toBe(code);
  });
});

describe('an order at the gate', () => {
  const { instrument, nbbo } = marketOf({ XNYS: { bid: [10_000, 500], ask: [10_002, 300] } });
  const limits = { maxOrderQuantity: quantity(10_000), maxOrderNotionalE8: moneyE8(10n ** 16n), collarBps: 500 };
  const context = { instrument, nbbo, limits, halts: NO_HALTS, lastPrice: null, entitlements: null };

  it('is weighed at its limit, at the market at the collar, and in dollars whatever its currency', () => {
    const order = orderOf({ quantity: quantity(100), orderType: 'LIMIT', limitPrice: price(1_000_000) });
    expect(enteredExposure(order, price(1_000_000), instrument)).toEqual(of({ buyOpenE8: 10_000 }));
    expect(
      enteredExposure({ ...order, side: 'SELL_SHORT' }, price(1_000_000), { ...instrument, currency: 'JPY' })
        .sellOpenE8,
    ).toBe(6_666_666_667n);
  });

  it('is refused by what stands already, with the figures', () => {
    const order = orderOf({ quantity: quantity(100) });
    const code = (gross: number) => {
      const outcome = approveOrder(order, { ...context, exposure: view(of({ sellOpenE8: 5 }), { gross }) });
      return outcome.ok ? null : outcome.error.code;
    };
    // 100 at the collar of 105.02, and 5 that stand.
    expect([code(10_507), code(10_506)]).toEqual([null, 'GROSS_EXPOSURE_OVER_LIMIT']);
  });
});
