'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useFreshnessState, useLive } from '@/live/live-context';
import type { CircuitUpdate, VenueUpdate } from '@/live/live-store';
import type { VenueRow, VenueStates } from '@/rows/venue-row';
import type { LiveTopic } from '@/stream/live-wish';
import { useTRPC } from '@/trpc/client';
import { conditionOf, UNKNOWN_CONDITION, type VenueCondition } from '@/words/venue-condition';

const FOLLOWED: readonly LiveTopic[] = ['VENUE_UPDATE', 'CIRCUIT_UPDATE'];
/** What the stream does not tell, as who has said what, is asked for now and then. */
const ASK_EVERY_MS = 5_000;

/** A venue and how it is, in a word. */
export interface ShownVenue extends VenueRow {
  readonly condition: VenueCondition;
}

/** All venues as they are now. */
export interface Venues {
  /** Null before the first answer. */
  readonly venues: readonly ShownVenue[] | null;
  readonly sharing: VenueStates['sharing'] | null;
  /** False while nobody knows how venues are now. */
  readonly isKnown: boolean;
  readonly failure: string | undefined;
  readonly retry: () => void;
}

/** The venues by the router's word, with what the stream has told since. */
export function useVenues(): Venues {
  const trpc = useTRPC();
  // Read anew with each screen: what the stream told of venues while another one was there, nobody has kept.
  const query = useQuery(trpc.venues.list.queryOptions(undefined, { staleTime: 0, refetchInterval: ASK_EVERY_MS }));
  const news = useLive(FOLLOWED);
  const state = useFreshnessState();
  // Without the router nobody knows how the venues are now; what it said last is no answer.
  const isKnown = state !== 'ROUTER_AWAY' && state !== 'OFFLINE';
  const { data } = query;
  const { venues: standing, circuits } = news;
  const venues = useMemo(() => {
    if (data === undefined) return null;
    return data.venues.map((venue): ShownVenue => {
      const latest = withNews(venue, standing.get(venue.venue_id), circuits.get(venue.venue_id));
      return { ...latest, condition: isKnown ? conditionOf(latest) : UNKNOWN_CONDITION };
    });
  }, [data, standing, circuits, isKnown]);
  return {
    ...{ venues, sharing: data?.sharing ?? null, isKnown },
    failure: query.error?.message,
    retry: () => void query.refetch(),
  };
}

/** A venue as it was read, with the last word of the stream on it. */
export function withNews(
  venue: VenueRow,
  standing: VenueUpdate | undefined,
  circuit: CircuitUpdate | undefined,
): VenueRow {
  // The answer of a later question knows more than a word of before it.
  const isNewer = circuit !== undefined && Date.parse(circuit.since) >= Date.parse(venue.circuit.since ?? '1970-01-01');
  return { ...venue, ...standing, circuit: isNewer ? { ...venue.circuit, ...circuit } : venue.circuit };
}
