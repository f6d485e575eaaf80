import { ranking } from '../rank.ts';
import type { ObjectiveStrategy } from './objective.ts';

/** The fade term with one price for a miss everywhere: the venue most likely to fill first; then price, cost, preference and size. */
export const highestFillRate: ObjectiveStrategy = {
  objective: 'HIGHEST_FILL_RATE',
  weights: () => ({ spread: 0, fee: 0, fade: 1, delay: 0, impact: 0 }),
  fade: 'SPAN',
  ties: ranking('FILL_RATE', 'PRICE', 'ALL_IN_PRICE', 'PREFERENCE', 'SIZE', 'PRIORITY'),
  phrase: 'the highest expected fill rate',
};
