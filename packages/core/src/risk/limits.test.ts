import { describe, expect, it } from 'vitest';
import { moneyE8 } from '../money/units.ts';
import { marketOf } from '../testing/market.ts';
import { DEFAULT_LIMITS, LimitIndex, type LimitRow, limitFault, NO_KEYS } from './limits.ts';

const { instrument: aapl } = marketOf({ XNYS: { bid: [10_000, 500], ask: [10_002, 300] } });
const E8 = 100_000_000n;
const row = (scope: LimitRow['scope'], more: Partial<LimitRow> = {}): LimitRow => ({ ...NO_KEYS, scope, ...more });
const shares = (count: number) => ({ maxOrderQuantityE8: BigInt(count) * E8 });
const resolved = (rows: readonly LimitRow[], asked: { clientId?: string; account?: string; venueId?: string } = {}) => {
  const found = new LimitIndex({ name: 'limits-1', rows }, DEFAULT_LIMITS).resolve({
    clientId: asked.clientId ?? 'one',
    account: asked.account ?? null,
    instrument: aapl,
  });
  return asked.venueId === undefined ? found : { ...found, ...found.venue?.(asked.venueId) };
};

describe('the limits of an order', () => {
  it('are those of the first start where a version says nothing', () => {
    expect(resolved([])).toMatchObject({
      maxOrderQuantity: 250_000,
      maxOrderNotionalE8: 25_000_000n * E8,
      collarBps: 500,
      client: {
        ...{ maxGrossE8: 40_000_000_000n * E8, maxNetE8: 5_000_000_000n * E8, creditE8: 5_000_000_000n * E8 },
        maxOrdersPerSecond: 2_500,
      },
      firm: { maxGrossE8: 80_000_000_000n * E8, maxNetE8: 10_000_000_000n * E8, maxOrdersPerSecond: 5_000 },
    });
  });

  const ofClass = row('INSTRUMENT', { assetClass: 'EQUITY', ...shares(100) });
  const ofAapl = row('INSTRUMENT', { instrumentId: aapl.instrumentId, ...shares(500) });
  it.each<[string, readonly LimitRow[], Parameters<typeof resolved>[1], number]>([
    ['the firm’s own bound', [row('FIRM', shares(70))], {}, 70],
    ['a class before the default', [ofClass], {}, 100],
    ['an instrument before its class, though it is wider', [ofClass, ofAapl], {}, 500],
    ['a class where the instrument says nothing of it', [ofClass, { ...ofAapl, maxOrderQuantityE8: null }], {}, 100],
    [
      'a named client before every client',
      [row('CLIENT', shares(9)), row('CLIENT', { clientId: 'one', ...shares(12) })],
      {},
      12,
    ],
    [
      'every client where another is named',
      [row('CLIENT', shares(9)), row('CLIENT', { clientId: 'two', ...shares(12) })],
      {},
      9,
    ],
    [
      'the firm over a client that is given more',
      [row('FIRM', shares(70)), row('CLIENT', { clientId: 'one', ...shares(80) })],
      {},
      70,
    ],
    [
      'an account under its client',
      [row('CLIENT', shares(9)), row('ACCOUNT', { clientId: 'one', account: 'A', ...shares(4) })],
      { account: 'A' },
      4,
    ],
    [
      'no account where another is named',
      [row('ACCOUNT', { clientId: 'one', account: 'B', ...shares(4) }), ofClass],
      { account: 'A' },
      100,
    ],
    [
      'no account of another client’s',
      [row('ACCOUNT', { clientId: 'two', account: 'A', ...shares(4) }), ofClass],
      { account: 'A' },
      100,
    ],
    [
      'a venue, for what goes there',
      [ofClass, row('VENUE', { venueId: 'XNYS', ...shares(3) })],
      { venueId: 'XNYS' },
      3,
    ],
    [
      'no venue for what goes elsewhere',
      [ofClass, row('VENUE', { venueId: 'XNYS', ...shares(3) })],
      { venueId: 'BATS' },
      100,
    ],
    ['every venue', [ofClass, row('VENUE', shares(5))], { venueId: 'BATS' }, 5],
    ['nothing at all where it is zero', [row('FIRM', shares(0))], {}, 0],
  ])('are those of %s', (_, rows, asked, expected) => {
    expect(resolved(rows, asked).maxOrderQuantity).toBe(expected);
  });

  it('are rounded down to what the instrument can be ordered in, and counted in its currency', () => {
    const index = new LimitIndex(
      { name: 'limits-1', rows: [row('FIRM', { maxOrderQuantityE8: 150_000_000n, maxOrderNotionalE8: 2n * E8 })] },
      DEFAULT_LIMITS,
    );
    const yen = { ...aapl, currency: 'JPY' };
    expect(index.resolve({ clientId: 'one', account: null, instrument: yen })).toMatchObject({
      maxOrderQuantity: 1,
      maxOrderNotionalE8: 300n * E8,
    });
  });

  it('suspect equal orders by the longest window of those whose least an order reaches, each of its scope', () => {
    const windowsOf = (rows: readonly LimitRow[], dollars: readonly (number | null)[], currency = 'USD') => {
      const { duplicateWindowMs } = new LimitIndex({ name: 'limits-1', rows }, DEFAULT_LIMITS).resolve({
        ...{ clientId: 'one', account: null, instrument: { ...aapl, currency } },
      });
      return dollars.map((each) => duplicateWindowMs(each === null ? null : moneyE8(BigInt(each) * E8)));
    };
    expect(windowsOf([], [0, 4_999_999, 5_000_000, null])).toEqual([0, 0, 1_000, 1_000]);
    expect(windowsOf([], [5_000_000, 750_000_000], 'JPY')).toEqual([0, 1_000]);
    const rows = [
      row('FIRM', { duplicateWindowMs: 9_000, duplicateMinNotionalE8: 1_000n * E8 }),
      row('CLIENT', { duplicateWindowMs: 50, duplicateMinNotionalE8: 0n }),
    ];
    expect(windowsOf(rows, [0, 999, 1_000, null])).toEqual([50, 50, 9_000, 9_000]);
    expect(windowsOf([row('CLIENT', { duplicateWindowMs: 0 })], [5_000_000])).toEqual([0]);
  });

  it('take the nearer collar, and each its own exposure', () => {
    const rows = [
      row('FIRM', { collarBps: 300, maxGrossExposureE8: 7n }),
      row('CLIENT', { collarBps: 400, maxGrossExposureE8: 9n, creditE8: 3n }),
    ];
    expect(resolved(rows)).toMatchObject({
      collarBps: 300,
      firm: { maxGrossE8: 7n },
      client: { maxGrossE8: 9n, creditE8: 3n },
    });
  });
});

describe('a row', () => {
  it.each<[string, LimitRow, ReturnType<typeof limitFault>]>([
    ['of the firm is sound', row('FIRM', { collarBps: 1 }), null],
    ['of a client may bound its credit', row('CLIENT', { creditE8: 1n }), null],
    ['of the firm names nobody', row('FIRM', { clientId: 'one' }), { path: 'clientId', code: 'KEY_NOT_FOR_SCOPE' }],
    ['of an account names its client', row('ACCOUNT', { account: 'A' }), { path: 'clientId', code: 'KEY_MISSING' }],
    ['of an account names it', row('ACCOUNT', { clientId: 'one' }), { path: 'account', code: 'KEY_MISSING' }],
    [
      'of an instrument names it or its class',
      row('INSTRUMENT', { instrumentId: 'AAPL', assetClass: 'EQUITY' }),
      { path: 'assetClass', code: 'KEY_NOT_FOR_SCOPE' },
    ],
    ['of a venue bounds no credit', row('VENUE', { creditE8: 1n }), { path: 'creditE8', code: 'LIMIT_NOT_FOR_SCOPE' }],
    [
      'of an instrument bounds no exposure',
      row('INSTRUMENT', { maxGrossExposureE8: 1n }),
      { path: 'maxGrossExposureE8', code: 'LIMIT_NOT_FOR_SCOPE' },
    ],
  ])('%s', (_, given, fault) => {
    expect(limitFault(given)).toEqual(fault);
  });
});
