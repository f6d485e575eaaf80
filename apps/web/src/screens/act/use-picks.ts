'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client';

/** What can be named in a question, by id and name. */
export function usePicks() {
  const trpc = useTRPC();
  const lasting = { staleTime: Number.POSITIVE_INFINITY };
  const names = useQuery(trpc.lists.names.queryOptions(undefined, { staleTime: 60_000 })).data;
  const venues = useQuery(trpc.venues.names.queryOptions(undefined, lasting)).data;
  const instruments = useQuery(trpc.instruments.list.queryOptions(undefined, lasting)).data;
  return useMemo(
    () => ({
      clients: (names?.clients ?? []).map((id) => ({ id })),
      venues: (venues ?? []).map(({ venue_id: id, venue_name: name }) => ({ id, name })).sort(byId),
      instruments: (instruments ?? []).map(({ instrument_id: id }) => ({ id })).sort(byId),
    }),
    [names, venues, instruments],
  );
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
