'use client';

import { TimeChart, type TimeSeries } from '@fairlead/ui/chart/time-chart';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { VenueDay } from '@/rows/venue-day';
import { useTRPC } from '@/trpc/client';

const DAY_MS = 86_400_000;
const DAYS = 30;
/** A day of UTC stands where it is in the middle, which is the same day in New York. */
const NOON_MS = DAY_MS / 2;
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const NONE: readonly VenueDay[] = [];

/** What a venue did on each day of the last month, of the whole firm; nothing is drawn for whoever may not see that. */
export function DaysCharts({ venueId }: { venueId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.venues.days.queryOptions({ venue_id: venueId }, { staleTime: 60_000 }));
  const days = query.data ?? NONE;
  const counts = useMemo(() => countsOf(days), [days]);
  const latency = useMemo(() => latencyOf(days), [days]);
  if (query.data === null) return null;
  const common = {
    ...{ height: 160, fromZero: true, note: 'a day each (UTC), the last 30, of all clients', joinMsMax: DAY_MS * 1.5 },
    ...{ loading: query.isPending, onRetry: () => void query.refetch() },
    failure: query.data === undefined ? query.error?.message : undefined,
    ...monthOf(days),
    empty: <EmptyState title="No day yet">Days are added up by the worker, each quarter of an hour.</EmptyState>,
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] border-t border-line pt-1 xl:grid-cols-2">
      <TimeChart {...common} name="By day" unit="child orders" series={counts} formatValue={WHOLE.format} />
      <TimeChart {...common} name="Time to fill by day" unit="ms" series={latency} />
    </div>
  );
}

/** The month that ends with the newest day, so that a venue's first day stands in its place and not alone. */
function monthOf(days: readonly VenueDay[]): { fromMs: number; toMs: number } | undefined {
  const newest = days.at(-1);
  if (newest === undefined) return undefined;
  const toMs = Date.parse(newest.date) + DAY_MS;
  return { fromMs: toMs - DAYS * DAY_MS, toMs };
}

const atMs = ({ date }: VenueDay): number => Date.parse(date) + NOON_MS;

function countsOf(days: readonly VenueDay[]): readonly TimeSeries[] {
  if (days.length === 0) return [];
  return [
    {
      ...{ id: 'orders', label: 'Sent', tone: 'accent' as const },
      points: days.map((day) => ({ atMs: atMs(day), value: day.orders })),
    },
    {
      ...{ id: 'fills', label: 'Executions', tone: 'third' as const },
      points: days.map((day) => ({ atMs: atMs(day), value: day.fills })),
    },
  ];
}

function latencyOf(days: readonly VenueDay[]): readonly TimeSeries[] {
  if (days.every(({ latency_ms: ms }) => ms === null)) return [];
  return [
    {
      ...{ id: 'mean', label: 'Mean', tone: 'accent' as const },
      points: days.map((day) => ({ atMs: atMs(day), value: day.latency_ms })),
    },
  ];
}
