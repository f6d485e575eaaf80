import { exp } from '../../math/exp.ts';
import { log } from '../../math/log.ts';
import { quantity } from '../../money/units.ts';
import { checkPassiveOrder, type PassiveOrder, type TakePostSplit } from './passive-order.ts';

/**
 * What a venue's posted lots are worth, as logarithms: the n-th lot (from 0) is worth e^(first − n·fall) more than one that is posted and
 * not filled, in 10^-8 of the currency times units.
 */
interface Worth {
  readonly first: number;
  readonly fall: number;
  /** In lots. */
  readonly most: number;
}

/**
 * Splits a quantity between taking and posting so that the expected cost is smallest among all splits into whole lots whose sum never exceeds
 * the quantity. Cont, Kukanov, "Optimal order placement in limit order markets", Quantitative Finance 17 (2017), with outflows that are
 * exponential and independent; for one venue it is their closed form. Their model may post more than the quantity in the hope that not all of
 * it fills; here executed and working quantity never exceed the order, so the cost is a sum over venues, each lot of a queue is worth less
 * than the one before (h + r + λu + θ times the chance that it fills), and filling by worth is exact.
 *
 * A unit taken is worth λu + θ − h − f, a unit left alone θ, in the same measure: what is worth less than both is not posted, and what is
 * then left is taken, or stays out of the split where leaving is worth more. Ties go to posting, then in the venues' order.
 * Throws for a quantity that is not whole lots and for a venue without outflow.
 */
export function takePostSplit(order: PassiveOrder): TakePostSplit {
  checkPassiveOrder(order);
  const { halfSpreadE8, takeFeeE8, impactE8, shortfallE8 } = order.prices;
  const lots = order.quantity / order.lot;
  const takeE8 = shortfallE8 + impactE8 - halfSpreadE8 - takeFeeE8;
  const worths = order.venues.map((_, index) => worthOf(order, index));
  const posts = postedLots(worths, lots, log(Math.max(0, impactE8, takeE8) * order.lot));
  const rest = lots - sum(posts);
  return {
    take: quantity(takeE8 > impactE8 ? rest * order.lot : 0),
    posts: posts.map((count) => quantity(count * order.lot)),
  };
}

function worthOf(order: PassiveOrder, index: number): Worth {
  const venue = order.venues[index];
  if (venue === undefined) throw new Error(`no venue ${index}`);
  const { halfSpreadE8, impactE8, shortfallE8 } = order.prices;
  const filledE8 = halfSpreadE8 - venue.makeFeeE8 + shortfallE8 + impactE8;
  const fall = order.lot / venue.meanOutflow;
  const first =
    log(Math.max(0, filledE8) * venue.meanOutflow * (1 - exp(-fall))) - venue.queueAhead / venue.meanOutflow;
  return { first, fall, most: Math.floor(venue.most / order.lot) };
}

/** The `lots` lots that are worth most, as many as are worth e^floor. */
function postedLots(worths: readonly Worth[], lots: number, floor: number): readonly number[] {
  const atFloor = worths.map((worth) => lotsWorth(worth, floor, lots));
  if (sum(atFloor) <= lots) return atFloor;
  const clearing = clearingWorth(worths, lots);
  const posts = worths.map((worth) => lotsWorth(worth, clearing, lots));
  for (let left = lots - sum(posts); left > 0; left--) {
    const best = nextBest(worths, posts);
    posts[best] = (posts[best] ?? 0) + 1;
  }
  return posts;
}

/** How many lots of a venue are worth at least e^floor; none that are worth nothing, and never more than the order has. */
function lotsWorth({ first, fall, most }: Worth, floor: number, lots: number): number {
  if (first === Number.NEGATIVE_INFINITY || first < floor) return 0;
  return Math.min(most, lots, Math.floor((first - floor) / fall) + 1);
}

/** The smallest worth at which no more than the order's lots are wanted, to the last bit. */
function clearingWorth(worths: readonly Worth[], lots: number): number {
  const able = worths.filter(({ first }) => first > Number.NEGATIVE_INFINITY);
  let high = Math.max(...able.map(({ first }) => first)) + 1;
  let low = Math.min(...able.map(({ first, fall }) => first - lots * fall));
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (sum(worths.map((worth) => lotsWorth(worth, middle, lots))) > lots) low = middle;
    else high = middle;
  }
}

function nextBest(worths: readonly Worth[], posts: readonly number[]): number {
  let best = -1;
  let bestWorth = Number.NEGATIVE_INFINITY;
  worths.forEach(({ first, fall, most }, index) => {
    const count = posts[index] ?? 0;
    const worth = count < most ? first - count * fall : Number.NEGATIVE_INFINITY;
    if (worth > bestWorth) {
      best = index;
      bestWorth = worth;
    }
  });
  if (best === -1) throw new Error('more lots are wanted than the venues hold');
  return best;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
