import { describe, expect, it } from 'vitest';
import { moneyE8, price, priceE8, quantity } from '../money/units.ts';
import { marketOf, type QuoteOf } from '../testing/market.ts';
import { type LookedAgain, stillHolds } from './look-again.ts';
import type { Slice } from './route-plan.ts';

type Kind = Slice['kind'];

/** A slice of 100 at XNYS, with a limit in cents. */
const sliceOf = (kind: Kind, cents: number, venueId = 'XNYS'): Slice => ({
  venueId,
  quantity: quantity(100),
  limitPrice: price(cents * 100),
  expectedPriceE8: priceE8(0),
  kind,
  minQuantity: quantity(0),
  expectedFeeE8: moneyE8(0n),
  expectedCostBps: 0,
  expectedFillRate: 1,
  expectedFillTimeMs: 1,
  restMs: null,
  routingPriority: 1,
  reason: '',
});
const there: QuoteOf = { bid: [10_000, 500], ask: [10_002, 300] };
const holds = (
  slices: readonly Slice[],
  quotes: Readonly<Record<string, QuoteOf>> = {},
  changes: Partial<Omit<LookedAgain, 'slices' | 'view'>> = {},
) => stillHolds({ slices, side: 'BUY', view: marketOf({ XNYS: there, ...quotes }), protection: true, ...changes });

describe('a plan that is looked at again', () => {
  it('holds where nothing has changed, and where there is nothing of it', () => {
    expect(holds([sliceOf('IOC', 10_002)])).toBe(true);
    expect(holds([sliceOf('IOC', 10_000)], {}, { side: 'SELL' })).toBe(true);
    expect(holds([])).toBe(true);
  });

  it.each<[string, QuoteOf]>([
    ['is disconnected', { ...there, connected: false }],
    ['is offline', { ...there, status: 'OFFLINE' }],
    ['has no room for the moment', { ...there, isFull: true }],
    ['has its circuit open', { ...there, circuit: 'OPEN' }],
    ['has a stale quote', { ...there, quoteState: 'STALE' }],
    ['asks for more', { bid: [10_000, 500], ask: [10_003, 300] }],
    ['offers nothing', { bid: [10_000, 500] }],
  ])('does not hold where its venue %s', (_, quote) => {
    expect(holds([sliceOf('IOC', 10_002)], { XNYS: quote })).toBe(false);
  });

  it('does not hold where its venue is not there at all', () => {
    expect(holds([sliceOf('IOC', 10_002, 'XNAS')])).toBe(false);
  });

  it('holds where the price is better now, and where the circuit is being tried', () => {
    expect(holds([sliceOf('IOC', 10_002)], { XNYS: { bid: [10_000, 500], ask: [10_001, 300] } })).toBe(true);
    expect(holds([sliceOf('FOK', 10_002)], { XNYS: { ...there, circuit: 'HALF_OPEN' } })).toBe(true);
    expect(holds([sliceOf('IOC', 10_000)], { XNYS: { bid: [9_999, 500], ask: [10_002, 300] } }, { side: 'SELL' })).toBe(
      false,
    );
  });

  it('asks a venue that shows nothing blind', () => {
    expect(holds([sliceOf('IOC', 10_002, 'XNAS')], { XNAS: {} })).toBe(true);
  });

  it('does not hold where one slice of several does not', () => {
    const slices = [sliceOf('IOC', 10_002), sliceOf('IOC', 10_002, 'XNAS')];
    expect(holds(slices, { XNAS: there })).toBe(true);
    expect(holds(slices, { XNAS: { bid: [10_000, 100], ask: [10_004, 100] } })).toBe(false);
  });

  it('does not trade through a better protected quote of a venue that it does not go to', () => {
    const better = { XNAS: { bid: [10_000, 100], ask: [10_001, 100] } } as const;
    expect(holds([sliceOf('IOC', 10_002)], better)).toBe(false);
    expect(holds([sliceOf('IOC', 10_002)], better, { protection: false })).toBe(true);
    expect(holds([sliceOf('ISO', 10_002), sliceOf('ISO', 10_001, 'XNAS')], better)).toBe(true);
    expect(holds([sliceOf('IOC', 10_002)], { XNAS: there })).toBe(true);
    const bid = { XNAS: { bid: [10_001, 100], ask: [10_003, 100] } } as const;
    expect(holds([sliceOf('IOC', 10_000)], bid, { side: 'SELL' })).toBe(false);
  });

  it('does not rest where it would lock or cross the market', () => {
    expect(holds([sliceOf('POST', 10_001)])).toBe(true);
    expect(holds([sliceOf('POST', 10_002)])).toBe(false);
    expect(holds([sliceOf('POST', 10_003)])).toBe(false);
    expect(holds([sliceOf('POST', 10_002)], {}, { protection: false })).toBe(true);
    expect(holds([sliceOf('POST', 10_000)], {}, { side: 'SELL' })).toBe(false);
    expect(holds([sliceOf('POST', 10_001)], {}, { side: 'SELL' })).toBe(true);
  });

  it('lets a peg wait for the midpoint at its own limit', () => {
    expect(holds([sliceOf('MID_PEG', 10_000)])).toBe(true);
    expect(holds([sliceOf('MID_PEG', 10_001)], { XNYS: { bid: [10_000, 500] } })).toBe(true);
    expect(holds([sliceOf('MID_PEG', 10_001)], { XNYS: { ...there, connected: false } })).toBe(false);
  });

  it('asks blind at the midpoint only where the midpoint is within its limit', () => {
    expect(holds([sliceOf('MID_IOC', 10_001)])).toBe(true);
    expect(holds([sliceOf('MID_IOC', 10_000)])).toBe(false);
    expect(holds([sliceOf('MID_IOC', 10_001)], {}, { side: 'SELL' })).toBe(true);
    expect(holds([sliceOf('MID_IOC', 10_002)], {}, { side: 'SELL' })).toBe(false);
    expect(holds([sliceOf('MID_IOC', 10_001)], { XNYS: { bid: [10_000, 500] } })).toBe(false);
  });
});
