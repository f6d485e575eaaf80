import { describe, expect, it } from 'vitest';
import { price } from '../money/units.ts';
import { MarketReference } from './market-reference.ts';

const SECOND_US = 1_000_000;

/** Shows markets in cents one after the other; gives what each side of the last one is measured by. */
function after(...shown: readonly Shown[]): [number | null, number | null] {
  const reference = new MarketReference();
  for (const { bid, ask, venues = 1, atS = 0 } of shown) {
    const market = { bid: price(bid), ask: price(ask) };
    reference.observe({ ...market, isWidelyQuoted: () => venues >= 2 }, atS * SECOND_US);
  }
  const last = shown.at(-1);
  return [reference.of('BID', price(last?.bid ?? 0)), reference.of('ASK', price(last?.ask ?? 0))];
}

interface Shown {
  readonly bid: number;
  readonly ask: number;
  readonly venues?: number;
  readonly atS?: number;
}

const GOOD: Shown = { bid: 9_999, ask: 10_001 };

describe('the prices that a market is measured by', () => {
  it.each<[string, Shown[], [number | null, number | null]]>([
    ['are its best ones', [GOOD], [9_999, 10_001]],
    [
      'are its best ones while it moves step by step',
      [GOOD, { bid: 9_600, ask: 9_604 }, { bid: 9_200, ask: 9_202 }],
      [9_200, 9_202],
    ],
    ['are the last good ones beside a stub on both sides', [GOOD, { bid: 1, ask: 19_999 }], [9_999, 10_001]],
    ['are those beside a stub on one side, and the other as it is', [GOOD, { bid: 1, ask: 10_002 }], [9_999, 10_002]],
    ['are those while one venue alone is far away', [GOOD, { bid: 8_000, ask: 8_002 }], [9_999, 10_001]],
    [
      'are the new ones as soon as two venues a side are there',
      [GOOD, { bid: 8_000, ask: 8_002, venues: 2 }],
      [8_000, 8_002],
    ],
    [
      'are the new ones when one venue has stood there for five seconds',
      [GOOD, { bid: 8_000, ask: 8_002, atS: 1 }, { bid: 8_010, ask: 8_012, atS: 6 }],
      [8_010, 8_012],
    ],
    [
      'are not the new ones before',
      [GOOD, { bid: 8_000, ask: 8_002, atS: 1 }, { bid: 8_010, ask: 8_012, atS: 5.9 }],
      [9_999, 10_001],
    ],
    [
      'are not those of one that has moved on meanwhile',
      [GOOD, { bid: 8_000, ask: 8_002, atS: 1 }, { bid: 7_000, ask: 7_002, atS: 6 }],
      [9_999, 10_001],
    ],
    [
      'are not those of one that was away in between',
      [GOOD, { bid: 8_000, ask: 8_002, atS: 1 }, { ...GOOD, atS: 2 }, { bid: 8_000, ask: 8_002, atS: 6 }],
      [9_999, 10_001],
    ],
    [
      'are never those of a stub, however long it stands and whoever quotes it',
      [GOOD, { bid: 1, ask: 19_999, venues: 3, atS: 1 }, { bid: 1, ask: 19_999, venues: 3, atS: 3_600 }],
      [9_999, 10_001],
    ],
    ['are not known where a stub is all that ever was', [{ bid: 1, ask: 19_999 }], [null, null]],
    ['are the first good ones after a stub', [{ bid: 1, ask: 19_999 }, GOOD], [9_999, 10_001]],
    [
      'are the best ones of a market as wide as twice the collar a side',
      [{ bid: 9_000, ask: 11_000 }],
      [9_000, 11_000],
    ],
    ['are not known in one that is wider', [{ bid: 8_999, ask: 11_001 }], [null, null]],
    ['are the side that is there where nothing else is known', [{ bid: 0, ask: 10_001 }], [0, 10_001]],
    ['are the last good one beside a far side that is alone', [GOOD, { bid: 0, ask: 19_999 }], [9_999, 10_001]],
    [
      'are the last good ones where a crossed market is far away',
      [GOOD, { bid: 15_000, ask: 10_001 }],
      [9_999, 10_001],
    ],
    ['are right at the bound of the collar', [GOOD, { bid: 9_500, ask: 10_501 }], [9_500, 10_501]],
    ['and not beyond it', [GOOD, { bid: 9_499, ask: 10_502 }], [9_999, 10_001]],
  ])('%s', (_, shown, expected) => {
    expect(after(...shown)).toEqual(expected);
  });
});
