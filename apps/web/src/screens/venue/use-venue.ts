'use client';

import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '@/trpc/client';
import { useVenues } from '../venues/use-venues';

/** What came of a circuit is in the tables a moment later. */
const RECORDS_EVERY_MS = 5_000;
const QUALITY_EVERY_MS = 5_000;
const WORKING_EVERY_MS = 3_000;

/** All that is known of one venue: as it is written down, as it stands, how good it is, and what works there. */
export function useVenue(venueId: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const records = trpc.venues.get.queryOptions({ venue_id: venueId }, { refetchInterval: RECORDS_EVERY_MS });
  const { data: detail } = useSuspenseQuery(records);
  const found = useVenues();
  const venue = found.venues?.find(({ venue_id: id }) => id === venueId) ?? null;
  const quality = useQuery(
    trpc.venues.instruments.queryOptions({ venue_id: venueId }, { refetchInterval: QUALITY_EVERY_MS }),
  );
  const working = useQuery(trpc.venues.working.queryOptions(undefined, { refetchInterval: WORKING_EVERY_MS }));
  const since = venue?.circuit.since ?? null;
  const { queryKey } = records;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is made anew at every drawing and says the same
  useEffect(() => {
    if (since !== null) void client.invalidateQueries({ queryKey });
  }, [since, client]);
  return {
    ...{ detail, venue, isKnown: found.isKnown, quality },
    working: working.data?.filter(({ venue_id: id }) => id === venueId) ?? null,
  };
}
