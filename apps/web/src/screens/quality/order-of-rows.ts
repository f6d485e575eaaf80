import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';

/** What has a name and no order of its own. */
const NAMED: ReadonlySet<QualityDimension> = new Set(['VENUE', 'INSTRUMENT', 'OBJECTIVE', 'CLIENT', 'SOURCE']);

/** Rows as a table begins with them: sizes and times in their order, what has a name by how much of it there is, the largest first. */
export function inOrderOf<Row>(
  cut: QualityDimension,
  rows: readonly Row[],
  amountOf: (row: Row) => string,
): readonly Row[] {
  if (!NAMED.has(cut)) return rows;
  return rows.toSorted((a, b) => Number(amountOf(b)) - Number(amountOf(a)));
}
