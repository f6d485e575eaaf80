import type { QualityRow } from '@/rows/quality';
import { QUALITY_METRICS, type QualityMetric } from './metrics';

/** With fewer behind it a figure says nothing of a venue. */
export const COUNT_MIN = 30;

/** By what venues are reviewed. */
const REVIEWED = [
  'eq',
  'effective',
  'improvement',
  'displayed',
  'fill',
  'fade',
  'answer95',
  'markout-1s',
  'markout-1m',
];
export const REVIEW_METRICS: readonly QualityMetric[] = QUALITY_METRICS.filter(({ id }) => REVIEWED.includes(id));

/** A venue in a quarter, beside itself in the one before and beside all venues. */
export interface ReviewedVenue {
  readonly venue: string;
  readonly now: QualityRow;
  readonly before: QualityRow | null;
  /** Part of all that was executed in the quarter, by its worth: a fraction. */
  readonly share: number | null;
  /** The figures in which it is worse than all venues together, of so many that it says something. */
  readonly behind: readonly QualityMetric[];
}

/** Venues of a quarter, told apart by venue and quarter, the largest first. */
export function reviewOf(
  rows: readonly QualityRow[],
  quarter: string,
  whole: QualityRow | null,
): readonly ReviewedVenue[] {
  const before = new Map(rows.filter(({ keys }) => keys[1] !== quarter).map((row) => [row.keys[0] ?? '', row]));
  const all = whole === null ? 0 : Number(whole.notional);
  return rows
    .filter(({ keys }) => keys[1] === quarter)
    .map((now) => {
      const venue = now.keys[0] ?? 'not known';
      const share = all === 0 ? null : Number(now.notional) / all;
      return { venue, now, before: before.get(now.keys[0] ?? '') ?? null, share, behind: behindIn(now, whole) };
    })
    .sort((a, b) => Number(b.now.notional) - Number(a.now.notional) || (a.venue < b.venue ? -1 : 1));
}

function behindIn(row: QualityRow, whole: QualityRow | null): readonly QualityMetric[] {
  if (whole === null) return [];
  return REVIEW_METRICS.filter(({ of, count, better }) => {
    const [own, all] = [of(row), of(whole)];
    if (own === null || all === null || count(row) < COUNT_MIN) return false;
    return better === 'low' ? own > all : own < all;
  });
}
