import { newYorkSecondOfDay } from '@fairlead/core/market/new-york-time';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import type { FillDetail, OrderDetail } from '../../rows/order-detail';
import type { Life, OrderMarket } from '../../rows/order-market';
import { formatSpan } from '../../words/figures';
import type { MarketStep } from './market-line';

/** A mark on an axis: where it is, and what stands there. */
export interface TimeMark {
  readonly atMs: number;
  readonly text: string;
}

export interface PriceRange {
  readonly low: number;
  readonly high: number;
}

type Order = Pick<OrderDetail['order'], 'at_ms' | 'arrival_mid'>;

/** The least room above and below the prices, in parts of them. */
const LEAST_ROOM = 0.000005;
/** A quote far from everybody else's is not what the picture is about: this share of the prices, on both sides, may run off it. */
const STRAY_SHARE = 0.01;

/** The prices that the picture holds: every fill with its market, the mid at arrival, and the best prices but for strays. Null where there is no price at all. */
export function priceRange(
  order: Order,
  fills: readonly FillDetail[],
  steps: readonly MarketStep[],
): PriceRange | null {
  const levels = [
    ...fills.flatMap((fill) => [fill.price, fill.nbbo_bid ?? fill.price, fill.nbbo_ask ?? fill.price]),
    ...(order.arrival_mid === null ? [] : [order.arrival_mid]),
    ...withoutStrays(steps.map(({ price }) => price)),
  ];
  if (levels.length === 0) return null;
  const [low, high] = [least(levels), -least(levels.map((level) => -level))];
  const room = Math.max((high - low) * 0.12, high * LEAST_ROOM);
  return { low: low - room, high: high + room };
}

/** Of numbers, of which there may be more than a call takes arguments. */
const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b));

function withoutStrays(prices: readonly number[]): readonly number[] {
  const strays = Math.floor(prices.length * STRAY_SHARE);
  return prices.toSorted((a, b) => a - b).slice(strays, prices.length - strays);
}

/** A limit is drawn in its place where it is near the prices, and at the edge, as above or below, where it is far. */
export function withLimit(range: PriceRange, limit: number | null): PriceRange {
  if (limit === null) return range;
  const reach = range.high - range.low;
  if (limit < range.low - reach || limit > range.high + reach) return range;
  const room = reach * 0.06;
  return { low: Math.min(range.low, limit - room), high: Math.max(range.high, limit + room) };
}

/** The times that the picture holds: those of the market that is known, and every fill. */
export function timeRange(
  market: Pick<OrderMarket, 'from_ms' | 'to_ms'> | undefined,
  life: Life,
  fills: readonly FillDetail[],
): Life {
  const last = fills.reduce((latest, { at_ms }) => Math.max(latest, at_ms), life.toMs);
  return {
    fromMs: Math.min(life.fromMs, market?.from_ms ?? life.fromMs),
    toMs: Math.max(last, market?.to_ms ?? life.toMs),
  };
}

/** Round prices within a range, at steps of 1, 2 or 5 of a power of ten. */
export function priceMarks({ low, high }: PriceRange, most: number): number[] {
  return roundMarks({ from: low, to: high, most });
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Up to here the time since receipt is what matters, and from here on the time of the day. */
const SPANS_UNTIL_MS = 10 * MINUTE_MS;
const CLOCK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720].map((minutes) => minutes * MINUTE_MS);

/** Marks of time: since the receipt of an order of minutes, of the clock in New York of one of hours, with the day of one of days. */
export function timeMarks({ fromMs, toMs }: Life, receivedMs: number, most: number): TimeMark[] {
  if (toMs - fromMs <= SPANS_UNTIL_MS)
    return roundMarks({ from: fromMs - receivedMs, to: toMs - receivedMs, most })
      .filter((span) => span >= 0)
      .map((span) => ({ atMs: receivedMs + span, text: span === 0 ? 'received' : `+${formatSpan(span)}` }));
  const days = Math.ceil((toMs - fromMs) / DAY_MS / most);
  const step = CLOCK_STEPS.find((size) => (toMs - fromMs) / size <= most) ?? days * DAY_MS;
  const isOfDays = toMs - fromMs > 20 * HOUR_MS;
  const midnight = fromMs - newYorkSecondOfDay(fromMs * 1_000) * 1_000 - (fromMs % 1_000);
  const first = Math.ceil((fromMs - midnight) / step);
  const count = Math.floor((toMs - midnight) / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const atMs = midnight + (first + index) * step;
    const clock = formatEt(atMs).slice(0, 5);
    return { atMs, text: isOfDays ? `${formatEtDate(atMs).slice(5)} ${clock}` : clock };
  });
}

function roundMarks({ from, to, most }: { from: number; to: number; most: number }): number[] {
  const power = 10 ** Math.floor(Math.log10((to - from) / most));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => (to - from) / size <= most) ?? power * 10;
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}
