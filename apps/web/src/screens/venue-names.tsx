'use client';

import { classNames } from '@fairlead/ui/class-names';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { VenueName } from '@/rows/venue-name';
import { useTRPC } from '@/trpc/client';
import { type NameOf, namesIn, venueWords } from '@/words/venue-words';

/** What people call each venue; until the names are here, its id. */
export function useVenueNames(): NameOf {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.venues.names.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return useMemo(() => namesIn(data ?? []), [data]);
}

const NONE: readonly VenueName[] = [];

/** The venues that only imports name. */
export function useImportedVenues(): readonly VenueName[] {
  const trpc = useTRPC();
  return useQuery(trpc.venues.imported.queryOptions(undefined, { staleTime: 60_000 })).data ?? NONE;
}

/** The same of every venue that figures can be of, also where only imports name it. */
export function useEveryVenueName(): NameOf {
  const nameOf = useVenueNames();
  const imported = useImportedVenues();
  return useMemo(() => {
    const importedName = namesIn(imported);
    return (venueId) => (nameOf(venueId) === venueId ? importedName(venueId) : nameOf(venueId));
  }, [nameOf, imported]);
}

interface VenueCellProps {
  readonly venueId: string;
  readonly nameOf: NameOf;
  /** In a table, which on a phone has room for the id alone. */
  readonly inTable?: boolean;
}

/** A venue in a row: its name, cut where there is no room for it, and its id, which is not. */
export function VenueCell({ venueId, nameOf, inTable = false }: VenueCellProps) {
  const name = nameOf(venueId);
  const isShort = inTable && name !== venueId;
  return (
    <span title={venueWords(venueId, nameOf)} className="inline-flex max-w-full items-baseline align-bottom">
      <span className={classNames('truncate', isShort && 'max-sm:hidden')}>{name}</span>
      {name !== venueId && (
        <span className="shrink-0 font-mono text-2xs font-normal text-faint">
          <span className={classNames(isShort && 'max-sm:hidden')}>&nbsp;· </span>
          {venueId}
        </span>
      )}
    </span>
  );
}
