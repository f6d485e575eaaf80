import { CALIBRATION_BUCKETS } from '@fairlead/core/analytics/calibration';
import { type AskedCut, CUTS, type CutName, KEPT_APART, type Parameters, within } from './quality-cut.ts';
import { executedFacts, expectedFacts, filledFacts, sentFacts, WITH_IMPORTED, type Within } from './quality-facts.ts';
import { MEASURES, type Measure, type MeasuredFacts } from './quality-measures.ts';
import type { SplitPeriod } from './quality-period.ts';

const FACTS: Readonly<Record<MeasuredFacts, (within: Within) => string>> = {
  SENT: sentFacts,
  EXECUTED: executedFacts,
  EXPECTED: expectedFacts,
};
const TYPES = { COUNT: 'int8', AMOUNT: 'numeric', RATIO: 'numeric', TIMES: 'bytea' } as const;
/** Told as decimal texts; other amounts are divided, as doubles. */
const TEXTS = ['sent_quantity', 'filled_quantity', 'first_wave_quantity', 'first_wave_filled', 'executed_quantity'];
const MORE_TEXTS = ['notional', 'fees', 'expected_filled'];

/** Rows with the day and the hour of the day of their trading, in New York. */
const dated = (facts: string) => `(
  select x.*, (x.at at time zone 'America/New_York')::date as day, extract(hour from x.at at time zone 'America/New_York')::int2 as clock
  from (${facts}
  ) x) f`;

/** Sums over rows of some facts; the measures of others are null. */
const sumsOfRows = (measures: readonly Measure[], of: MeasuredFacts) =>
  measures
    .map(({ name, kind, sum, ...measure }) => `${measure.of === of ? sum : 'null'}::${TYPES[kind]} as ${name}`)
    .join(',\n  ');

const sumOver = ({ name, kind }: Measure, rows: string) =>
  kind === 'TIMES' ? `string_agg(${rows}.${name}, ''::bytea)` : `sum(${rows}.${name})`;

/**
 * Amounts are kept as whole numbers, since these are added up three times as fast as decimals: in millionths, and where something is left of any, that in
 * 10⁻¹⁸ in a row of its own. Quantity times price has seventeen decimals at most, so nothing is lost.
 */
const KEPT_DIGITS = [6, 18] as const;
const ONE = 'case f.digits when 6 then 0.000001 else 0.000000000000000001 end';

const sumsOfHours = (measures: readonly Measure[]) =>
  measures
    .map((measure) => `${sumOver(measure, 'f')}${measure.kind === 'AMOUNT' ? ` * ${ONE}` : ''} as ${measure.name}`)
    .join(',\n  ');

const told = (measure: Measure): string => {
  const sum = sumOver(measure, 't');
  if (measure.kind === 'TIMES') return sum;
  if (measure.kind === 'COUNT') return `${sum}::int`;
  return TEXTS.includes(measure.name) || MORE_TEXTS.includes(measure.name)
    ? `trim_scale(${sum})::text`
    : `${sum}::float8`;
};

/** What is asked for, over a period that is read in two ways. */
export interface AskedPeriod extends AskedCut {
  readonly period: SplitPeriod;
}

/** Adds measures up; groups of which all of the counts are nothing are left out. */
export function measuredSql(measures: readonly Measure[], asked: AskedPeriod, parameters: Parameters): string {
  const { raw, texts, where, cut, period } = asked;
  const keys = [...raw.map((each, at) => `${each} as k${at + 1}`), 'f.currency', 'f.unit'].join(', ');
  const groups = [...raw.map((_, at) => `${at + 1}`), 'f.currency', 'f.unit'].join(', ');
  const hours = `select ${keys}, ${sumsOfHours(measures)}
from quality_sums f where f.cut = '${cut}' and (${within(period.hours, parameters).times('f.hour')}) and ${where}
group by ${groups}, f.digits`;
  const kinds = [...new Set(measures.map(({ of }) => of))];
  const rows =
    period.rows.length === 0
      ? []
      : kinds.map(
          (of) => `select ${keys}, ${sumsOfRows(measures, of)}
from ${dated(FACTS[of](within(period.rows, parameters)))} where ${where} group by ${groups}`,
        );
  const counts = measures.filter(({ sum }) => sum === 'count(*)').map(({ name }) => `coalesce(sum(t.${name}), 0)`);
  return `${WITH_IMPORTED}
select array[${texts.join(', ')}]::text[] as keys, t.currency, t.unit,
  ${measures.map((measure) => `${told(measure)} as ${measure.name}`).join(',\n  ')}
from (${[hours, ...rows].join('\nunion all\n')}) t
group by 1, t.currency, t.unit having ${counts.join(' + ')} > 0`;
}

const bucketOf = (row: string) =>
  `least(floor(${row}.expected * ${CALIBRATION_BUCKETS}), ${CALIBRATION_BUCKETS - 1})::int`;
const FILL_SUMS =
  'count(*) as decisions, sum(f.expected) as expected, sum(f.realised) as realised, sum((f.realised - f.expected) ^ 2) as squared_error';

/** Adds decisions up, by what share of their quantity they expected to be filled. */
export function filledSql({ where, cut, period }: AskedPeriod, parameters: Parameters): string {
  const hours = `select f.bucket::int as bucket, f.decisions::int8, f.expected, f.realised, f.squared_error
from quality_fill_sums f where f.cut = '${cut}' and (${within(period.hours, parameters).times('f.hour')}) and ${where}`;
  const rows = `select ${bucketOf('f')}, ${FILL_SUMS}
from (${filledFacts(within(period.rows, parameters))}) f where ${where} group by 1`;
  return `select t.bucket, sum(t.decisions)::int as decisions, sum(t.expected)::float8 as expected, sum(t.realised)::float8 as realised,
  sum(t.squared_error)::float8 as "squaredError"
from (${hours} union all ${rows}) t group by 1 order by 1`;
}

const ALWAYS = ['source', 'simulated', 'currency', 'unit', 'day', 'clock'] as const;
const DIMENSIONS = [...ALWAYS, ...KEPT_APART];
const list = (columns: readonly string[], row: string) => columns.map((column) => `${row}.${column}`).join(', ');
const NAMES = MEASURES.map(({ name }) => name).join(', ');

/** What of a sum stands in the row of so many digits: counts, times and what was divided in the first. */
const keptAt = ({ name, kind }: Measure, row: string): string => {
  if (kind !== 'AMOUNT') return `case d.digits when 6 then ${row}.${name} end`;
  const left = `${row}.${name} - trunc(${row}.${name}, 6)`;
  return `case d.digits when 6 then trunc(${row}.${name}, 6) * 1000000 else (${left}) * 1000000000000000000 end::int8`;
};
const AMOUNTS = MEASURES.filter(({ kind }) => kind === 'AMOUNT');

/** Adds the rows of one hour up, told apart by everything. The hour is the first parameter, in microseconds since 1970. */
export function fullHourSql(hour: Within): string {
  const rows = (Object.keys(FACTS) as MeasuredFacts[]).map(
    (of) => `select ${list(DIMENSIONS, 'f')}, ${sumsOfRows(MEASURES, of)}
from ${dated(FACTS[of](hour))} group by ${list(DIMENSIONS, 'f')}`,
  );
  return `${WITH_IMPORTED}
insert into quality_sums (cut, hour, digits, ${DIMENSIONS.join(', ')}, ${NAMES})
select 'FULL', to_timestamp($1::float8 / 1000000), d.digits, ${list(DIMENSIONS, 's')}, ${MEASURES.map((each) => keptAt(each, 's')).join(',\n  ')}
from (select ${list(DIMENSIONS, 't')}, ${MEASURES.map((each) => `${sumOver(each, 't')} as ${each.name}`).join(', ')}
  from (${rows.join('\nunion all\n')}) t group by ${list(DIMENSIONS, 't')}) s
cross join (values ${KEPT_DIGITS.map((digits) => `(${digits})`).join()}) d(digits)
where d.digits = 6 or ${AMOUNTS.map(({ name }) => `min_scale(s.${name}) > 6`).join(' or ')}`;
}

/** Groups by several cuts at once, and says of each row which it is of: grouping() has a bit for each column that is added up. */
function groupedBy(names: readonly CutName[]): { readonly name: string; readonly sets: string } {
  const bits = (name: CutName) =>
    KEPT_APART.reduce((sum, column) => sum * 2 + (CUTS[name].some((each) => each === column) ? 0 : 1), 0);
  return {
    name: `case grouping(${list(KEPT_APART, 'f')}) ${names.map((name) => `when ${bits(name)} then '${name}'`).join(' ')} end`,
    sets: `grouping sets (${names.map((name) => `(${list(CUTS[name], 'f')})`).join(', ')})`,
  };
}

const LESS = groupedBy(['CLIENTS', 'INSTRUMENTS', 'ROUTING']);
const EVERY = groupedBy(['CLIENTS', 'INSTRUMENTS', 'ROUTING', 'FULL']);
/** Adds the smaller sums of an hour up from those that tell everything apart. */
export const LESS_HOUR = `
insert into quality_sums (cut, hour, digits, ${DIMENSIONS.join(', ')}, ${NAMES})
select ${LESS.name}, f.hour, f.digits, ${list(DIMENSIONS, 'f')}, ${MEASURES.map((each) => sumOver(each, 'f')).join(', ')}
from quality_sums f where f.cut = 'FULL' and f.hour = to_timestamp($1::float8 / 1000000)
group by f.hour, f.digits, ${list(ALWAYS, 'f')}, ${LESS.sets}`;

const FILL_ALWAYS = ['source', 'simulated', 'bucket'] as const;
const FILL_COLUMNS = [...FILL_ALWAYS, ...KEPT_APART, 'decisions', 'expected', 'realised', 'squared_error'].join(', ');

/** Adds the decisions of one hour up, by every smaller cut too. The hour is the first parameter. */
export function fillHourSql(hour: Within): string {
  return `insert into quality_fill_sums (cut, hour, ${FILL_COLUMNS})
select ${EVERY.name}, to_timestamp($1::float8 / 1000000), ${list(FILL_ALWAYS, 'f')}, ${list(KEPT_APART, 'f')}, ${FILL_SUMS}
from (select x.*, ${bucketOf('x')} as bucket from (${filledFacts(hour)}) x) f
group by ${list(FILL_ALWAYS, 'f')}, ${EVERY.sets}`;
}
