'use client';

import { TimeChart, type TimeSeries } from '@fairlead/ui/chart/time-chart';
import { EmptyState } from '@fairlead/ui/region-state';
import { memo } from 'react';
import { type LivePiece, PIECE_MS, WINDOW_SECONDS } from '@/live/rate-meter';

const NOTE = `${PIECE_MS / 1_000} s each, the last ${WINDOW_SECONDS} s`;

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

interface RatesChartsProps {
  readonly pieces: readonly LivePiece[];
  readonly isHeard: boolean;
  /** Pixels of each picture. */
  readonly height: number;
}

/** The course of the last minute: how much was asked and filled, and how long decisions took. Drawn anew when a piece is over, whatever the stream brings in between. */
export const RatesCharts = memo(function RatesCharts({ pieces, isHeard, height }: RatesChartsProps) {
  const toMs = (pieces.at(-1)?.atMs ?? 0) + PIECE_MS / 2;
  const common = {
    height,
    fromMs: toMs - WINDOW_SECONDS * 1_000,
    toMs,
    joinMsMax: PIECE_MS * 1.5,
    fromZero: true,
    empty: isHeard ? QUIET : UNHEARD,
  } as const;
  return (
    <>
      <TimeChart {...common} name="Orders and fills" unit="/s" note={NOTE} series={ratesOf(pieces)} />
      <TimeChart
        {...common}
        name="Time to decide"
        unit="µs"
        note={NOTE}
        series={latencyOf(pieces)}
        formatValue={WHOLE.format}
      />
    </>
  );
});

const QUIET = (
  <EmptyState title="Nothing to draw yet">
    The course begins with the first {PIECE_MS / 1_000} s that are heard whole.
  </EmptyState>
);
const UNHEARD = <EmptyState title="Not known now">The course begins anew when the router is heard again.</EmptyState>;

function ratesOf(pieces: readonly LivePiece[]): readonly TimeSeries[] {
  return [
    {
      id: 'orders',
      label: 'Orders',
      tone: 'accent',
      points: pieces.map(({ atMs, ordersPerSecond }) => ({ atMs, value: ordersPerSecond })),
    },
    {
      id: 'fills',
      label: 'Fills',
      tone: 'third',
      points: pieces.map(({ atMs, fillsPerSecond }) => ({ atMs, value: fillsPerSecond })),
    },
  ];
}

function latencyOf(pieces: readonly LivePiece[]): readonly TimeSeries[] {
  return [
    {
      id: 'p50',
      label: 'Median',
      tone: 'accent',
      points: pieces.map(({ atMs, decisionP50Us }) => ({ atMs, value: decisionP50Us })),
    },
    {
      id: 'p99',
      label: 'p99',
      tone: 'third',
      points: pieces.map(({ atMs, decisionP99Us }) => ({ atMs, value: decisionP99Us })),
    },
  ];
}
