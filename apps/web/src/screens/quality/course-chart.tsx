'use client';

import { TimeChart } from '@fairlead/ui/chart/time-chart';
import { Choice } from '@fairlead/ui/choice';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import { metricOf, QUALITY_METRICS } from './metrics';
import { pieceOf, timeOf, timeSpan } from './pieces-of-time';
import { askOf, inMarket, type Markets, type QualityFilterState, useFigures } from './use-quality';

const METRICS = QUALITY_METRICS.map(({ id, label, unit }) => ({
  value: id,
  label: unit === '' ? label : `${label}, ${unit}`,
}));

/** One figure over the time that is looked at: by hour within a day, by day otherwise. */
export function CourseChart({ filter, markets }: { filter: QualityFilterState; markets: Markets }) {
  const { look, days, setLook } = filter;
  const piece = pieceOf(days);
  const query = useFigures(askOf(filter), [piece], filter.isKnown);
  const metric = metricOf(look.metric);
  const { market } = markets;
  const points = useMemo(
    () =>
      inMarket(query.data, market).flatMap((row) => {
        const atMs = timeOf(piece, row.keys[0], days);
        return atMs === null ? [] : [{ atMs, value: metric.of(row) }];
      }),
    [query.data, market, metric, piece, days],
  );
  const known = points.filter(({ value }) => value !== null);
  return (
    <div className="min-w-0">
      <TimeChart
        name={`${metric.label} over time`}
        unit={metric.unit}
        height={200}
        note={
          <Choice
            label="Figure over time"
            value={metric.id}
            options={METRICS}
            onChange={(id) => void setLook({ metric: id })}
          />
        }
        series={known.length === 0 ? [] : [{ id: 'value', label: metric.label, tone: 'accent', points }]}
        {...timeSpan(piece, days)}
        formatValue={metric.format}
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={<EmptyState title="Nothing to draw">Nothing is known of this figure in this time.</EmptyState>}
      />
    </div>
  );
}
