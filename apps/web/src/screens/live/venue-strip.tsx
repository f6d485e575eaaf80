'use client';

import type { VenueView } from '@fairlead/contracts/smart-routing';
import type { CircuitState } from '@fairlead/core/venue/circuit-state';
import { type DotTone, StatusDot } from '@fairlead/ui/status-dot';
import { useQuery } from '@tanstack/react-query';
import { useFreshnessState, useLive } from '@/live/live-context';
import type { LiveTopic } from '@/stream/live-wish';
import { useTRPC } from '@/trpc/client';

const FOLLOWED: readonly LiveTopic[] = ['VENUE_UPDATE', 'CIRCUIT_UPDATE'];

/** How every venue is, in one line: what is well is quiet, what is not says so. */
export function VenueStrip() {
  const trpc = useTRPC();
  // Read anew with each screen: what the stream told of venues while another one was there, nobody has kept.
  const query = useQuery(trpc.venues.list.queryOptions(undefined, { staleTime: 0 }));
  const { venues, circuits } = useLive(FOLLOWED);
  const state = useFreshnessState();
  // Without the router nobody knows how the venues are now; what it said last is no answer.
  const isKnown = state !== 'ROUTER_AWAY' && state !== 'OFFLINE';
  if (query.error !== null)
    return (
      <Line>
        <span className="text-stopped">Venues unknown: {query.error.message}</span>
        <button type="button" className="text-accent hover:underline" onClick={() => void query.refetch()}>
          Try again
        </button>
      </Line>
    );
  const rows = (query.data ?? []).map((venue) => {
    const latest = { ...venue, ...venues.get(venue.venue_id) };
    return { venue: latest, ...(isKnown ? conditionOf(latest, circuits.get(venue.venue_id)?.state) : UNKNOWN) };
  });
  const unwell = rows.filter((row) => row.tone !== 'good').length;
  return (
    <Line>
      <span className="shrink-0 text-faint">
        {query.data === undefined
          ? 'Venues'
          : !isKnown
            ? `How ${rows.length} venues are is not known now`
            : unwell === 0
              ? `All ${rows.length} venues well`
              : `${unwell} of ${rows.length} venues unwell`}
      </span>
      <ul className="relative flex gap-x-3 gap-y-1 overflow-x-auto lg:flex-wrap" aria-label="Venue status">
        {rows.map(({ venue, tone, says }) => (
          <li
            key={venue.venue_id}
            title={`${venue.venue_name}: ${says}`}
            className="flex shrink-0 items-center gap-1.5"
          >
            <StatusDot tone={tone} />
            <span className={tone === 'good' || !isKnown ? 'text-muted' : 'font-medium text-fg'}>{venue.venue_id}</span>
            {tone !== 'good' && isKnown && <span className="text-muted">{says}</span>}
            <span className="sr-only">{says}</span>
          </li>
        ))}
      </ul>
    </Line>
  );
}

function Line({ children }: { children: React.ReactNode }) {
  return (
    <section aria-label="Venues" className="flex min-h-8 items-center gap-3 border-b border-line px-4 py-1 text-2xs">
      {children}
    </section>
  );
}

const UNKNOWN = { tone: 'idle', says: 'not known now' } as const;

function conditionOf(venue: VenueView, circuit: CircuitState | undefined): { tone: DotTone; says: string } {
  if (!venue.enabled) return { tone: 'idle', says: 'switched off' };
  if (!venue.connected) return { tone: 'stopped', says: 'no session' };
  if (circuit === 'OPEN') return { tone: 'stopped', says: 'circuit open' };
  switch (venue.status) {
    case 'OFFLINE':
      return { tone: 'stopped', says: 'offline' };
    case 'RESTRICTED':
      return { tone: 'stopped', says: 'restricted' };
    case 'SLOW':
      return { tone: 'degraded', says: 'slow' };
    case 'CONGESTED':
      return { tone: 'degraded', says: 'congested' };
    case 'ACTIVE':
      return circuit === 'HALF_OPEN' ? { tone: 'degraded', says: 'being probed' } : { tone: 'good', says: 'active' };
  }
}
