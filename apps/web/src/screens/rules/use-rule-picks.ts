'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client';
import { type NameOf, namesIn } from '@/words/venue-words';

/** What a rule can name. */
export interface RulePicks {
  readonly clients: readonly string[];
  readonly venues: readonly string[];
  readonly instruments: readonly string[];
  readonly nameOf: NameOf;
  /** Whether a venue is known; all are where the catalogue is not here yet, because the router asks again. */
  readonly hasVenue: (venueId: string) => boolean;
}

export function useRulePicks(): RulePicks {
  const trpc = useTRPC();
  const lasting = { staleTime: Number.POSITIVE_INFINITY };
  const names = useQuery(trpc.lists.names.queryOptions(undefined, { staleTime: 60_000 })).data;
  const venues = useQuery(trpc.venues.names.queryOptions(undefined, lasting)).data;
  const instruments = useQuery(trpc.instruments.list.queryOptions(undefined, lasting)).data;
  return useMemo(() => {
    const ids = new Set(venues?.map(({ venue_id: id }) => id));
    return {
      clients: names?.clients ?? [],
      venues: [...ids].sort(),
      instruments: (instruments ?? []).map(({ instrument_id: id }) => id).sort(),
      nameOf: namesIn(venues ?? []),
      hasVenue: (venueId: string) => venues === undefined || ids.has(venueId),
    };
  }, [names, venues, instruments]);
}
