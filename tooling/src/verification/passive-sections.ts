import { type PriceE8, priceE8, quantity } from '@fairlead/core/money/units';
import { expectedCostE8, fillChances } from '@fairlead/core/routing/passive/expected-cost';
import { overPostedSplit } from '@fairlead/core/routing/passive/over-posting';
import type { PassiveOrder } from '@fairlead/core/routing/passive/passive-order';
import { rankQueues } from '@fairlead/core/routing/passive/posting-rank';
import { takePostSplit } from '@fairlead/core/routing/passive/take-post-split';
import type { Section } from './check.ts';

const SOURCE = 'Cont, Kukanov, “Optimal order placement in limit order markets”, Quantitative Finance 17 (2017)';
const FORMULA =
  '(h + f)·M − Σ(h + r_k)·fill_k + θ·(M + ΣL_k + (S − A)⁺) + λu·(S − A)⁺ + λo·(A − S)⁺ expected, fill_k = min((ξ_k − Q_k)⁺, L_k), A = M + Σfill_k';
const EXCESS_E8 = dollarsE8(0.05);

/** Queue ahead, mean outflow and rebate in dollars. */
type Queue = readonly [queueAhead: number, meanOutflow: number, rebate: number];
const FIRST: Queue = [2_000, 2_500, 0.002];
const SECOND: Queue = [1_500, 2_000, 0.003];

/** One venue: closed form, with its two thresholds found by halving over λu. */
export function oneVenue(): Section {
  const shares = orderOf(0.05, [FIRST], 0);
  const hundredths = orderOf(0.05, [FIRST], 2);
  const { take, posts } = takePostSplit(hundredths);
  const cost = Number(expectedCostE8(shares, takePostSplit(shares), EXCESS_E8)) / 1e8;
  return {
    title: 'Taking or posting, one venue',
    source: SOURCE,
    formula: FORMULA,
    inputs:
      'S 1000, Q 2000, ξ exponential with mean 2500, h .02, f .003, r .002, θ .0005, λu .05, λo .05; in hundredths of a share',
    note: null,
    absent: null,
    checks: [
      { name: 'M*', expected: 576.5, got: take / 100, tolerance: 0.005, decimals: 2 },
      { name: 'L*', expected: 423.5, got: (posts[0] ?? 0) / 100, tolerance: 0.005, decimals: 2 },
      { name: 'cost, $', expected: 22.4554, got: cost, tolerance: 0.00005, decimals: 4 },
      {
        name: 'λu below which all is posted',
        expected: 0.0419,
        got: threshold((split) => split > 0),
        tolerance: 0.000005,
        decimals: 5,
      },
      {
        name: 'λu above which all is taken',
        expected: 0.05922,
        got: threshold((split) => split === 100_000),
        tolerance: 0.000005,
        decimals: 5,
      },
    ],
  };
}

/** The smallest λu, in dollars, at which what is taken (in hundredths of a share) is as asked. */
function threshold(isReached: (take: number) => boolean): number {
  let low = 0;
  let high = 10_000_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isReached(takePostSplit(orderOf(middle / 1e8, [FIRST], 2)).take)) high = middle;
    else low = middle;
  }
  return high / 1e8;
}

/** Two venues: the best split that may post more than is wanted, and the condition that it must meet. */
export function twoVenues(): Section {
  const order = orderOf(0.08, [FIRST, SECOND], 0);
  const split = overPostedSplit(order, EXCESS_E8);
  const { under, underOrEqual } = fillChances(order, split);
  const cost = Number(expectedCostE8(order, split, EXCESS_E8)) / 1e8;
  const within = takePostSplit(order);
  const withinCost = Number(expectedCostE8(order, within, EXCESS_E8)) / 1e8;
  const published = { take: quantity(462), posts: [quantity(538), quantity(538)] };
  const saved = Number(expectedCostE8(order, published, EXCESS_E8)) / 1e8 - cost;
  const ratio = (0.02 + 0.003 + 0.0005 + 0.05) / (0.08 + 0.05 + 0.0005);
  return {
    title: 'Taking or posting, two venues',
    source: SOURCE,
    formula: `${FORMULA}; at the optimum P(A < S) ≤ (h + f + θ + λo) / (λu + λo + θ) ≤ P(A ≤ S)`,
    inputs:
      'S 1000, Q 2000 and 1500, ξ independent, exponential with means 2500 and 2000, h .02, f .003, r .002 and .003, θ .0005, λu .08, λo .05',
    note:
      `tolerance of one share for M and L: the cost is flat there, and ${split.take} costs less than 462 by ${saved.toFixed(6)}. The router never posts ` +
      `more than an order wants; its own best split takes ${within.take} and costs ${withinCost.toFixed(3)}, and the difference is what that rule costs here.`,
    absent: null,
    checks: [
      { name: 'M*', expected: 462, got: split.take, tolerance: 1, decimals: 0 },
      { name: 'L*, first venue', expected: 538, got: split.posts[0] ?? 0, tolerance: 1, decimals: 0 },
      { name: 'L*, second venue', expected: 538, got: split.posts[1] ?? 0, tolerance: 1, decimals: 0 },
      { name: 'cost, $', expected: 21.047, got: cost, tolerance: 0.0005, decimals: 3 },
      { name: 'P(A < S)', expected: ratio, got: under, relation: 'at most', tolerance: 0, decimals: 4 },
      { name: 'P(A ≤ S)', expected: ratio, got: underOrEqual, relation: 'at least', tolerance: 0, decimals: 4 },
    ],
  };
}

/** Where the choice between two queues turns. */
export function queueChoice(): Section {
  const queues = [
    { queueAhead: quantity(6_000), ratePerSecond: 100, makeFeeE8: dollarsE8(-0.002) },
    { queueAhead: quantity(500), ratePerSecond: 50, makeFeeE8: dollarsE8(-0.001) },
  ];
  let turn = 0;
  while (rankQueues(queues, (turn + 0.5) / 100_000)[0]?.index === 1) turn++;
  return {
    title: 'Which queue to join',
    source:
      'Maglaras, Moallemi, Zheng, “Queueing Dynamics and State Space Collapse in Fragmented Limit Order Book Markets”, Operations Research 69 (2021)',
    formula: 'the largest γ·rebate − queue / rate; the choice turns at γ = (60 − 10) / (2 − 1) seconds a mil',
    inputs: '6000 ahead at 100 a second for 2 mils, 500 ahead at 50 a second for 1 mil; γ in steps of a second a mil',
    note: null,
    absent: null,
    checks: [{ name: 'γ, seconds a mil', expected: 50, got: turn, tolerance: 0.5, decimals: 0 }],
  };
}

function orderOf(shortfall: number, queues: readonly Queue[], quantityDecimals: 0 | 2): PassiveOrder {
  const unit = quantityDecimals === 0 ? 1 : 100;
  return {
    quantity: quantity(1_000 * unit),
    lot: quantity(1),
    quantityDecimals,
    prices: {
      halfSpreadE8: dollarsE8(0.02),
      takeFeeE8: dollarsE8(0.003),
      impactE8: dollarsE8(0.0005),
      shortfallE8: dollarsE8(shortfall),
    },
    venues: queues.map(([queueAhead, meanOutflow, rebate]) => ({
      queueAhead: quantity(queueAhead * unit),
      meanOutflow: meanOutflow * unit,
      makeFeeE8: dollarsE8(-rebate),
      most: quantity(1_000 * unit),
    })),
  };
}

/** The inputs of the sources have at most eight decimals, so that this is exact. */
function dollarsE8(dollars: number): PriceE8 {
  return priceE8(Math.round(dollars * 1e8));
}
