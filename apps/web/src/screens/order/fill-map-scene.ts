import type { OrderDetail } from '../../rows/order-detail';
import type { Life, OrderMarket } from '../../rows/order-market';
import { type PriceRange, priceMarks, priceRange, type TimeMark, timeMarks, timeRange, withLimit } from './fill-scales';
import { gapsOf, type MarketGap, type MarketStep, stepsOf } from './market-line';

export const FILL_MAP_HEIGHT = 250;
export const EDGES = { left: 64, right: 36, top: 12, bottom: 28 } as const;
const PRICE_LINES = 5;
const PIXELS_A_TIME = 84;

/** What the picture draws: scales in pixels, marks, and the market as steps and gaps. */
export interface FillMapScene {
  readonly width: number;
  readonly x: (atMs: number) => number;
  readonly y: (price: number) => number;
  readonly range: PriceRange;
  readonly prices: readonly number[];
  readonly times: readonly TimeMark[];
  readonly bids: readonly MarketStep[];
  readonly asks: readonly MarketStep[];
  readonly gaps: readonly MarketGap[];
  /** The room between both lines, as a path. */
  readonly spread: string;
  readonly hasLimit: boolean;
  readonly hasFills: boolean;
}

interface Drawn {
  readonly detail: OrderDetail;
  readonly market: OrderMarket | undefined;
  readonly life: Life;
}

/** The scene of an order in so many pixels; null where there is no price to draw. */
export function sceneOf({ detail, market, life }: Drawn, width: number): FillMapScene | null {
  const { order, fills } = detail;
  const [bids, asks] = market === undefined ? [[], []] : [stepsOf(market, 'bid'), stepsOf(market, 'ask')];
  const quoted = priceRange(order, fills, [...bids, ...asks]);
  if (quoted === null) return null;
  const range = withLimit(quoted, order.limit_price);
  const times = timeRange(market, life, fills);
  const [wide, high] = [width - EDGES.left - EDGES.right, FILL_MAP_HEIGHT - EDGES.top - EDGES.bottom];
  const scales = {
    x: (atMs: number) => EDGES.left + ((atMs - times.fromMs) / (times.toMs - times.fromMs)) * wide,
    y: (price: number) => EDGES.top + ((range.high - price) / (range.high - range.low)) * high,
  };
  return {
    width,
    ...scales,
    range,
    prices: priceMarks(range, PRICE_LINES),
    times: timeMarks(times, order.at_ms, Math.max(2, Math.floor(wide / PIXELS_A_TIME))),
    bids,
    asks,
    gaps: market === undefined ? [] : gapsOf(market),
    spread: spreadPath(market, scales),
    hasLimit: order.limit_price !== null,
    hasFills: fills.length > 0,
  };
}

/** A line through steps: level while a price stands, straight up or down where the next follows at once, broken where nothing stood. */
export function linePath(steps: readonly MarketStep[], { x, y }: Pick<FillMapScene, 'x' | 'y'>): string {
  let before: MarketStep | undefined;
  let path = '';
  for (const step of steps) {
    const [from, until, at] = [pixel(x(step.fromMs)), pixel(x(step.untilMs)), pixel(y(step.price))];
    path += before?.untilMs === step.fromMs ? `V${at}H${until}` : `M${from} ${at}H${until}`;
    before = step;
  }
  return path;
}

/** Where both sides were quoted, the room between them: with it, the two lines cannot be taken for each other where both move at once. */
function spreadPath(market: Pick<OrderMarket, 'spans'> | undefined, { x, y }: Pick<FillMapScene, 'x' | 'y'>): string {
  if (market === undefined) return '';
  return market.spans
    .flatMap(({ until_ms: endMs, points }) =>
      points.map(({ at_ms, bid, ask }, index) => {
        if (bid === null || ask === null) return '';
        const [from, until] = [pixel(x(at_ms)), pixel(x(points[index + 1]?.at_ms ?? endMs))];
        return `M${from} ${pixel(y(ask))}H${until}V${pixel(y(bid))}H${from}Z`;
      }),
    )
    .join('');
}

/** A tenth of a pixel is as fine as anybody sees. */
const pixel = (value: number): number => Math.round(value * 10) / 10;
