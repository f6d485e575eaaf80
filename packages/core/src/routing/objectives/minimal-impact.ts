import { ranking } from '../rank.ts';
import type { ObjectiveStrategy } from './objective.ts';

/**
 * Impact and fade: what the order tells the market, and what it costs to be left half done after it has been told. A dark venue tells less
 * than a lit one and so comes first; among equals price, cost, preference and the larger size, so that fewer venues see the order.
 */
export const minimalImpact: ObjectiveStrategy = {
  objective: 'MINIMAL_IMPACT',
  weights: () => ({ spread: 0, fee: 0, fade: 1, delay: 0, impact: 1 }),
  fade: 'SPAN',
  ties: ranking('DARK', 'PRICE', 'ALL_IN_PRICE', 'PREFERENCE', 'SIZE', 'PRIORITY'),
  phrase: 'the least market impact',
};
