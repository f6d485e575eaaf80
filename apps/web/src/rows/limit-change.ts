import type { RiskLimitRow } from '@fairlead/contracts/risk';

/** What a row of limits can bound, and by what it names its subject. */
export const BOUNDS = [
  'max_order_quantity',
  'max_order_notional',
  'collar_bps',
  'max_orders_per_second',
  'duplicate_window_ms',
  'duplicate_min_notional',
  'max_gross_exposure',
  'max_net_exposure',
  'credit',
] as const;
export type Bound = (typeof BOUNDS)[number];
const KEYS = ['client_id', 'account', 'instrument_id', 'asset_class', 'venue_id'] as const;

/** Whom a row is for. */
export type LimitSubject = Pick<RiskLimitRow, 'scope' | (typeof KEYS)[number]>;

/** One bound of one subject that is another in another version; null is inherited. */
export interface LimitChange {
  readonly subject: LimitSubject;
  readonly bound: Bound;
  readonly from: string | number | null;
  readonly to: string | number | null;
}

/** A row that bounds nothing. */
export function emptyRow(subject: LimitSubject): RiskLimitRow {
  return {
    ...subject,
    ...{ max_order_quantity: null, max_order_notional: null, collar_bps: null, max_orders_per_second: null },
    ...{ duplicate_window_ms: null, duplicate_min_notional: null },
    ...{ max_gross_exposure: null, max_net_exposure: null, credit: null },
  };
}

export const isSameSubject = (a: LimitSubject, b: LimitSubject): boolean =>
  a.scope === b.scope && KEYS.every((key) => a[key] === b[key]);

/** What one version says otherwise than another, each bound of each subject. */
export function limitChanges(before: readonly RiskLimitRow[], after: readonly RiskLimitRow[]): LimitChange[] {
  const subjects = [...before, ...after.filter((row) => !before.some((each) => isSameSubject(each, row)))];
  return subjects.flatMap((subject) => {
    const was = before.find((row) => isSameSubject(row, subject)) ?? emptyRow(subject);
    const is = after.find((row) => isSameSubject(row, subject)) ?? emptyRow(subject);
    return BOUNDS.filter((bound) => was[bound] !== is[bound]).map((bound) => ({
      ...{ subject, bound, from: was[bound], to: is[bound] },
    }));
  });
}

/** A version with one bound of one subject changed; rows that bound nothing any more are left out. */
export function withChange(
  rows: readonly RiskLimitRow[],
  subject: LimitSubject,
  change: Partial<RiskLimitRow>,
): RiskLimitRow[] {
  const was = rows.find((row) => isSameSubject(row, subject)) ?? emptyRow(subject);
  const others = rows.filter((row) => row !== was);
  const is = { ...was, ...change };
  return BOUNDS.every((bound) => is[bound] === null) ? others : [...others, is];
}
