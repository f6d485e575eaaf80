import type { ExecutionSource, QualityDimension, SizeBucket } from '@fairlead/core/analytics/quality-dimension';
import { timestamp } from '../row-reading.ts';
import type { Visibility } from './order-repository.ts';
import type { Within } from './quality-facts.ts';
import type { TimeWindow } from './quality-repository.ts';
import { firstUuidV7 } from './uuid-range.ts';

/** Which executions are looked at; null is every one. Real orders and simulated ones are never looked at together. */
export interface QualityFilter extends TimeWindow {
  readonly clientId: Visibility;
  readonly simulated: boolean;
  readonly sources: readonly ExecutionSource[];
  readonly venueId: string | null;
  readonly instrumentId: string | null;
  readonly objective: string | null;
  readonly size: SizeBucket | null;
}

/** The values of a statement, each of which stands in it by its place. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Takes a value, and gives its place. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/** What lies in some times: our own rows by their keys, which hold the time, imported ones and hours by their time. */
export function within(windows: readonly TimeWindow[], parameters: Parameters): Within {
  const any = (window: (each: TimeWindow) => string) =>
    windows.length === 0 ? 'false' : windows.map((each) => `(${window(each)})`).join(' or ');
  const key = (at_us: number) => `${parameters.add(firstUuidV7(at_us))}::uuid`;
  const time = (at_us: number) => timestamp(parameters.add(at_us));
  return {
    keys: (column) => any(({ from_us, to_us }) => `${column} >= ${key(from_us)} and ${column} < ${key(to_us)}`),
    times: (column) => any(({ from_us, to_us }) => `${column} >= ${time(from_us)} and ${column} < ${time(to_us)}`),
  };
}

/** What sums are kept by, beside the hour and what is always told apart: source, simulated, market, and the day and hour of the day of trading. */
export const KEPT_APART = ['venue_id', 'instrument_id', 'objective', 'size', 'client_id'] as const;
type KeptApart = (typeof KEPT_APART)[number];

/** The sums that are kept, the smallest first, each by what it tells apart. What one does not is added up in it. */
export const CUTS = {
  CLIENTS: ['client_id'],
  INSTRUMENTS: ['instrument_id'],
  ROUTING: ['venue_id', 'objective', 'size'],
  FULL: KEPT_APART,
} as const satisfies Readonly<Record<string, readonly KeptApart[]>>;
export type CutName = keyof typeof CUTS;

/** How a dimension is grouped by over rows \`f\`, and how such a key is told. */
interface Key {
  readonly raw: string;
  readonly text: (key: string) => string;
  readonly keptApart: KeptApart | null;
}

const named = (column: KeptApart): Key => ({ raw: `f.${column}`, text: (key) => key, keptApart: column });
const timed = (raw: string, text: Key['text']): Key => ({ raw, text, keptApart: null });
const dated = (raw: string, form: string) => timed(raw, (key) => `to_char(${key}, '${form}')`);
const KEYS: Readonly<Record<QualityDimension, Key>> = {
  VENUE: named('venue_id'),
  INSTRUMENT: named('instrument_id'),
  OBJECTIVE: named('objective'),
  SIZE: named('size'),
  CLIENT: named('client_id'),
  SOURCE: timed('f.source', (key) => key),
  HOUR: timed('f.clock', (key) => `lpad(${key}::text, 2, '0')`),
  DAY: dated('f.day', 'YYYY-MM-DD'),
  MONTH: dated("date_trunc('month', f.day::timestamp)", 'YYYY-MM'),
  QUARTER: dated("date_trunc('quarter', f.day::timestamp)", 'YYYY-"Q"Q'),
};

/** The parts of a statement that follow from what is asked for. */
export interface AskedCut {
  /** What rows \`f\` are grouped by, and how those keys, k1 and k2, are told. */
  readonly raw: readonly string[];
  readonly texts: readonly string[];
  /** Which rows \`f\` count. */
  readonly where: string;
  /** The least sums that tell all of it apart. */
  readonly cut: CutName;
}

/** Tells executions apart by some dimensions; throws for more than two, which nobody could read. */
export function cutBy(filter: QualityFilter, by: readonly QualityDimension[], parameters: Parameters): AskedCut {
  if (by.length > 2) throw new Error(`${by.length} dimensions are too many`);
  const wanted: Readonly<Record<KeptApart, string | null>> = {
    ...{ client_id: filter.clientId, venue_id: filter.venueId, instrument_id: filter.instrumentId },
    ...{ objective: filter.objective, size: filter.size },
  };
  const narrowed = KEPT_APART.filter((column) => wanted[column] !== null);
  const keys = by.map((dimension) => KEYS[dimension]);
  const asked = [...narrowed, ...keys.flatMap(({ keptApart }) => keptApart ?? [])];
  const conditions = [
    `f.simulated = ${parameters.add(filter.simulated)}`,
    `f.source = any (${parameters.add(filter.sources)}::text[])`,
    ...narrowed.map((column) => `f.${column} = ${parameters.add(wanted[column])}`),
  ];
  return {
    raw: keys.map(({ raw }) => raw),
    texts: keys.map(({ text }, at) => text(`t.k${at + 1}`)),
    where: conditions.join(' and '),
    cut: cutThatTells(asked),
  };
}

function cutThatTells(asked: readonly KeptApart[]): CutName {
  const names = ['CLIENTS', 'INSTRUMENTS', 'ROUTING'] as const;
  // Where nothing is told apart, the sums of routing have the fewest rows.
  if (asked.length === 0) return 'ROUTING';
  return names.find((name) => asked.every((column) => CUTS[name].some((each) => each === column))) ?? 'FULL';
}
