import { exp } from '../../math/exp.ts';
import { powerOfTen } from '../../money/scaled.ts';
import { type MoneyE8, moneyE8, type PriceE8 } from '../../money/units.ts';
import { checkPassiveOrder, type PassiveOrder, type PostingVenue, type TakePostSplit } from './passive-order.ts';

/** Cells of the lattice on which sums of fills are added up; fewer where fewer lots are needed. */
const CELLS = 1_024;

/**
 * The expected cost of a split in 10^-8 of the currency, to the nearest: (h + f)·M − Σ(h + r_k)·E[fill_k] + θ·(M + ΣL_k + E[(S − A)⁺])
 * + λu·E[(S − A)⁺] + λo·E[(A − S)⁺], with fill_k = min((ξ_k − Q_k)⁺, L_k), ξ_k exponential and independent, A = M + Σ fill_k: Cont, Kukanov,
 * "Optimal order placement in limit order markets", Quantitative Finance 17 (2017), (4) to (6). `excessE8` is λo, per unit filled beyond
 * the quantity; it counts for nothing where the split's sum is no more than the quantity.
 */
export function expectedCostE8(order: PassiveOrder, split: TakePostSplit, excessE8: PriceE8): MoneyE8 {
  checkPassiveOrder(order);
  const cost = costOf(order, split, excessE8) / powerOfTen(order.quantityDecimals);
  return moneyE8(BigInt(Math.round(cost)));
}

/** The same, unrounded, in 10^-8 of the currency times units: for comparing splits of one order. */
export function costOf(order: PassiveOrder, split: TakePostSplit, excessE8: number): number {
  const { halfSpreadE8, takeFeeE8, impactE8, shortfallE8 } = order.prices;
  const shortfall = expectedShortfall(order, split);
  let filled = 0;
  let posted = 0;
  let earned = 0;
  order.venues.forEach((venue, index) => {
    const limit = split.posts[index] ?? 0;
    const fill = expectedFill(venue, limit);
    posted += limit;
    filled += fill;
    earned += (halfSpreadE8 - venue.makeFeeE8) * fill;
  });
  const excess = split.take + filled - order.quantity + shortfall;
  return (
    (halfSpreadE8 + takeFeeE8) * split.take -
    earned +
    impactE8 * (split.take + posted + shortfall) +
    shortfallE8 * shortfall +
    excessE8 * excess
  );
}

/** E[min((ξ − Q)⁺, L)] = μ·e^(−Q/μ)·(1 − e^(−L/μ)), exactly. */
export function expectedFill({ meanOutflow, queueAhead }: PostingVenue, limit: number): number {
  return meanOutflow * exp(-queueAhead / meanOutflow) * (1 - exp(-limit / meanOutflow));
}

/** The chances that a split fills less than the order, or no more than it. */
export interface FillChances {
  readonly under: number;
  readonly underOrEqual: number;
}

/**
 * The chances P(A < S) and P(A ≤ S), between which the best split that may exceed the order has (h + f + θ + λo) / (λu + λo + θ). What ends
 * within a lattice cell of S counts as S.
 */
export function fillChances(order: PassiveOrder, split: TakePostSplit): FillChances {
  checkPassiveOrder(order);
  const { chances } = fillLattice(order, split);
  const underOrEqual = chances.reduce((total, chance) => total + chance, 0);
  return { under: underOrEqual - (chances.at(-1) ?? 0), underOrEqual };
}

/** E[(S − A)⁺]. Exact where one venue is posted at; else within a quarter of a cell × the chance that two fills end in one cell. */
function expectedShortfall(order: PassiveOrder, split: TakePostSplit): number {
  const { cell, chances } = fillLattice(order, split);
  return chances.reduce((total, chance, index) => total + chance * (chances.length - 1 - index) * cell, 0);
}

/** The chances that the fills sum to 0, 1, 2, … cells of this width; the last is what the order needs beside taking, and more is left off. */
interface FillLattice {
  readonly cell: number;
  readonly chances: Float64Array;
}

function fillLattice(order: PassiveOrder, split: TakePostSplit): FillLattice {
  const need = order.quantity - split.take;
  const cells = Math.min(CELLS, Math.ceil(need / order.lot));
  const cell = cells === 0 ? order.lot : need / cells;
  const first = new Float64Array(cells + 1);
  first[0] = 1;
  const chances = order.venues.reduce<Float64Array>((before, venue, index) => {
    const limit = split.posts[index] ?? 0;
    return limit === 0 ? before : withVenue(before, cell, { venue, limit });
  }, first);
  return { cell, chances };
}

/**
 * Adds one venue's fill to a sum on the lattice. A fill between two points of it is divided between them so that its mean stays; whole cells
 * fall off by the same ratio, so their sum is kept as it moves along and the work is a few operations a cell.
 */
function withVenue(before: Float64Array, cell: number, post: { venue: PostingVenue; limit: number }): Float64Array {
  const { meanOutflow, queueAhead } = post.venue;
  const reached = exp(-queueAhead / meanOutflow);
  const width = cell / meanOutflow;
  const ratio = exp(-width);
  const wholeCells = Math.floor(post.limit / cell);
  const mass = reached * (1 - ratio);
  const upper = mass * meanPlace(width);
  const lower = mass - upper;
  const lost = exp(-width * wholeCells);
  const end = lastCell({ reached: reached * lost, width, part: post.limit / cell - wholeCells });
  const after = new Float64Array(before.length);
  let moving = 0;
  for (let index = 0; index < before.length; index++) {
    const previous = moving;
    moving = ratio * moving + (before[index] ?? 0) - lost * (before[index - wholeCells] ?? 0);
    after[index] =
      (1 - reached) * (before[index] ?? 0) +
      lower * moving +
      upper * previous +
      end.lower * (before[index - wholeCells] ?? 0) +
      end.upper * (before[index - wholeCells - 1] ?? 0);
  }
  return after;
}

/** The end of a fill: what ends within the limit's last, broken cell and what reaches the limit, divided between the points around it. */
function lastCell(at: { reached: number; width: number; part: number }): { lower: number; upper: number } {
  const { reached, width, part } = at;
  const full = exp(-width * part);
  const inside = reached * (1 - full);
  const upper = (part === 0 ? 0 : inside * part * meanPlace(width * part)) + reached * full * part;
  return { lower: reached - upper, upper };
}

/** Where in a cell of this width (in means) an exponential that ends in it lies on average, as a share of the cell. */
function meanPlace(width: number): number {
  // The two terms cancel for narrow cells; the series is exact to 10^-15 there (Bernoulli numbers).
  if (width < 0.01) return 0.5 - width / 12 + (width * width * width) / 720;
  return 1 / width - 1 / (exp(width) - 1);
}
