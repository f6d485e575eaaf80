import { describe, expect, it } from 'vitest';
import type { HaltScope } from '../control/control-event.ts';
import { type HaltView, NO_HALTS } from '../control/halts.ts';
import { moneyE8, price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, nbboOf, orderOf } from '../testing/market.ts';
import { approveWave, type GateContext } from './wave-gate.ts';

const { instrument, nbbo } = marketOf({ XNYS: { bid: [10_000, 500], ask: [10_002, 300] } });
const limits = {
  maxOrderQuantity: quantity(10_000),
  maxOrderNotionalE8: moneyE8(100_000_000_000_000n),
  collarBps: 500,
};
const context: GateContext = {
  instrument,
  nbbo,
  limits,
  halts: NO_HALTS,
  exposure: null,
  lastPrice: null,
  entitlements: null,
};

/** A wave of an order with these slices: [quantity, limit] each. 300 are left of the order where nothing else is said. */
function waveOf(slices: readonly (readonly [number, number])[], order: Partial<ValidOrder> = {}, left = 300) {
  const quantityOf = order.quantity ?? quantity(1_000);
  return {
    input: { order: orderOf({ quantity: quantityOf, ...order }), quantity: quantity(left) },
    plan: {
      slices: slices.map(([count, limit]) => ({
        venueId: 'XNYS',
        quantity: quantity(count),
        limitPrice: price(limit),
      })),
    },
  };
}
const codeOf = (wave: ReturnType<typeof waveOf>, changes: Partial<GateContext> = {}) => {
  const approval = approveWave(wave, { ...context, ...changes });
  return approval.ok ? null : approval.error.code;
};

const haltOn = (scope: Partial<HaltScope>): { halts: HaltView } => {
  const whole = { clientId: null, venueId: null, instrumentId: null, ...scope };
  const halt = { id: 'h', scope: whole, reason: 'a reason', cancelAll: false, actor: 'USER one', atUs: 1 };
  return { halts: { clientId: 'C1', inForce: [halt] } };
};

describe('the gate of every wave', () => {
  it('lets a wave through as it is', () => {
    const wave = waveOf([
      [200, 1_000_200],
      [100, 1_000_100],
    ]);
    const approval = approveWave(wave, context);
    expect(approval.ok && approval.value).toBe(wave);
  });

  it.each<[string, ReturnType<typeof waveOf>, Partial<GateContext>]>([
    ['INSTRUMENT_HALTED', waveOf([[100, 1_000_200]]), { instrument: { ...instrument, status: 'HALTED' } }],
    ['INSTRUMENT_RESTRICTED', waveOf([[100, 1_000_200]]), { instrument: { ...instrument, status: 'RESTRICTED' } }],
    ['QUANTITY_OVER_LIMIT', waveOf([[100, 1_000_200]]), { limits: { ...limits, maxOrderQuantity: quantity(999) } }],
    ['SHORT_SALE_NEEDS_LOCATE', waveOf([[100, 1_000_000]], { side: 'SELL_SHORT' }), {}],
    [
      'QUANTITY_OVER_LIMIT',
      waveOf([
        [200, 1_000_200],
        [101, 1_000_200],
      ]),
      {},
    ],
    ['NOTIONAL_OVER_LIMIT', waveOf([[100, 1_000_200]]), { limits: { ...limits, maxOrderNotionalE8: moneyE8(0n) } }],
    ['PRICE_OUTSIDE_COLLAR', waveOf([[100, 1_050_300]]), {}],
    [
      'PRICE_OUTSIDE_COLLAR',
      waveOf([
        [100, 1_000_200],
        [100, 1_050_300],
      ]),
      {},
    ],
    ['PRICE_OUTSIDE_COLLAR', waveOf([[100, 949_900]], { side: 'SELL' }), {}],
    ['PRICE_OUTSIDE_COLLAR', waveOf([[100, 1_000_200]], { orderType: 'LIMIT', limitPrice: price(1_000_100) }), {}],
    ['PRICE_OUTSIDE_COLLAR', waveOf([[100, 1_000_000]], { side: 'SELL', limitPrice: price(1_000_100) }), {}],
    ['MARKET_UNAVAILABLE', waveOf([[100, 1_000_200]]), { nbbo: nbboOf(nbbo.bid, null) }],
  ])('refuses with %s', (code, wave, changes) => {
    expect(codeOf(wave, changes)).toBe(code);
  });

  it.each<[string, Partial<HaltScope>, string | null]>([
    ['the firm', {}, 'TRADING_HALTED'],
    ['its client', { clientId: 'C1' }, 'TRADING_HALTED'],
    ['another client', { clientId: 'C2' }, null],
    ['its instrument', { instrumentId: instrument.instrumentId }, 'TRADING_HALTED'],
    ['another instrument', { instrumentId: 'MSFT' }, null],
    ['the venue of a part', { venueId: 'XNYS' }, 'TRADING_HALTED'],
    ['another venue', { venueId: 'ARCX' }, null],
    ['its client at the venue of a part', { clientId: 'C1', venueId: 'XNYS' }, 'TRADING_HALTED'],
    ['another client at the venue of a part', { clientId: 'C2', venueId: 'XNYS' }, null],
    [
      'its instrument at the venue of a part',
      { instrumentId: instrument.instrumentId, venueId: 'XNYS' },
      'TRADING_HALTED',
    ],
    ['another instrument at the venue of a part', { instrumentId: 'MSFT', venueId: 'XNYS' }, null],
  ])('under a halt of %s says of a wave %o: %s', (_, scope, code) => {
    expect(codeOf(waveOf([[100, 1_000_200]]), haltOn(scope))).toBe(code);
  });

  it('sums the notional of all slices', () => {
    const most = { limits: { ...limits, maxOrderNotionalE8: moneyE8(2_000_200_000_000n) } };
    expect(
      codeOf(
        waveOf([
          [100, 1_000_100],
          [100, 1_000_100],
        ]),
        most,
      ),
    ).toBeNull();
    expect(
      codeOf(
        waveOf([
          [100, 1_000_100],
          [100, 1_000_200],
        ]),
        most,
      ),
    ).toBe('NOTIONAL_OVER_LIMIT');
  });

  it('reads the limits of the moment: at 0 nothing leaves any more (L4)', () => {
    const shut = { ...limits, maxOrderQuantity: quantity(0) };
    expect(codeOf(waveOf([[1, 1_000_200]]), { limits: shut })).toBe('QUANTITY_OVER_LIMIT');
  });

  it('lets what lies at the collar or far from the market through, and everything that is left', () => {
    expect(codeOf(waveOf([[300, 1_050_200]]))).toBeNull();
    expect(codeOf(waveOf([[300, 950_000]], { side: 'SELL' }))).toBeNull();
    expect(codeOf(waveOf([[100, 500_000]]))).toBeNull();
    expect(codeOf(waveOf([[100, 1_000_000]], { side: 'SELL_SHORT', locateId: 'LOC-1' }))).toBeNull();
  });

  it('has no collar where nobody quotes the side: then the order’s own limit allows what is sent', () => {
    const order = { orderType: 'LIMIT', limitPrice: price(1_000_100) } as const;
    const market = { nbbo: nbboOf(nbbo.bid, null) };
    expect(codeOf(waveOf([[100, 1_000_100]], order), market)).toBeNull();
    expect(codeOf(waveOf([[100, 1_000_200]], order), market)).toBe('PRICE_OUTSIDE_COLLAR');
  });

  it('holds what goes to a venue to the limits of that venue, all its slices together', () => {
    const wave = waveOf([
      [200, 1_000_200],
      [100, 1_000_100],
    ]);
    const at = (venueId: string, count: number) => ({
      limits: {
        ...limits,
        venue: (id: string) => (id === venueId ? { ...limits, maxOrderQuantity: quantity(count) } : limits),
      },
    });
    expect([codeOf(wave, at('XNYS', 299)), codeOf(wave, at('XNYS', 300)), codeOf(wave, at('BATS', 1))]).toEqual([
      'QUANTITY_OVER_LIMIT',
      null,
      null,
    ]);
  });

  it('lets a wave that sends nothing through', () => {
    expect(codeOf(waveOf([]), { nbbo: nbboOf(null, null) })).toBeNull();
  });
});
