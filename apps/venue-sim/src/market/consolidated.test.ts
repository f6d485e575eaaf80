import { price, quantity } from '@fairlead/core/money/units';
import { describe, expect, test } from 'vitest';
import { instrumentNamed } from '../../test/market-harness.ts';
import { Consolidated } from './consolidated.ts';

const shown = ([at, size]: readonly [number, number]) => ({ price: price(at), size: quantity(size) });
const SECOND_US = 1_000_000;

/** A market in BAC, whose round lot is 100 shares, at a time that the test sets. */
function bench() {
  let nowUs = 0;
  const consolidated = new Consolidated(instrumentNamed('BAC'), { nowUs: () => nowUs });
  return {
    consolidated,
    quote: (venueId: string, bid: readonly [number, number], ask: readonly [number, number]) =>
      consolidated.update(venueId, { bid: shown(bid), ask: shown(ask) }),
    pass: (us: number) => {
      nowUs += us;
    },
  };
}

describe('the consolidated market', () => {
  test('is of round lots: an odd lot at a better price is not in it, and holds nobody back elsewhere', () => {
    const { consolidated, quote } = bench();
    quote('XNYS', [500_000, 200], [500_200, 300]);
    quote('ARCX', [499_900, 200], [500_100, 30]);
    expect(consolidated.nbbo()).toEqual({ bid: 500_000, ask: 500_200 });
    expect(consolidated.bestAway('ASK', 'XNYS')).toBeNull();
  });

  test('has odd lots of one venue at the price at which they make a round lot', () => {
    const { consolidated, quote } = bench();
    quote('XNYS', [500_000, 200], [500_300, 300]);
    const asks = [shown([500_000, 30]), shown([500_100, 70])];
    consolidated.update('ARCX', { bid: shown([499_900, 200]), ask: shown([500_000, 30]), depth: { bids: [], asks } });
    expect(consolidated.best('ASK')).toBe(500_100);
  });

  test('has no midpoint while a stub is all that is left, and has one again where the market has moved', () => {
    const { consolidated, quote, pass } = bench();
    quote('XNYS', [500_000, 200], [500_200, 300]);
    quote('XNYS', [100, 100], [1_999_900, 100]);
    pass(60 * SECOND_US);
    expect(consolidated.nbbo()).toBeNull();
    quote('XNYS', [400_000, 200], [400_200, 300]);
    expect(consolidated.nbbo()).toBeNull();
    quote('ARCX', [400_000, 200], [400_200, 300]);
    expect(consolidated.nbbo()).toEqual({ bid: 400_000, ask: 400_200 });
  });

  test('of one venue has a midpoint again when it has stood for five seconds', () => {
    const { consolidated, quote, pass } = bench();
    quote('XNYS', [500_000, 200], [500_200, 300]);
    quote('XNYS', [400_000, 200], [400_200, 300]);
    pass(5 * SECOND_US - 1);
    expect(consolidated.nbbo()).toBeNull();
    pass(1);
    expect(consolidated.nbbo()).toEqual({ bid: 400_000, ask: 400_200 });
  });
});
