import { optimalSchedule } from '@fairlead/core/execution/schedule';
import { quantity } from '@fairlead/core/money/units';
import { blockImpact } from '@fairlead/core/routing/block-impact';
import type { Check, Section } from './check.ts';

const SOLD = [458_044, 252_101, 141_957, 85_756, 62_142];

/** The optimal schedule. */
export function schedule(): Section {
  const { urgencyPerDay, trades } = optimalSchedule({
    quantity: quantity(1_000_000),
    lot: quantity(1),
    intervals: 5,
    intervalDays: 1,
    volatility: 0.95,
    permanentImpact: 2.5e-7,
    temporaryImpact: 2.5e-6,
    riskAversion: 1e-6,
  });
  return {
    title: 'Trading over five days',
    source: 'Almgren, Chriss, “Optimal Execution of Portfolio Transactions”, Journal of Risk 3 (2000)',
    formula: 'what is left at t is X·sinh(κ(T − t)) / sinh(κT), 2(cosh(κτ) − 1)/τ² = λσ² / (η − γτ/2)',
    inputs: 'X 1,000,000, T = N = 5, σ .95, γ 2.5e-7, η 2.5e-6, λ 1e-6',
    note: null,
    absent: null,
    checks: [
      { name: 'κ a day', expected: 0.6071, got: urgencyPerDay, tolerance: 0.00005, decimals: 4 },
      ...SOLD.map((expected, index) => {
        return { name: `sold on day ${index + 1}`, expected, got: trades[index] ?? 0, tolerance: 0, decimals: 0 };
      }),
    ],
  };
}

/** V and Θ in millions of shares, σ in basis points, and I, then K and J over .1, .2 and .5 days, as published. */
const STOCKS = [
  {
    volume: 6.561,
    outstanding: 1_728,
    sigma: 157,
    permanent: 19.9,
    temporary: [22.3, 14.7, 8.5],
    cost: [32.2, 24.6, 18.4],
  },
  {
    volume: 1.929,
    outstanding: 168,
    sigma: 226,
    permanent: 21.7,
    temporary: [32.1, 21.2, 12.2],
    cost: [42.9, 32, 23.1],
  },
] as const;
const DAYS = [0.1, 0.2, 0.5];

/** The impact of a block of a tenth of a day's volume in two stocks. */
export function impact(): Section {
  return {
    title: 'The impact of a block',
    source: 'Almgren, Thum, Hauptmann, Li, “Direct Estimation of Equity Market Impact”, Risk 18 (2005)',
    formula: 'I = γσ(X/V)(Θ/V)^¼, K = ησ|X/(VT)|^⅗, J = I/2 + K, in basis points',
    inputs:
      'X 10 % of V, γ .314, η .142; V 6.561 million, Θ 1728 million, σ 157 bp; V 1.929 million, Θ 168 million, σ 226 bp',
    note: null,
    absent: null,
    checks: STOCKS.flatMap(checksOf),
  };
}

function checksOf({
  volume,
  outstanding,
  sigma,
  permanent,
  temporary,
  cost,
}: (typeof STOCKS)[number]): readonly Check[] {
  const stock = `V ${volume}M`;
  const rounded = { tolerance: 0.05, decimals: 1 };
  const impacts = DAYS.map((days) =>
    blockImpact({ shareOfDay: 0.1, days, dailyVolatilityBps: sigma, turnoverDays: outstanding / volume }),
  );
  const at = (index: number, name: string) => `${name}, ${stock}, T ${DAYS[index]}`;
  return [
    { name: `I, ${stock}`, expected: permanent, got: impacts[0]?.permanentBps ?? 0, ...rounded },
    ...temporary.map((expected, index) => {
      return { name: at(index, 'K'), expected, got: impacts[index]?.temporaryBps ?? 0, ...rounded };
    }),
    ...cost.map((expected, index) => {
      return { name: at(index, 'J'), expected, got: impacts[index]?.costBps ?? 0, ...rounded };
    }),
  ];
}
