import type { MarketChange } from '@fairlead/core/market/history/history-minute';
import { marketAt } from '@fairlead/core/market/history/minute-reader';
import { price, quantity } from '@fairlead/core/money/units';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderMarket } from '../../rows/order-market';
import { lookedAt, spansOf, thinned } from '../../server/reading/market-points';
import { gapsOf, isMarketToCome, stepsOf } from './market-line';

const SCALE = { priceDecimals: 4, quantityDecimals: 0 };
const START_US = 1_767_366_000_000_000;
const side = fc.option(fc.integer({ min: 1, max: 2_000_000 }).map((at) => ({ price: price(at), size: quantity(100) })));

/** Known times with gaps between them, each with what stood at its beginning and the changes within. */
const known = fc
  .array(
    fc.record({
      gapUs: fc.integer({ min: 1, max: 5_000_000 }),
      steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 400_000 }), side, side), { minLength: 1, maxLength: 40 }),
    }),
    { maxLength: 5 },
  )
  .map((parts) => {
    let atUs = START_US;
    return parts.map(({ gapUs, steps }) => {
      atUs += gapUs;
      const fromUs = atUs;
      const changes = steps.map(([lastsUs, bid, ask]): MarketChange => {
        const change = {
          atUs,
          state: 'NORMAL' as const,
          bid,
          ask,
          ...NO_ODD_LOTS,
          isBidBelieved: true,
          isAskBelieved: true,
        };
        atUs += lastsUs;
        return change;
      });
      return { fromUs, untilUs: atUs, scale: SCALE, changes };
    });
  });
const NO_ODD_LOTS = { oddBid: null, oddAsk: null };

const marketOf = (spans: OrderMarket['spans'], changes: Partial<OrderMarket> = {}): OrderMarket => ({
  from_ms: START_US / 1_000,
  to_ms: START_US / 1_000 + 60_000,
  asked_at_ms: START_US / 1_000 + 3_600_000,
  every_ms: null,
  spans,
  ...changes,
});

describe('the line of the market', () => {
  it('shows at any instant what the history has of it, and nothing where it has nothing', () => {
    fc.assert(
      fc.property(
        known,
        fc.integer({ min: 0, max: 40_000_000 }),
        fc.constantFrom('bid', 'ask'),
        (spans, afterUs, which) => {
          const atUs = START_US + afterUs;
          const within = spans.find(({ fromUs, untilUs }) => fromUs <= atUs && atUs < untilUs);
          const shown = within === undefined ? null : (marketAt(within, atUs)?.[which]?.price ?? null);
          const drawn = stepsOf(marketOf(spansOf(spans, 60_000_000)), which).filter(
            ({ fromMs, untilMs }) => fromMs <= atUs / 1_000 && atUs / 1_000 < untilMs,
          );
          expect(drawn.map((step) => step.price)).toEqual(shown === null ? [] : [shown / 10_000]);
        },
      ),
    );
  });

  it('is thinned to prices that were shown in their column, its highest and lowest and last among them', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 3_000_000 }), (spans, columnUs) => {
        for (const { changes } of spans) {
          const kept = thinned(changes, columnUs);
          const columnOf = (change: MarketChange) => Math.floor((change.atUs - (changes[0]?.atUs ?? 0)) / columnUs);
          for (const column of new Set(changes.map(columnOf))) {
            const [all, left] = [changes, kept].map((each) => each.filter((change) => columnOf(change) === column));
            expect(all).toEqual(expect.arrayContaining(left ?? []));
            expect(left?.at(-1)).toBe(all?.at(-1));
            for (const which of ['bid', 'ask'] as const) {
              const prices = (each: MarketChange[] = []) => each.flatMap((change) => change[which]?.price ?? []);
              expect(Math.max(...prices(left))).toBe(Math.max(...prices(all)));
              expect(Math.min(...prices(left))).toBe(Math.min(...prices(all)));
            }
          }
        }
      }),
    );
  });

  it('of a long life shows what stood at each look, and nothing of a look at which nothing was known', () => {
    const market = {
      state: 'NORMAL',
      bid: { price: price(100), size: quantity(1) },
      ask: null,
      ...NO_ODD_LOTS,
    } as const;
    const found = { market: { ...market, atUs: START_US, isBidBelieved: true, isAskBelieved: false }, scale: SCALE };
    const span = lookedAt({ fromUs: START_US, untilUs: START_US + 3_000_000 }, [
      { atUs: START_US, known: found },
      { atUs: START_US + 1_000_000, known: null },
    ]);
    const startMs = START_US / 1_000;
    expect(stepsOf({ spans: [span] }, 'bid')).toEqual([{ fromMs: startMs, untilMs: startMs + 3_000, price: 0.01 }]);
    expect(stepsOf({ spans: [span] }, 'ask')).toEqual([]);
  });
});

describe('the gaps of the market', () => {
  const startMs = START_US / 1_000;
  const span = (fromMs: number, untilMs: number) => ({
    from_ms: startMs + fromMs,
    until_ms: startMs + untilMs,
    points: [],
  });
  const told = (market: OrderMarket) =>
    gapsOf(market).map(({ fromMs, untilMs, isToCome }) => [fromMs - startMs, untilMs - startMs, isToCome]);

  it('are what no span covers: before, between, after', () => {
    expect(told(marketOf([span(1_000, 20_000), span(30_000, 59_000)]))).toEqual([
      [0, 1_000, false],
      [20_000, 30_000, false],
      [59_000, 60_000, false],
    ]);
    expect(told(marketOf([span(0, 60_000)]))).toEqual([]);
    expect(told(marketOf([]))).toEqual([[0, 60_000, false]]);
  });

  it('are on their way at the end of a life of just now, which is written within seconds', () => {
    const young = marketOf([span(0, 40_000)], { asked_at_ms: startMs + 55_000 });
    expect(told(young)).toEqual([[40_000, 55_000, true]]);
    expect([young, marketOf([span(0, 40_000)])].map(isMarketToCome)).toEqual([true, false]);
  });

  it('and the known times together are the whole of a life', () => {
    fc.assert(
      fc.property(known, (parts) => {
        const market = marketOf(spansOf(parts, 60_000_000));
        const spans = market.spans.map(({ from_ms, until_ms }) => until_ms - from_ms);
        const gaps = gapsOf(market).map(({ fromMs, untilMs }) => untilMs - fromMs);
        const sum = [...spans, ...gaps].reduce((total, each) => total + each, 0);
        expect(
          Math.abs(sum - Math.max(60_000, ...market.spans.map(({ until_ms }) => until_ms - startMs))),
        ).toBeLessThan(0.1);
      }),
    );
  });
});
