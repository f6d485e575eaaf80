import type { OrderMarket } from '../../rows/order-market';

/** One price that stood for a time, ms since 1970. */
export interface MarketStep {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly price: number;
}

/** A time of which nothing is known, and whether that is because it is not written yet. */
export interface MarketGap {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly isToCome: boolean;
}

/** The prices of one side as they stood, in order: none where nobody quoted, and none where nothing is known. */
export function stepsOf({ spans }: Pick<OrderMarket, 'spans'>, side: 'bid' | 'ask'): MarketStep[] {
  return spans.flatMap(({ until_ms: endMs, points }) =>
    points.flatMap((point, index): MarketStep[] => {
      const price = point[side];
      const untilMs = points[index + 1]?.at_ms ?? endMs;
      return price === null || untilMs <= point.at_ms ? [] : [{ fromMs: point.at_ms, untilMs, price }];
    }),
  );
}

/** The history is written every ten seconds; a row that is late by more is not on its way. */
const WRITTEN_WITHIN_MS = 20_000;

/** What is not known between the beginning of a market and its end, or now where that is before. */
export function gapsOf({ from_ms, to_ms, asked_at_ms, spans }: OrderMarket): MarketGap[] {
  const endMs = Math.min(to_ms, asked_at_ms);
  const gaps: MarketGap[] = [];
  let knownMs = from_ms;
  const gapUntil = (untilMs: number) => {
    // Times are told to the microsecond; less than one is no gap.
    if (untilMs - knownMs < 0.001) return;
    const isToCome = untilMs === endMs && asked_at_ms - untilMs < WRITTEN_WITHIN_MS;
    gaps.push({ fromMs: knownMs, untilMs, isToCome });
  };
  for (const span of spans) {
    gapUntil(span.from_ms);
    knownMs = Math.max(knownMs, span.until_ms);
  }
  gapUntil(endMs);
  return gaps;
}

/** More of the market is on its way: it is worth asking again. */
export function isMarketToCome(market: OrderMarket): boolean {
  return gapsOf(market).some(({ isToCome }) => isToCome);
}
