'use client';

import { TimeChart, type TimeSeries } from '@fairlead/ui/chart/time-chart';
import { EmptyState } from '@fairlead/ui/region-state';
import { memo } from 'react';
import type { VenueTraffic } from '@/rows/venue-traffic';

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const ms = (value: number): string => (value < 10 ? value.toFixed(2) : WHOLE.format(value));

interface TrafficChartsProps {
  readonly traffic: VenueTraffic | undefined;
  readonly loading: boolean;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
}

const EMPTY = (
  <EmptyState title="Nothing was sent there">
    No child order ended at the venue in this time; a longer range may have some.
  </EmptyState>
);
const NONE: readonly TimeSeries[] = [];

/** The course of what a venue did with what it was sent, and of how long it took to answer. */
export const TrafficCharts = memo(function TrafficCharts({ traffic, loading, failure, onRetry }: TrafficChartsProps) {
  const note = traffic === undefined ? undefined : noteOf(traffic);
  const common = {
    ...{ height: 200, fromZero: true, loading, failure, onRetry, empty: EMPTY },
    ...(traffic === undefined ? {} : { fromMs: traffic.from_ms, toMs: traffic.to_ms, note }),
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start pt-2 xl:grid-cols-2">
      <TimeChart
        {...common}
        name="Acks and rejects"
        unit="child orders"
        series={traffic === undefined ? NONE : countsOf(traffic)}
        formatValue={WHOLE.format}
      />
      <TimeChart
        {...common}
        name="Time to answer"
        unit="ms"
        series={traffic === undefined ? NONE : latencyOf(traffic)}
        formatValue={ms}
        {...(traffic === undefined ? {} : { joinMsMax: traffic.piece_ms * 1.5 })}
      />
    </div>
  );
});

function noteOf({ piece_ms: pieceMs, whole, looked_to_ms: lookedMs }: VenueTraffic): string {
  const minutes = pieceMs / 60_000;
  const each = `${minutes === 1 ? 'a minute' : `${minutes} min`} each · ${WHOLE.format(whole.ended)} ended`;
  return lookedMs === null ? each : `${each}, the newest that are looked at: before is not shown`;
}

const COUNTS = [
  { id: 'acked', label: 'Acked', tone: 'accent' },
  { id: 'filled', label: 'Filled', tone: 'side-a' },
  { id: 'missed', label: 'Came back empty', tone: 'third' },
  { id: 'rejected', label: 'Rejected', tone: 'stopped' },
] as const;

/** A piece in which nothing ended counts none; one before what was looked at is not known. */
function countsOf(traffic: VenueTraffic): readonly TimeSeries[] {
  const known = new Map(traffic.pieces.map((piece) => [piece.at_ms, piece]));
  const times = timesOf(traffic);
  if (traffic.whole.ended === 0) return NONE;
  return COUNTS.map(({ id, ...series }) => ({
    ...{ id, ...series },
    points: times.map((atMs) => ({
      atMs,
      value: known.get(atMs)?.[id] ?? (isLookedAt(traffic, atMs) ? 0 : null),
    })),
  }));
}

function latencyOf({ pieces }: VenueTraffic): readonly TimeSeries[] {
  const course = (pick: 'p50_ms' | 'p99_ms') => pieces.map((piece) => ({ atMs: piece.at_ms, value: piece[pick] }));
  if (pieces.every(({ p50_ms: p50 }) => p50 === null)) return NONE;
  return [
    { id: 'p50', label: 'Median', tone: 'accent', points: course('p50_ms') },
    { id: 'p99', label: 'p99', tone: 'third', points: course('p99_ms') },
  ];
}

function timesOf({ from_ms: fromMs, to_ms: toMs, piece_ms: pieceMs }: VenueTraffic): readonly number[] {
  return Array.from({ length: Math.ceil((toMs - fromMs) / pieceMs) }, (_, index) => fromMs + index * pieceMs);
}

const isLookedAt = ({ looked_to_ms: lookedMs }: VenueTraffic, atMs: number): boolean =>
  lookedMs === null || atMs >= lookedMs;
