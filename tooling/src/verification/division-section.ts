import { quantity } from '@fairlead/core/money/units';
import { planRoute } from '@fairlead/core/routing/plan';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Section } from './check.ts';

/** Population and seats of the House by Hamilton's method. */
const STATES: readonly (readonly [state: string, population: number, seats: number])[] = [
  ['Virginia', 630_560, 21],
  ['Massachusetts', 475_327, 16],
  ['Pennsylvania', 432_879, 14],
  ['North Carolina', 353_523, 12],
  ['New York', 331_589, 11],
  ['Maryland', 278_514, 9],
  ['Connecticut', 236_841, 8],
  ['South Carolina', 206_236, 7],
  ['New Jersey', 179_570, 6],
  ['New Hampshire', 141_822, 5],
  ['Vermont', 85_533, 3],
  ['Georgia', 70_835, 2],
  ['Kentucky', 68_705, 2],
  ['Rhode Island', 68_446, 2],
  ['Delaware', 55_540, 2],
];

/** PRO_RATA as an apportionment: each state a venue that shows its population, each seat a share. */
export function largestRemainder(): Section {
  const venues = US_EQUITY_VENUES.filter((venue) => venue.lit).slice(0, STATES.length);
  const sizes = venues.map((venue, index): [string, number] => [venue.venueId, STATES[index]?.[1] ?? 0]);
  const market = marketOf(
    Object.fromEntries(
      sizes.map(([venueId, size]) => [
        venueId,
        { bid: [9_999, 100] as const, ask: [10_000, size] as const, venue: { acceptsOddLots: true } },
      ]),
    ),
  );
  const plan = planRoute(planInputOf(orderOf({ quantity: quantity(120), routingMode: 'PRO_RATA' }), market));
  const sent = new Map(plan.slices.map((slice) => [slice.venueId, Number(slice.quantity)]));
  return {
    title: 'Division by largest remainder',
    source:
      'Balinski, Young, “Fair Representation”, 2nd ed. (2001): the apportionment of 120 seats by the census of 1790 that Hamilton proposed',
    formula: 'floor of each quota, and one more for the largest remainders until the sum is right',
    inputs:
      '120 shares in the mode PRO_RATA among 15 venues at one price that show as many shares as 15 states had people',
    note: null,
    absent: null,
    checks: STATES.map(([name, , expected], index) => {
      return { name, expected, got: sent.get(sizes[index]?.[0] ?? '') ?? 0, tolerance: 0, decimals: 0 };
    }),
  };
}
