import type { PeerPeriod } from '@/rows/peers';

/** The months that there is something of, by their first days, the latest first. */
export function monthsOf(periods: readonly PeerPeriod[], what: 'EXECUTIONS' | 'ROUTING'): readonly string[] {
  const firsts = periods.filter(({ kind }) => (kind === 'RULE_606_A1') === (what === 'ROUTING'));
  return [...new Set(firsts.map(({ period_from: from }) => from))];
}
