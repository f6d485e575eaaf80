'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client';

/** What lists can be narrowed to by name. */
export interface ListNames {
  readonly symbols: readonly string[];
  readonly venues: readonly string[];
  /** Null where the viewer sees one client alone. */
  readonly clients: readonly string[] | null;
}

const NONE: readonly string[] = [];

/** Names to choose from; until they are here there are none, and one can still be typed. */
export function useListNames(): ListNames {
  const trpc = useTRPC();
  const instruments = useQuery(trpc.instruments.list.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const names = useQuery(trpc.lists.names.queryOptions(undefined, { staleTime: 60_000 })).data;
  const symbols = useMemo(
    () => instruments.data?.map(({ instrument_id }) => instrument_id).sort() ?? NONE,
    [instruments.data],
  );
  const clients = names === undefined || names.clients.length > 1 ? (names?.clients ?? NONE) : null;
  return { symbols, venues: names?.venues ?? NONE, clients };
}
