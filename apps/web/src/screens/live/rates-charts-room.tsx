'use client';

import { PlotSkeleton } from '@fairlead/ui/chart/plot-skeleton';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { lazy, Suspense, useDeferredValue } from 'react';
import type { LiveRates } from '@/live/rate-meter';

const HEIGHT = 150;
/** With the line above the picture. */
const FIGURE_HEIGHT = HEIGHT + 36;

// The charts come when they are asked for, and not with the screen.
const RatesCharts = lazy(() => import('./rates-charts').then((module) => ({ default: module.RatesCharts })));

/** Whether the course of the last minute is shown, kept in the address. */
export function useRatesCharts() {
  return useQueryState('charts', parseAsBoolean.withDefault(false).withOptions({ history: 'replace' }));
}

/** The charts of the last minute, or the room that they will take. */
export function RatesChartsRoom({ rates }: { rates: LiveRates }) {
  // The list comes first: the charts are drawn between its updates, in pieces that it can interrupt.
  const pieces = useDeferredValue(rates.pieces);
  return (
    <section
      aria-label="The last minute"
      className="grid border-b border-line pt-1 lg:grid-cols-2"
      style={{ minHeight: FIGURE_HEIGHT }}
    >
      <Suspense fallback={<PlotSkeleton height={FIGURE_HEIGHT} />}>
        <RatesCharts pieces={pieces} isHeard={rates.seconds !== null} height={HEIGHT} />
      </Suspense>
    </section>
  );
}
