import { ranking } from '../rank.ts';
import type { ObjectiveStrategy } from './objective.ts';

/** The delay term: the shortest expected round trip, within what protection of better prices allows; then price, preference, cost, size. */
export const fastestExecution: ObjectiveStrategy = {
  objective: 'FASTEST_EXECUTION',
  weights: () => ({ spread: 0, fee: 0, fade: 0, delay: 1, impact: 0 }),
  fade: 'NEXT',
  ties: ranking('LATENCY', 'PRICE', 'PREFERENCE', 'ALL_IN_PRICE', 'SIZE', 'PRIORITY'),
  phrase: 'the shortest expected round trip',
};
