import { classNames } from '@fairlead/ui/class-names';
import type { Column } from '@fairlead/ui/column';
import { formatShare } from '@/words/figures';
import type { NameOf } from '@/words/venue-words';
import { VenueCell } from '../venue-names';
import type { QualityMetric } from './metrics';
import { REVIEW_METRICS, type ReviewedVenue } from './quarter-review';

/** Venues of a quarter: how much, in what they are behind, and how far each figure moved since the quarter before. */
export const reviewColumns = (nameOf: NameOf): readonly Column<ReviewedVenue>[] => [
  {
    ...{ id: 'venue', header: 'Venue', width: 150, priority: 1 },
    value: ({ venue }) => venue,
    cell: ({ venue }) => <VenueCell venueId={venue} nameOf={nameOf} inTable />,
  },
  {
    ...{
      id: 'share',
      header: 'Of all',
      hint: 'Part of what was executed, by its worth',
      align: 'right',
      width: 76,
      priority: 1,
    },
    value: ({ share }) => share,
    cell: ({ share }) => (share === null ? '–' : formatShare(share)),
  },
  ...REVIEW_METRICS.map(changeColumn),
  {
    ...{ id: 'behind', header: 'Behind all venues in', width: 220, grow: true, priority: 2 },
    value: ({ behind }) => behind.map(({ label }) => label).join(', '),
    cell: ({ behind }) =>
      behind.length === 0 ? <span className="text-faint">nothing</span> : behind.map(({ label }) => label).join(', '),
  },
];

function changeColumn(metric: QualityMetric): Column<ReviewedVenue> {
  const { id, label, unit, hint } = metric;
  return {
    ...{ id, header: label, hint: `${hint}; change since the quarter before`, align: 'right', width: 132 },
    ...(unit === '' ? {} : { unit }),
    priority: id === 'eq' || id === 'fill' ? 1 : 3,
    value: ({ now }) => metric.of(now),
    cell: (row) => <Changed metric={metric} row={row} />,
  };
}

/** A figure, and how far it moved: better and worse are told by a sign and by words for readers, not by colour alone. */
function Changed({
  metric: { of, format, better },
  row: { now, before },
}: {
  metric: QualityMetric;
  row: ReviewedVenue;
}) {
  const value = of(now);
  if (value === null) return <span className="text-faint">–</span>;
  const earlier = before === null ? null : of(before);
  if (earlier === null) return format(value);
  const change = value - earlier;
  const isBetter = better === 'low' ? change < 0 : change > 0;
  const words = change === 0 ? 'as before' : isBetter ? 'better' : 'worse';
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {format(value)}
      <span className={classNames('text-2xs', change === 0 ? 'text-faint' : isBetter ? 'text-good' : 'text-degraded')}>
        {change === 0 ? '=' : `${change > 0 ? '+' : ''}${format(change)}`}
        <span className="sr-only"> {words}</span>
      </span>
    </span>
  );
}
