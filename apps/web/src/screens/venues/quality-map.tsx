'use client';

import { HeatMap } from '@fairlead/ui/chart/heat-map';
import { EmptyState } from '@fairlead/ui/region-state';
import { SuggestField } from '@fairlead/ui/suggest-field';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { VENUE_QUALITY_PARSERS } from '@/lists/venue-list-url';
import { useTRPC } from '@/trpc/client';
import { useListNames } from '../list/use-list-names';
import { QUALITY_COLUMNS, qualityCells } from './quality-metrics';
import type { ShownVenue } from './use-venues';
import { hrefOfVenue } from './venue-columns';

const ASK_EVERY_MS = 5_000;

/** How good the listed venues are, by what the router has learned of each: never a figure without its interval and what stands behind it. */
export function QualityMap({ venues }: { venues: readonly ShownVenue[] }) {
  const trpc = useTRPC();
  const { symbols } = useListNames();
  const [{ symbol }, set] = useQueryStates(VENUE_QUALITY_PARSERS, { history: 'replace' });
  const query = useQuery(
    trpc.venues.quality.queryOptions({ instrument_id: symbol }, { refetchInterval: ASK_EVERY_MS, staleTime: 0 }),
  );
  const rows = useMemo(() => {
    const known = new Map((query.data ?? []).map((each) => [each.venue_id, each]));
    return venues.flatMap(({ venue_id: id }) => {
      const quality = known.get(id);
      return quality === undefined ? [] : [{ id, label: id, cells: qualityCells(quality) }];
    });
  }, [query.data, venues]);
  return (
    <div className="pt-1">
      <div className="flex min-h-8 flex-wrap items-center gap-2 px-4 text-2xs text-faint">
        <SuggestField
          label="Symbol"
          capitals
          value={symbol}
          suggestions={symbols}
          onChange={(chosen) => void set({ symbol: chosen })}
        />
        {symbol === null
          ? 'over all instruments; choose one to see it alone'
          : 'what is known of the venue elsewhere counts for a little'}
      </div>
      <HeatMap
        name={symbol === null ? 'Quality of venues' : `Quality of venues in ${symbol}`}
        note="95 % intervals; n counts observations by what they still weigh; improvement is our gain, impact and markouts our cost"
        header="Venue"
        rows={rows}
        columns={QUALITY_COLUMNS}
        nameCell={({ id }) => (
          <Link href={hrefOfVenue(id)} className="hover:underline">
            {id}
          </Link>
        )}
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="Nothing is known yet">
            Venues are measured by what is sent to them: figures appear with the first child order that ends.
          </EmptyState>
        }
      />
    </div>
  );
}
