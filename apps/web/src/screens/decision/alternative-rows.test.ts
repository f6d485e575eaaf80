import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alternative } from '../../rows/counterfactual';
import { alternativeRows } from './alternative-rows';

function alternative(
  changes: Omit<Partial<Alternative>, 'expected'> & { costBps?: number | null; fillRate?: number | null },
) {
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
const rowsOf = (...alternatives: Alternative[]) => alternativeRows(alternatives, 500);
const said = (...alternatives: Alternative[]) =>
  rowsOf(...alternatives).map(({ mode, best }) => `${mode}: ${[...best].join(' ')}`);

describe('the comparison of strategies', () => {
  it('has objectives of a mode that come to the same plan in one row, the asked one named', () => {
    const rows = rowsOf(
      alternative({ objective: 'BEST_PRICE' }),
      alternative({ objective: 'SMART', is_asked: true }),
      alternative({ objective: 'SMART', mode: 'SWEEP' }),
    );
    expect(rows.map(({ mode, objectives, asked }) => ({ mode, objectives, asked }))).toEqual([
      { mode: 'OPTIMAL', objectives: ['BEST_PRICE', 'SMART'], asked: 'SMART' },
      { mode: 'SWEEP', objectives: ['SMART'], asked: null },
    ]);
  });

  it('goes from the plan that fills the most on, of equal ones from the cheapest, those that take nothing last', () => {
    const rows = rowsOf(
      alternative({ objective: 'SMART', costBps: null, fillRate: null, slices: [], unallocated_quantity: '300' }),
      alternative({ objective: 'FASTEST_EXECUTION', costBps: -9, fillRate: 0.2 }),
      alternative({ objective: 'LOWEST_COST', costBps: 2 }),
      alternative({ objective: 'BEST_PRICE', costBps: -1 }),
    );
    expect(rows.map(({ objectives, fills }) => [objectives[0], fills])).toEqual([
      ['BEST_PRICE', 450],
      ['LOWEST_COST', 450],
      ['FASTEST_EXECUTION', 100],
      ['SMART', null],
    ]);
  });

  it.each<[string, Alternative[], string[]]>([
    [
      'the cheapest of plans that fill as much',
      [alternative({ costBps: 2 }), alternative({ mode: 'SWEEP', costBps: 1 })],
      ['SWEEP: cost_bps', 'OPTIMAL: '],
    ],
    [
      'nothing of one that fills less, however cheap',
      [alternative({ is_asked: true, costBps: 2 }), alternative({ mode: 'SEQUENTIAL', costBps: 0.1, fillRate: 0.4 })],
      ['OPTIMAL: fill_rate', 'SEQUENTIAL: '],
    ],
    [
      'nothing of the asked one either, where another fills more',
      [alternative({ is_asked: true, costBps: 0.1, fillRate: 0.8 }), alternative({ mode: 'SWEEP', costBps: 3 })],
      ['SWEEP: fill_rate', 'OPTIMAL: '],
    ],
    [
      'nothing of one that rests all of it',
      [alternative({ costBps: 2 }), alternative({ mode: 'SWEEP', costBps: null, fillRate: null })],
      ['OPTIMAL: fill_rate', 'SWEEP: '],
    ],
    [
      'nothing where all are as good, also by less than is shown',
      [alternative({ costBps: 1 }), alternative({ mode: 'SWEEP', costBps: 1.001, fillRate: 0.9004 })],
      ['OPTIMAL: ', 'SWEEP: '],
    ],
    ['nothing where there is but one', [alternative({})], ['OPTIMAL: ']],
  ])('calls best %s', (_, alternatives, rows) => {
    expect(said(...alternatives)).toEqual(rows);
  });

  it('calls nothing best of a plan that fills less than another, whatever the plans', () => {
    const figure = fc.option(fc.double({ min: -20, max: 20, noNaN: true }), { nil: null });
    const fill = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
    const plans = fc.array(
      fc
        .record({ costBps: figure, fillRate: fill, mode: fc.constantFrom('OPTIMAL', 'SWEEP', 'PRO_RATA') })
        .map((each) => alternative(each)),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(plans, (alternatives) => {
        const rows = alternativeRows(alternatives, 500);
        const most = Math.max(...rows.map(({ fills }) => fills ?? -1));
        for (const { fills, best } of rows) if (best.size > 0) expect(fills).toBe(most);
      }),
    );
  });
});
