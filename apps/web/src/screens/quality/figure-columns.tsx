import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import type { Column } from '@fairlead/ui/column';
import type { QualityRow } from '@/rows/quality';
import type { NameOf } from '@/words/venue-words';
import { keyColumn } from './key-column';
import { QUALITY_METRICS, type QualityMetric } from './metrics';

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const WIDTHS: Readonly<Record<string, number>> = {
  improvement: 108,
  displayed: 112,
  'first-wave': 92,
  answer: 116,
  answer95: 116,
  time: 102,
};
/** What stays longest where there is no room. */
const FIRST = new Set(['eq', 'effective', 'fill']);
const SECOND = new Set(['improved', 'improvement', 'fade', 'markout-1s', 'answer']);

/** Rows by one dimension, with every figure and how much was executed. */
export function figureColumns(
  dimension: QualityDimension,
  currency: string,
  nameOf: NameOf,
): readonly Column<QualityRow>[] {
  return [
    keyColumn(dimension, nameOf),
    {
      ...{ id: 'executions', header: 'Executions', align: 'right', width: 88, priority: 2 },
      value: ({ executions }) => executions,
      cell: ({ executions }) => WHOLE.format(executions),
    },
    {
      ...{ id: 'notional', header: 'Executed', unit: currency, align: 'right', width: 124, priority: 3 },
      value: ({ notional }) => Number(notional),
      cell: ({ notional }) => WHOLE.format(Number(notional)),
    },
    ...QUALITY_METRICS.map(columnOf),
  ];
}

function columnOf(metric: QualityMetric): Column<QualityRow> {
  const { id, label, unit, hint, format, of, count } = metric;
  return {
    ...{ id, header: label, hint, align: 'right', width: WIDTHS[id] ?? (id.startsWith('markout') ? 118 : 88) },
    ...(unit === '' ? {} : { unit }),
    priority: FIRST.has(id) ? 1 : SECOND.has(id) ? 2 : 3,
    value: of,
    cell: (row) => {
      const value = of(row);
      if (value === null) return <span className="text-faint">–</span>;
      return <span title={`of ${WHOLE.format(count(row))}`}>{format(value)}</span>;
    },
  };
}
