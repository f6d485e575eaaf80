import { MARKOUT_HORIZONS } from '@fairlead/core/quality/settings';

/** What a measure is added up over: parts that were sent, executions, or parts that took and were filled. */
export type MeasuredFacts = 'SENT' | 'EXECUTED' | 'EXPECTED';

/**
 * One sum of what execution quality is made of. A COUNT is whole. An AMOUNT is exact: a quantity, or money. A RATIO is a decimal that was divided row by row,
 * exact as the database has rounded it. TIMES are two bytes each, as `core/analytics/rounded-times` reads them.
 */
export interface Measure {
  readonly name: string;
  readonly of: MeasuredFacts;
  readonly kind: 'COUNT' | 'AMOUNT' | 'RATIO' | 'TIMES';
  /** The sum over rows `f` of its facts. Null over none, where that is something else than 0. */
  readonly sum: string;
}

export const SENT_MEASURES: readonly Measure[] = [
  count('children', 'SENT', 'count(*)'),
  count('filled_children', 'SENT', 'count(*) filter (where f.filled_quantity > 0)'),
  count('rejected_children', 'SENT', 'sum(f.is_rejected::int)'),
  count('taking_children', 'SENT', 'count(*) filter (where f.is_taking)'),
  count('faded_children', 'SENT', 'count(*) filter (where f.is_taking and f.filled_quantity < f.quantity)'),
  amount('sent_quantity', 'SENT', 'sum(f.quantity)'),
  amount('filled_quantity', 'SENT', 'sum(f.filled_quantity)'),
  amount('first_wave_quantity', 'SENT', 'sum(f.quantity) filter (where f.is_first)'),
  amount('first_wave_filled', 'SENT', 'sum(f.filled_quantity) filter (where f.is_first)'),
  times('answer_times', 'SENT', 'answer_us'),
];

export const EXECUTED_MEASURES: readonly Measure[] = [
  count('executions', 'EXECUTED', 'count(*)'),
  count('priced_executions', 'EXECUTED', 'count(f.mid)'),
  amount('executed_quantity', 'EXECUTED', 'sum(f.quantity)'),
  amount('notional', 'EXECUTED', 'sum(f.quantity * f.price)'),
  amount('fees', 'EXECUTED', 'sum(f.fee)'),
  amount('reference', 'EXECUTED', 'sum(f.quantity * f.mid)'),
  amount('over_mid', 'EXECUTED', 'sum(f.quantity * f.sign * (f.price - f.mid))'),
  amount('quoted', 'EXECUTED', 'sum(f.quantity * f.spread)'),
  amount('reference_fees', 'EXECUTED', 'sum(f.fee) filter (where f.mid is not null)'),
  ...improvementOver('far'),
  ...improvementOver('best'),
  ...MARKOUT_HORIZONS.flatMap(({ horizon }) => laterThan(horizon)),
  times('execution_times', 'EXECUTED', 'execution_us'),
];

export const EXPECTED_MEASURES: readonly Measure[] = [
  count('expected_children', 'EXPECTED', 'count(*)'),
  amount('expected_filled', 'EXPECTED', 'sum(f.filled_quantity)'),
  amount('expected_reference', 'EXPECTED', 'sum(f.filled_quantity * f.mid)'),
  amount('expected_paid', 'EXPECTED', 'sum(f.sign * (f.notional - f.filled_quantity * f.mid) + f.fees)'),
  {
    ...{ name: 'expected_cost', of: 'EXPECTED', kind: 'RATIO' },
    sum: 'sum(f.filled_quantity * (f.sign * (f.expected_price - f.mid) + f.expected_fee / f.quantity))',
  },
];

export const MEASURES: readonly Measure[] = [...SENT_MEASURES, ...EXECUTED_MEASURES, ...EXPECTED_MEASURES];

function count(name: string, of: MeasuredFacts, sum: string): Measure {
  return { name, of, kind: 'COUNT', sum };
}

function amount(name: string, of: MeasuredFacts, sum: string): Measure {
  return { name, of, kind: 'AMOUNT', sum };
}

/**
 * Microseconds as `roundedTimeUs` reads them: below a thousand as they are, above it three digits and how many noughts follow. Less than nothing, by two clocks that
 * differ, is nothing.
 */
function times(name: string, of: MeasuredFacts, us: string): Measure {
  const power = `floor(log(f.${us}::float8))`;
  const code = `case when f.${us} < 1000 then greatest(f.${us}, 0) else (${power} - 3) * 900 + round(f.${us} / 10 ^ (${power} - 2)) + 900 end`;
  return { name, of, kind: 'TIMES', sum: `string_agg(int2send((${code})::int2), ''::bytea)` };
}

/** How far executions were better than a price, and how much of them was better, at it, and worse; of those whose price is known. */
function improvementOver(price: 'far' | 'best'): Measure[] {
  const better = `f.sign * (f.${price} - f.price)`;
  const quantity = (condition: string) => `sum(f.quantity) filter (where ${condition})`;
  return [
    count(`${price}_executions`, 'EXECUTED', `count(f.${price})`),
    amount(`${price}_improvement`, 'EXECUTED', `sum(f.quantity * ${better})`),
    amount(`${price}_reference`, 'EXECUTED', `sum(f.quantity * f.mid) filter (where f.${price} is not null)`),
    amount(`${price}_quantity`, 'EXECUTED', quantity(`f.${price} is not null`)),
    amount(`${price}_improved`, 'EXECUTED', quantity(`${better} > 0`)),
    amount(`${price}_at`, 'EXECUTED', quantity(`${better} = 0`)),
    amount(`${price}_outside`, 'EXECUTED', quantity(`${better} < 0`)),
  ];
}

/** How many marks are known, and their sums, as `LaterSums` names them. */
function laterThan(horizon: string): Measure[] {
  const mark = `f.mid_${horizon}`;
  const known = (sum: string, what: string) => `${sum} filter (where ${what} is not null)`;
  return [
    count(`later_${horizon}_executions`, 'EXECUTED', `count(${mark})`),
    amount(`later_${horizon}_over_mid`, 'EXECUTED', known(`sum(f.quantity * f.sign * (f.price - ${mark}))`, 'f.mid')),
    amount(`later_${horizon}_reference`, 'EXECUTED', known('sum(f.quantity * f.mid)', mark)),
    amount(`later_${horizon}_moved`, 'EXECUTED', `sum(f.quantity * f.sign * (f.execution_mid - ${mark}))`),
    amount(`later_${horizon}_execution_reference`, 'EXECUTED', known('sum(f.quantity * f.execution_mid)', mark)),
  ];
}
