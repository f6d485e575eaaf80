import { ranking } from '../rank.ts';
import type { ObjectiveStrategy } from './objective.ts';

/** Spread and fee: the smallest price with fee or rebate; among equals the better price, the order's preference, then size. */
export const lowestCost: ObjectiveStrategy = {
  objective: 'LOWEST_COST',
  weights: () => ({ spread: 1, fee: 1, fade: 0, delay: 0, impact: 0 }),
  fade: 'NEXT',
  ties: ranking('PRICE', 'PREFERENCE', 'SIZE', 'FILL_RATE', 'PRIORITY'),
  phrase: 'the lowest cost after fees and rebates',
};
