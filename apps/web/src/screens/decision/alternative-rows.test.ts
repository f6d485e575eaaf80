import { describe, expect, it } from 'vitest';
import type { Alternative } from '../../rows/counterfactual';
import { alternativeRows } from './alternative-rows';

function alternative(changes: Omit<Partial<Alternative>, 'expected'> & { costBps?: number | null; fillRate?: number }) {
  const { costBps = 1, fillRate = 0.9, ...rest } = changes;
  return {
    objective: 'BEST_PRICE',
    mode: 'OPTIMAL',
    is_asked: false,
    expected: { cost_bps: costBps, fill_rate: fillRate, time_ms: 2, impact_bps: 0.5, confidence: 0.8 },
    slices: [{ venue_id: 'XNYS', quantity: '300', order_kind: 'IOC' }],
    unallocated_quantity: '0',
    unallocated_code: null,
    ...rest,
  } satisfies Alternative;
}

describe('the comparison of strategies', () => {
  it('has objectives of a mode that come to the same plan in one row, the asked one named', () => {
    const rows = alternativeRows([
      alternative({ objective: 'BEST_PRICE' }),
      alternative({ objective: 'SMART', is_asked: true }),
      alternative({ objective: 'SMART', mode: 'SWEEP' }),
    ]);
    expect(rows.map(({ mode, objectives, asked }) => ({ mode, objectives, asked }))).toEqual([
      { mode: 'OPTIMAL', objectives: ['BEST_PRICE', 'SMART'], asked: 'SMART' },
      { mode: 'SWEEP', objectives: ['SMART'], asked: null },
    ]);
  });

  it('goes from the cheapest on, plans that send nothing last', () => {
    const rows = alternativeRows([
      alternative({ objective: 'SMART', costBps: null, slices: [], unallocated_quantity: '300' }),
      alternative({ objective: 'LOWEST_COST', costBps: 2 }),
      alternative({ objective: 'BEST_PRICE', costBps: -1 }),
    ]);
    expect(rows.map(({ objectives }) => objectives[0])).toEqual(['BEST_PRICE', 'LOWEST_COST', 'SMART']);
  });

  it('marks the best among plans that send as much as was asked for', () => {
    const rows = alternativeRows([
      alternative({ is_asked: true, costBps: 2, fillRate: 0.8 }),
      alternative({ objective: 'SMART', costBps: 1, fillRate: 0.7 }),
      alternative({ mode: 'SEQUENTIAL', costBps: 0.1, fillRate: 0.1, unallocated_quantity: '200' }),
    ]);
    expect(rows.map(({ mode, best }) => [mode, [...best]])).toEqual([
      ['SEQUENTIAL', []],
      ['OPTIMAL', ['cost_bps']],
      ['OPTIMAL', ['fill_rate']],
    ]);
  });

  it('marks nothing where all are as good, also by less than is shown', () => {
    const rows = alternativeRows([alternative({ costBps: 1 }), alternative({ objective: 'SMART', costBps: 1.001 })]);
    expect(rows.map(({ best }) => best.size)).toEqual([0, 0]);
  });
});
