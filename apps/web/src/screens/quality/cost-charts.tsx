'use client';

import { ScatterChart } from '@fairlead/ui/chart/scatter-chart';
import { TimeChart } from '@fairlead/ui/chart/time-chart';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import type { ExpectationRow } from '@/rows/quality';
import { formatBps } from '@/words/figures';
import { useEveryVenueName } from '../venue-names';
import { pieceOf, timeOf, timeSpan } from './pieces-of-time';
import { useExpectations } from './use-expectations';
import { askOf, inMarket, type Markets, type QualityFilterState } from './use-quality';

const EXPECTED = { label: 'Expected cost', unit: 'bps' };
const format = (value: number): string => formatBps(value);
const EMPTY = (
  <EmptyState title="Nothing to compare">
    Child orders that took and were filled are compared with what their decision expected.
  </EmptyState>
);

interface CostChartProps {
  readonly filter: QualityFilterState;
  readonly markets: Markets;
}

/** What each venue was expected to cost beside what it did. */
export function CostByVenue({ filter, markets: { market } }: CostChartProps) {
  const query = useExpectations(askOf(filter), ['VENUE'], filter.isKnown);
  const nameOf = useEveryVenueName();
  const points = useMemo(
    () =>
      inMarket(query.data, market).flatMap(({ keys, expected_cost_bps: x, realised_cost_bps: y }) =>
        x === null || y === null ? [] : [{ x, y, label: keys[0] == null ? 'not known' : nameOf(keys[0]) }],
      ),
    [query.data, market, nameOf],
  );
  return (
    <ScatterChart
      name="Cost by venue, expected and realised"
      note="a point each; above the diagonal it cost more than expected"
      x={EXPECTED}
      unit="bps"
      height={260}
      series={points.length === 0 ? [] : [{ id: 'venues', label: 'Venues', tone: 'accent', points }]}
      formatValue={format}
      diagonal
      loading={query.isPending}
      failure={query.data === undefined ? query.error?.message : undefined}
      onRetry={() => void query.refetch()}
      empty={EMPTY}
    />
  );
}

const COURSES = [
  { id: 'expected', label: 'Expected', tone: 'third', of: (row: ExpectationRow) => row.expected_cost_bps },
  { id: 'realised', label: 'Realised', tone: 'accent', of: (row: ExpectationRow) => row.realised_cost_bps },
] as const;

/** The same over the time that is looked at. */
export function CostOverTime({ filter, markets: { market } }: CostChartProps) {
  const { days } = filter;
  const piece = pieceOf(days);
  const query = useExpectations(askOf(filter), [piece], filter.isKnown);
  const series = useMemo(() => {
    const rows = inMarket(query.data, market);
    if (rows.length === 0) return [];
    return COURSES.map(({ of, ...own }) => ({
      ...own,
      points: rows.flatMap((row) => {
        const atMs = timeOf(piece, row.keys[0], days);
        return atMs === null ? [] : [{ atMs, value: of(row) }];
      }),
    }));
  }, [query.data, market, piece, days]);
  return (
    <TimeChart
      name="Cost over time"
      unit="bps"
      height={180}
      note="of child orders that took and were filled, with fees"
      series={series}
      {...timeSpan(piece, days)}
      formatValue={format}
      loading={query.isPending}
      failure={query.data === undefined ? query.error?.message : undefined}
      onRetry={() => void query.refetch()}
      empty={EMPTY}
    />
  );
}
