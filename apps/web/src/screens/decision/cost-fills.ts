import type { CostPart } from '../../rows/candidate-line';

/** The colour of each part of a cost; five that stay apart for colour-blind people, by lightness too. */
export const COST_FILLS: Readonly<Record<CostPart, string>> = {
  spread: 'bg-cost-spread',
  fee: 'bg-cost-fee',
  fade: 'bg-cost-fade',
  delay: 'bg-cost-delay',
  impact: 'bg-cost-impact',
};
