'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client';
import { type NameOf, namesIn, venueWords } from '@/words/venue-words';

/** What people call each venue; until the names are here, its id. */
export function useVenueNames(): NameOf {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.venues.names.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return useMemo(() => namesIn(data ?? []), [data]);
}

/** A venue in a row: its name, cut where there is no room for it, and its id, which is not. */
export function VenueCell({ venueId, nameOf }: { venueId: string; nameOf: NameOf }) {
  const name = nameOf(venueId);
  return (
    <span title={venueWords(venueId, nameOf)} className="inline-flex max-w-full items-baseline align-bottom">
      <span className="truncate">{name}</span>
      {name !== venueId && (
        <span className="shrink-0 font-mono text-2xs font-normal text-faint">&nbsp;· {venueId}</span>
      )}
    </span>
  );
}
