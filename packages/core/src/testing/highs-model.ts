import type { Problem, Source } from '../routing/optimal/problem.ts';

/** Costs in the model are cents: the tolerances of a solver in doubles are then far below a 10^-8. */
const OBJECTIVE_E8 = 1_000_000;

/** Some units of a source at one cost; the model may take any part of them. */
interface Segment {
  readonly column: string;
  readonly place: number;
  readonly costE8: number;
  readonly units: number;
  readonly price: number;
}

/**
 * The problem as a program in the LP format, for a solver that knows nothing of ours: linear where it can be, with whole numbers for lots,
 * open sources and the worst price reached where they matter. `filled` null asks for the most that can be filled; a quantity asks for the least
 * cost of filling just that. Impact is modelled lot by lot, so only for few lots.
 */
export function highsModel(problem: Problem, filled: number | null): string {
  const { sources } = problem;
  const segments = sources.flatMap((source, place) => segmentsOf(source, place, problem.impactScale));
  const rungs = rungsOf(problem);
  const open = needsSwitches(problem) ? sources.map((_, place) => `z${place}`) : [];
  const lots = sources.flatMap(({ step }, place) => (step > 1 ? [`n${place}`] : []));
  const worst = rungs.map((_, rung) => `w${rung}`);
  const cost = (costE8: number, column: string) => `${signed(costE8 / OBJECTIVE_E8)} ${column}`;
  return [
    'Minimize',
    ` cost: ${segments.map(({ costE8, column }) => cost(filled === null ? -OBJECTIVE_E8 : costE8, column)).join('\n ')}`,
    ...open.map((column, place) => cost(filled === null ? 0 : (sources[place]?.fixedE8 ?? 0), column)),
    'Subject To',
    ` all: ${sum(segments.map((each) => each.column))} ${filled === null ? '<=' : '='} ${filled ?? problem.quantity}`,
    ...(open.length === 0 ? [] : [` count: ${sum(open)} <= ${problem.maxSources}`]),
    ...(worst.length === 0 ? [] : [` rung: ${sum(worst)} = 1`]),
    ...sources.flatMap((source, place) => rulesOf(source, segmentsAt(segments, place), open[place] ?? null)),
    ...segments.flatMap((segment) => reachRules(segment, rungs)),
    ...protectionRules(problem, rungs, segments),
    'Bounds',
    ...segments.map(({ column, units }) => ` 0 <= ${column} <= ${units}`),
    ...(lots.length === 0 ? [] : ['General', ...lots]),
    ...(open.length + worst.length === 0 ? [] : ['Binary', ...open, ...worst]),
    'End',
  ].join('\n');
}

/** Whether it matters which sources are used, and not only how much is taken. */
function needsSwitches({ sources, maxSources }: Problem): boolean {
  return maxSources < sources.length || sources.some(({ fixedE8, least, step }) => fixedE8 > 0 || least > step);
}

function segmentsAt(segments: readonly Segment[], place: number): readonly Segment[] {
  return segments.filter((segment) => segment.place === place);
}

/** The units for each source in a solver's answer. */
export function highsTakes(problem: Problem, unitsIn: (column: string) => number): number[] {
  return problem.sources
    .map((source, place) =>
      segmentsOf(source, place, problem.impactScale).reduce((all, { column }) => all + unitsIn(column), 0),
    )
    .map(Math.round);
}

function segmentsOf(source: Source, place: number, impactScale: number): Segment[] {
  const segments: Segment[] = [];
  let before = 0;
  const impact = (units: number) => source.impactE8 * units * Math.sqrt(units / impactScale);
  for (const { costE8, quantity, price } of source.offers) {
    const size = source.impactE8 === 0 ? quantity : source.step;
    for (let from = 0; from < quantity; from += size) {
      const units = Math.min(size, quantity - from);
      const extra = (impact(before + units) - impact(before)) / units;
      segments.push({ column: `y${place}_${segments.length}`, place, costE8: costE8 + extra, units, price });
      before += units;
    }
  }
  return segments;
}

/** In lots, up to the maximum; where sources are opened, nothing or the minimum. */
function rulesOf({ step, least, most }: Source, own: readonly Segment[], open: string | null): string[] {
  const first = own[0];
  if (first === undefined) return [];
  const all = sum(own.map((segment) => segment.column));
  const place = first.place;
  const upTo = Math.min(
    most,
    own.reduce((units, segment) => units + segment.units, 0),
  );
  const inLots = step === 1 ? [] : [` lots${place}: ${all} - ${step} n${place} = 0`];
  if (open === null) return [...inLots, ` most${place}: ${all} <= ${upTo}`];
  return [
    ...inLots,
    ` least${place}: ${all} - ${Math.max(1, least)} ${open} >= 0`,
    ` most${place}: ${all} - ${upTo} ${open} <= 0`,
    ...own.map(({ column, units }) => ` open${column}: ${column} - ${units} ${open} <= 0`),
  ];
}

/** The prices up to which a plan may reach: each protected one, and any; none to choose where nothing is protected. */
function rungsOf({ protectedQuotes }: Problem): number[] {
  if (protectedQuotes.length === 0) return [];
  return [...new Set(protectedQuotes.map((quote) => quote.price)), Number.POSITIVE_INFINITY];
}

function reachRules({ column, units, price }: Segment, rungs: readonly number[]): string[] {
  const closed = rungs.flatMap((worst, rung) => (price > worst ? [`w${rung}`] : []));
  return closed.length === 0
    ? []
    : [` reach${column}: ${column} + ${closed.map((w) => `${units} ${w}`).join(' + ')} <= ${units}`];
}

function protectionRules(
  { protectedQuotes }: Problem,
  rungs: readonly number[],
  segments: readonly Segment[],
): string[] {
  return protectedQuotes.flatMap(({ source, price, quantity }, index) => {
    const through = rungs.flatMap((worst, rung) => (worst > price ? [rung] : []));
    if (source === null) return through.map((rung) => ` shut${index}_${rung}: w${rung} = 0`);
    const own = segments.filter((segment) => segment.place === source);
    return ` quote${index}: ${sum(own.map((each) => each.column))} - ${through.map((rung) => `${quantity} w${rung}`).join(' - ')} >= 0`;
  });
}

function sum(columns: readonly string[]): string {
  return columns.join(' + ');
}

function signed(value: number): string {
  return value < 0 ? `- ${-value}` : `+ ${value}`;
}
