import type { ExecutionSource, QualityDimension, SizeBucket } from '@fairlead/core/analytics/quality-dimension';
import type { Visibility } from './order-repository.ts';
import type { QualityCut } from './quality-facts.ts';
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

const NEW_YORK = (form: string) => `to_char(f.at at time zone 'America/New_York', '${form}')`;
const KEYS: Readonly<Record<QualityDimension, string>> = {
  VENUE: 'f.venue_id',
  INSTRUMENT: 'f.instrument_id',
  OBJECTIVE: 'f.objective',
  SIZE: 'f.size',
  CLIENT: 'f.client_id',
  SOURCE: 'f.source',
  HOUR: NEW_YORK('HH24'),
  DAY: NEW_YORK('YYYY-MM-DD'),
  MONTH: NEW_YORK('YYYY-MM'),
  QUARTER: NEW_YORK('YYYY-"Q"Q'),
};

/** The statement's parts that follow from what is asked for, and its parameters. */
export interface AskedCut extends QualityCut {
  readonly values: readonly unknown[];
}

/** Tells executions apart by some dimensions; throws for more than two, which nobody could read. */
export function cutBy(filter: QualityFilter, by: readonly QualityDimension[]): AskedCut {
  if (by.length > 2) throw new Error(`${by.length} dimensions are too many`);
  const { from_us, to_us, simulated, sources } = filter;
  const values: unknown[] = [firstUuidV7(from_us), firstUuidV7(to_us), from_us, to_us, simulated, sources];
  const wanted = [
    { key: KEYS.CLIENT, value: filter.clientId },
    { key: KEYS.VENUE, value: filter.venueId },
    { key: KEYS.INSTRUMENT, value: filter.instrumentId },
    { key: KEYS.OBJECTIVE, value: filter.objective },
    { key: KEYS.SIZE, value: filter.size },
  ];
  const conditions = ['f.simulated = $5', 'f.source = any ($6::text[])'];
  for (const { key, value } of wanted) if (value !== null) conditions.push(`${key} = $${values.push(value)}`);
  return { keys: by.map((dimension) => KEYS[dimension]).join(', '), where: conditions.join(' and '), values };
}
