import type { QualityRow } from '@/rows/quality';

const NO_TIMES = { n: 0, p50: null, p95: null, p99: null };
const NO_IMPROVEMENT = {
  executions: 0,
  improvement_bps: null,
  improved_share: null,
  at_share: null,
  outside_share: null,
};

/** A row of which nothing is known but what a test says. */
export function qualityRowOf(known: Partial<QualityRow>): QualityRow {
  return {
    ...{ keys: [], currency: 'USD', unit: 'SHARES', children: 0, quantity: '0', filled_quantity: '0', fill_rate: null },
    ...{ filled_children: 0, rejected_children: 0, taking_children: 0, fade_rate: null, first_wave_quantity: '0' },
    ...{
      first_wave_fill_rate: null,
      answer_ms: NO_TIMES,
      executions: 0,
      executed_quantity: '0',
      notional: '0',
      fees: '0',
    },
    ...{ priced_executions: 0, effective_spread_bps: null, quoted_spread_bps: null, effective_over_quoted: null },
    ...{
      realised_cost_bps: null,
      nbbo: NO_IMPROVEMENT,
      best_displayed: NO_IMPROVEMENT,
      horizons: [],
      execution_ms: NO_TIMES,
    },
    ...known,
  };
}
