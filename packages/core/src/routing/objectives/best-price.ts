import { ranking } from '../rank.ts';
import type { ObjectiveStrategy } from './objective.ts';

/** The spread term: the best price first; among equals the order's preference, then the cheaper fee, then size. */
export const bestPrice: ObjectiveStrategy = {
  objective: 'BEST_PRICE',
  weights: () => ({ spread: 1, fee: 0, fade: 0, delay: 0, impact: 0 }),
  fade: 'NEXT',
  ties: ranking('PREFERENCE', 'ALL_IN_PRICE', 'SIZE', 'FILL_RATE', 'PRIORITY'),
  phrase: 'the best price',
};
