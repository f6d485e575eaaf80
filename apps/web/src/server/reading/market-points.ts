import type { HistoryScale, MarketChange } from '@fairlead/core/market/history/history-minute';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { KnownMarket, KnownSpan } from '@fairlead/db/repositories/market-history-repository';
import type { OrderMarket } from '@/rows/order-market';

type Span = OrderMarket['spans'][number];
type Point = Span['points'][number];

/** More changes than a picture has columns are thinned to those that can be told apart in it. */
const COLUMNS_MAX = 500;

/** What was shown in the times that are known, of `lengthUs` in all: every change, or those that a picture of this length can tell apart. */
export function spansOf(known: readonly KnownSpan[], lengthUs: number): Span[] {
  const count = known.reduce((sum, { changes }) => sum + changes.length, 0);
  const columnUs = count <= COLUMNS_MAX * 2 ? 0 : lengthUs / COLUMNS_MAX;
  return known.map(({ fromUs, untilUs, changes, scale }) => ({
    from_ms: fromUs / 1_000,
    until_ms: untilUs / 1_000,
    points: thinned(changes, columnUs).map((change) => pointOf(change, scale, change.atUs)),
  }));
}

/** A known time that was looked at now and then: what stood at each look. */
export function lookedAt(
  { fromUs, untilUs }: Pick<KnownSpan, 'fromUs' | 'untilUs'>,
  looks: readonly { readonly atUs: number; readonly known: KnownMarket | null }[],
): Span {
  const points = looks.flatMap(({ atUs, known }) => (known === null ? [] : [pointOf(known.market, known.scale, atUs)]));
  return { from_ms: fromUs / 1_000, until_ms: untilUs / 1_000, points };
}

function pointOf({ bid, ask }: MarketChange, { priceDecimals }: HistoryScale, atUs: number): Point {
  const price = (side: MarketChange['bid']) => (side === null ? null : Number(formatScaled(side.price, priceDecimals)));
  return { at_ms: atUs / 1_000, bid: price(bid), ask: price(ask) };
}

/**
 * Of the changes within each column the last, the first, the extremes of both sides, and every one with which a side comes or goes. All of them
 * were shown; what is left out lies between two that are kept.
 */
export function thinned(changes: readonly MarketChange[], columnUs: number): readonly MarketChange[] {
  const [first] = changes;
  if (first === undefined || columnUs <= 0) return changes;
  const columns = new Map<number, MarketChange[]>();
  for (const change of changes) {
    const place = Math.floor((change.atUs - first.atUs) / columnUs);
    const column = columns.get(place);
    if (column === undefined) columns.set(place, [change]);
    else column.push(change);
  }
  const kept = new Set<MarketChange>();
  let before = first;
  for (const change of changes) {
    if ((change.bid === null) !== (before.bid === null) || (change.ask === null) !== (before.ask === null))
      kept.add(change);
    before = change;
  }
  for (const column of columns.values())
    for (const change of [column[0], column.at(-1), ...extremes(column, 'bid'), ...extremes(column, 'ask')])
      if (change !== undefined) kept.add(change);
  return changes.filter((change) => kept.has(change));
}

function extremes(column: readonly MarketChange[], side: 'bid' | 'ask'): (MarketChange | undefined)[] {
  const quoted = column.filter((change) => change[side] !== null);
  const price = (change: MarketChange) => change[side]?.price ?? 0;
  const pick = (isBeyond: (a: number, b: number) => boolean) =>
    quoted.reduce<MarketChange | undefined>(
      (found, change) => (found === undefined || isBeyond(price(change), price(found)) ? change : found),
      undefined,
    );
  return [pick((a, b) => a < b), pick((a, b) => a > b)];
}
