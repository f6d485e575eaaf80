'use client';

import { Button } from '@fairlead/ui/button';
import { DataTable } from '@fairlead/ui/data-table';
import { Page } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { VENUE_QUALITY_PARSERS } from '@/lists/venue-list-url';
import { useTRPC } from '@/trpc/client';
import { useGo } from '../go';
import { FilterFold } from '../list/filter-fold';
import { QualityMap } from './quality-map';
import { useVenueFilter, venuesIn } from './use-venue-filter';
import { useVenues, type Venues } from './use-venues';
import { hrefOfVenue, type ListedVenue, VENUE_COLUMNS } from './venue-columns';
import { VenueFilters } from './venue-filters';

const WORKING_EVERY_MS = 3_000;
const NONE: readonly ListedVenue[] = [];

/** All venues: how each stands and why, what works there and what it charges; or how good each is. */
export function VenuesScreen() {
  const found = useVenues();
  const rows = useListed(found);
  const filter = useVenueFilter();
  const go = useGo();
  const [{ quality }, set] = useQueryStates(VENUE_QUALITY_PARSERS, { history: 'push' });
  const shown = useMemo(() => venuesIn(rows, filter.held), [rows, filter.held]);
  const filters = (
    <FilterFold isOn={filter.onClear !== undefined}>
      <VenueFilters filter={filter} venues={rows} />
    </FilterFold>
  );
  return (
    <Page
      title="Venues"
      lead={leadOf(found)}
      actions={
        <Button size="sm" aria-pressed={quality} onClick={() => void set({ quality: !quality })}>
          {quality ? 'How they stand' : 'How good they are'}
        </Button>
      }
    >
      {quality ? (
        <div className="border-t border-line">
          <div className="flex min-h-9 items-center px-4 pt-1">{filters}</div>
          <QualityMap venues={shown} />
        </div>
      ) : (
        <div className="flex min-h-[420px] flex-1 flex-col border-t border-line pt-1 lg:min-h-0">
          <DataTable
            name="Venues"
            columns={VENUE_COLUMNS}
            rows={shown}
            rowKey={(row) => row.venue_id}
            onOpen={(row) => go(hrefOfVenue(row.venue_id))}
            primary
            toolbar={filters}
            loading={found.venues === null}
            failure={found.venues === null ? found.failure : undefined}
            onRetry={found.retry}
            empty={<NothingHere onClear={filter.onClear} />}
          />
        </div>
      )}
    </Page>
  );
}

/** The venues with what works at each. */
function useListed({ venues, isKnown }: Venues): readonly ListedVenue[] {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.venues.working.queryOptions(undefined, { refetchInterval: WORKING_EVERY_MS }));
  return useMemo(
    () =>
      venues?.map((venue) => ({
        ...venue,
        isKnown,
        working: data?.filter(({ venue_id: id }) => id === venue.venue_id) ?? null,
      })) ?? NONE,
    [venues, isKnown, data],
  );
}

const SHARING = {
  LOCAL: 'circuits of this router alone',
  SHARED: 'circuits shared with other routers',
  AWAY: 'circuits not shared now: Redis is away',
} as const;

function leadOf({ venues, isKnown, sharing }: Venues): string {
  if (venues === null || sharing === null) return 'How each venue stands, and how good it is.';
  if (!isKnown) return `How ${venues.length} venues are is not known now.`;
  const unwell = venues.filter(({ condition }) => condition.rank < 2).length;
  const health = unwell === 0 ? `All ${venues.length} are well` : `${unwell} of ${venues.length} are not well`;
  return `${health} · ${SHARING[sharing]}`;
}

function NothingHere({ onClear }: { onClear: (() => void) | undefined }) {
  if (onClear === undefined)
    return <EmptyState title="No venue yet">Venues of the catalogue are listed here, with how each stands.</EmptyState>;
  return (
    <EmptyState title="No venue fits the filter">
      <button type="button" className="text-accent hover:underline" onClick={onClear}>
        Clear the filter
      </button>
    </EmptyState>
  );
}
