'use client';

import { Sparkline } from '@fairlead/ui/sparkline';
import { type Stat, StatStrip } from '@fairlead/ui/stat-strip';
import { useEffect, useState } from 'react';
import { useFreshnessState, useLiveStore } from '@/live/live-context';
import { type LiveRates, PIECE_MS, UNKNOWN_RATES, WINDOW_SECONDS } from '@/live/rate-meter';
import type { LiveTopic } from '@/stream/live-wish';
import { formatUs } from '@/words/figures';
import { RatesChartsRoom, useRatesCharts } from './rates-charts-room';

const FOLLOWED: readonly LiveTopic[] = ['ROUTING_UPDATE', 'EXECUTION'];

const PLACES = (WINDOW_SECONDS * 1_000) / PIECE_MS;

/** What the last minute was like, from the stream alone: its figures, and its course as charts where they are asked for. */
export function RatesStrip() {
  const rates = useRates();
  const [charts] = useRatesCharts();
  const window = rates.seconds === null ? 'not known now' : `last ${Math.round(rates.seconds)} s`;
  const perSecond = (value: number | null) => (value === null ? '–' : value.toFixed(value < 10 ? 2 : 0));
  const stats: Stat[] = [
    {
      label: 'Orders',
      value: perSecond(rates.ordersPerSecond),
      unit: '/s',
      note: window,
      chart: <Course values={rates.pieces.map((piece) => piece.ordersPerSecond)} label="Orders over the last minute" />,
    },
    {
      label: 'Fills',
      value: perSecond(rates.fillsPerSecond),
      unit: '/s',
      note: window,
      chart: <Course values={rates.pieces.map((piece) => piece.fillsPerSecond)} label="Fills over the last minute" />,
    },
    {
      label: 'Decision, median',
      value: formatUs(rates.decisionP50Us),
      unit: 'µs',
      note: rates.decisions === null ? window : `${rates.decisions} decisions`,
    },
    { label: 'Decision, p99', value: formatUs(rates.decisionP99Us), unit: 'µs', note: window },
  ];
  return (
    <>
      <StatStrip label="Rates and latency" stats={stats} />
      {charts && <RatesChartsRoom rates={rates} />}
    </>
  );
}

function Course({ values, label }: { values: readonly number[]; label: string }) {
  return <Sparkline values={values} places={PLACES} label={label} />;
}

/** The rates of the last minute, counted once a second, so that they fall when nothing comes; unknown while the stream is not heard. */
function useRates(): LiveRates {
  const store = useLiveStore(FOLLOWED);
  const state = useFreshnessState();
  const isHeard = state === 'LIVE' || state === 'STALE';
  const [rates, setRates] = useState(UNKNOWN_RATES);
  useEffect(() => {
    if (!isHeard) {
      store.rates.forget();
      return setRates(UNKNOWN_RATES);
    }
    const count = () => setRates((before) => withSameCourse(before, store.rates.read(Date.now())));
    count();
    const timer = setInterval(count, 1_000);
    return () => clearInterval(timer);
  }, [store, isHeard]);
  return rates;
}

/** A course that is as it was stays the same object, so that it is not drawn again. */
function withSameCourse(before: LiveRates, now: LiveRates): LiveRates {
  return JSON.stringify(before.pieces) === JSON.stringify(now.pieces) ? { ...now, pieces: before.pieces } : now;
}
