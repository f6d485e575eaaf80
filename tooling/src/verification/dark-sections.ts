import { quantity } from '@fairlead/core/money/units';
import { expectedShare, type HiddenTail } from '@fairlead/core/quality/hidden-tail';
import { darkAllocation } from '@fairlead/core/routing/dark/dark-allocation';
import { hiddenTail, LADDER_LOTS, NO_PINGS, withPing } from '@fairlead/core/routing/dark/hidden-liquidity';
import type { Section } from './check.ts';

const SOURCE =
  'Ganchev, Kearns, Nevmyvaka, Vaughan, “Censored Exploration and the Dark Pool Problem”, UAI 2009; Communications of the ACM 53 (2010)';

/** The greedy division by tail probability. */
export function darkGreedy(): Section {
  const fading = Array.from({ length: 8 }, (_, index) => ({
    size: quantity(index + 1),
    probability: 0.9 ** (index + 1),
  }));
  const stepped = [
    { size: quantity(3), probability: 0.6 },
    { size: quantity(8), probability: 0.1 },
  ];
  const venueOf = (tail: HiddenTail) => ({ tail, step: 1, least: 1, most: 8 });
  const [first = 0, second = 0] = darkAllocation([venueOf(fading), venueOf(stepped)], 8, 0);
  return {
    title: 'Dividing among dark venues',
    source: SOURCE,
    formula: 'each unit to the venue with the largest chance that it fills, T_k(v_k + 1)',
    inputs: 'T1(s) = .9^s; T2(s) = .6 for s ≤ 3, else .1; V 8',
    note: null,
    absent: null,
    checks: [
      { name: 'first venue', expected: 5, got: first, tolerance: 0, decimals: 0 },
      { name: 'second venue', expected: 3, got: second, tolerance: 0, decimals: 0 },
    ],
  };
}

/** The product limit of a handful of pings, by hand. */
export function darkTail(): Section {
  const roundLot = quantity(100);
  const pings = [
    [100, 0],
    [100, 100],
    [200, 200],
    [200, 200],
    [200, 150],
  ] as const;
  const record = pings.reduce(
    (told, [asked, filled]) =>
      withPing(told, { asked: quantity(asked), filled: quantity(filled) }, { roundLot, halfLifePings: 1e12 }),
    NO_PINGS,
  );
  const tail = hiddenTail(record, { stepChances: LADDER_LOTS.map(() => 0.5), pings: 1e-9 }, roundLot);
  return {
    title: 'Hidden liquidity from censored fills',
    source: `Kaplan, Meier, “Nonparametric Estimation from Incomplete Observations”, JASA 53 (1958); ${SOURCE}`,
    formula: 'T(s) = Π over the steps up to s of those that held the step / those that reached and asked for it',
    inputs:
      'asked 100, 100, 200, 200, 200 and filled 0, 100, 200, 200, 150; steps of 100 and 200; no prior, no forgetting',
    note: 'the expected numbers are the formula by hand: 4/5, 4/5 · 2/3, and the mean of both.',
    absent: null,
    checks: [
      { name: 'T(100)', expected: 4 / 5, got: tail[0]?.probability ?? 0, tolerance: 1e-6, decimals: 6 },
      { name: 'T(200)', expected: 8 / 15, got: tail[1]?.probability ?? 0, tolerance: 1e-6, decimals: 6 },
      { name: 'share of 200 expected', expected: 2 / 3, got: expectedShare(tail, 200), tolerance: 1e-6, decimals: 6 },
    ],
  };
}
