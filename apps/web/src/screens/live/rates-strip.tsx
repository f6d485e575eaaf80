'use client';

import { Sparkline } from '@fairlead/ui/sparkline';
import { type Stat, StatStrip } from '@fairlead/ui/stat-strip';
import { useEffect, useMemo, useState } from 'react';
import { useConnection, useLive } from '@/live/live-context';
import { liveRates, WINDOW_SECONDS } from '@/live/live-rates';
import { formatUs } from '@/words/figures';

/** What the last minute was like, from the stream alone. */
export function RatesStrip() {
  const { decisions, executions } = useLive();
  const now = useSeconds();
  const isHeard = useConnection() === 'live' && now !== 0;
  const rates = useMemo(
    () => liveRates(decisions, executions, isHeard ? now : null),
    [decisions, executions, isHeard, now],
  );
  const window = isHeard ? `last ${WINDOW_SECONDS} s` : 'not known now';
  const perSecond = (value: number | null) => (value === null ? '–' : value.toFixed(value < 10 ? 2 : 0));
  const stats: Stat[] = [
    {
      label: 'Orders',
      value: perSecond(rates.ordersPerSecond),
      unit: '/s',
      note: window,
      chart: <Sparkline values={rates.orderCounts} label="Orders over the last minute" />,
    },
    {
      label: 'Fills',
      value: perSecond(rates.fillsPerSecond),
      unit: '/s',
      note: window,
      chart: <Sparkline values={rates.fillCounts} label="Fills over the last minute" />,
    },
    {
      label: 'Decision, median',
      value: formatUs(rates.decisionP50Us),
      unit: 'µs',
      note: rates.decisions === null ? window : `${rates.decisions} decisions`,
    },
    { label: 'Decision, p99', value: formatUs(rates.decisionP99Us), unit: 'µs', note: window },
  ];
  return <StatStrip label="Rates and latency" stats={stats} />;
}

/** The time in ms, told once a second, so that rates fall when nothing comes; 0 until the page runs in the browser. */
function useSeconds(): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
