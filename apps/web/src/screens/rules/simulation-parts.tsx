'use client';

import type { RulesSimulation } from '@fairlead/contracts/rules';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import { formatBps, formatQuantity } from '@/words/figures';
import { amountWords } from '@/words/rules-state-words';
import { type NameOf, venueWords } from '@/words/venue-words';
import { useVenueNames } from '../venue-names';

type OfInstrument = RulesSimulation['by_instrument'][number];
type OfVenue = RulesSimulation['by_venue'][number];

const ROWS_MAX = 8;

const INSTRUMENT_COLUMNS: readonly Column<OfInstrument>[] = [
  { id: 'instrument', header: 'Instrument', width: 96, grow: true, priority: 1, value: (row) => row.instrument_id },
  { id: 'compared', header: 'Decisions', width: 84, align: 'right', priority: 2, value: (row) => row.compared },
  { id: 'changed', header: 'Otherwise', width: 84, align: 'right', priority: 1, value: (row) => row.changed },
  {
    ...{ id: 'bps', header: 'Cost', unit: 'bps', width: 84, align: 'right', priority: 1 },
    hint: 'Mean over decisions that take something under both; positive is dearer',
    value: (row) => row.mean_cost_difference_bps,
    cell: (row) => formatBps(row.mean_cost_difference_bps),
  },
  {
    ...{ id: 'money', header: 'In money', width: 112, align: 'right', priority: 2 },
    hint: 'Over decisions that take the same quantity under both',
    value: (row) => Number(row.cost_difference),
    cell: (row) => amountWords(row.cost_difference, row.currency),
  },
];

const venueColumns = (nameOf: NameOf): readonly Column<OfVenue>[] => [
  {
    id: 'venue',
    header: 'Venue',
    width: 150,
    grow: true,
    priority: 1,
    value: (row) => venueWords(row.venue_id, nameOf),
  },
  { id: 'before', header: 'As it was', width: 84, align: 'right', priority: 2, value: (row) => row.before },
  { id: 'after', header: 'With it', width: 84, align: 'right', priority: 1, value: (row) => row.after },
  {
    ...{ id: 'change', header: 'Difference', width: 92, align: 'right', priority: 1 },
    value: (row) => row.after - row.before,
    cell: ({ before, after }) =>
      after === before ? '0' : `${after > before ? '+' : '−'}${formatQuantity(Math.abs(after - before))}`,
  },
];

/** Where the difference comes from, and to which venues it leads; nothing of simulations that were kept before that was counted. */
export function SimulationParts({ simulation }: { simulation: RulesSimulation }) {
  const nameOf = useVenueNames();
  const columns = useMemo(() => venueColumns(nameOf), [nameOf]);
  const { by_instrument: instruments, by_venue: venues } = simulation;
  if (venues.length === 0) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] border-t border-line lg:grid-cols-2">
      <DataTable
        name="By instrument"
        columns={INSTRUMENT_COLUMNS}
        rows={instruments}
        rowKey={(row) => row.instrument_id}
        toolbar={<SectionTitle title="By instrument" note="the most changed first" />}
        rowsInSight={Math.max(2, Math.min(ROWS_MAX, instruments.length))}
        empty={<EmptyState title="Nothing changes in any instrument">Every decision stays as it was.</EmptyState>}
      />
      <div className="flex min-w-0 border-line max-lg:border-t lg:border-l">
        <DataTable
          name="By venue"
          columns={columns}
          rows={venues}
          rowKey={(row) => row.venue_id}
          toolbar={<SectionTitle title="By venue" note="decisions that send something there" />}
          rowsInSight={Math.max(2, Math.min(ROWS_MAX, venues.length))}
          empty={<EmptyState title="Nothing is sent anywhere">No decision sends to a venue.</EmptyState>}
        />
      </div>
    </div>
  );
}
