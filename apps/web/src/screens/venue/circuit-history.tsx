'use client';

import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { formatEt, formatEtDate, Time } from '@fairlead/ui/time';
import type { CircuitEvent } from '@/rows/venue-detail';
import { CIRCUIT_STATES, circuitCodeWords, detailWords } from '@/words/circuit-words';
import { whoWords } from '@/words/halt-words';
import { roomFor } from './room-for';

const KEPT_MAX = 200;

const COLUMNS: readonly Column<CircuitEvent>[] = [
  {
    id: 'at',
    header: 'Time',
    unit: 'ET',
    width: 186,
    priority: 1,
    value: ({ at_ms: atMs }) => `${formatEtDate(atMs)} ${formatEt(atMs)}`,
    cell: ({ at_ms: atMs }) => <Time atMs={atMs} withDate />,
  },
  {
    id: 'to',
    header: 'Became',
    width: 92,
    priority: 1,
    value: ({ to }) => CIRCUIT_STATES[to].name,
    cell: ({ to }) => <Badge tone={CIRCUIT_STATES[to].tone}>{CIRCUIT_STATES[to].name}</Badge>,
  },
  {
    id: 'why',
    header: 'Why',
    width: 200,
    grow: true,
    priority: 1,
    value: (event) => `${circuitCodeWords(event.code)}${detailOf(event)}`,
    cell: (event) => (
      <span title={`${circuitCodeWords(event.code)}${detailOf(event)}`}>
        {circuitCodeWords(event.code)}
        <span className="text-muted">{detailOf(event)}</span>
      </span>
    ),
  },
  {
    id: 'who',
    header: 'By',
    width: 160,
    priority: 4,
    hidden: true,
    value: ({ actor }) => (actor === null ? null : whoWords(actor)),
  },
  {
    id: 'until',
    header: 'Open until',
    unit: 'ET',
    width: 96,
    priority: 3,
    value: ({ until_ms: untilMs }) => (untilMs === null ? null : formatEt(untilMs).slice(0, 8)),
  },
];

/** What was seen, or what the person said. */
function detailOf({ reason, actor }: CircuitEvent): string {
  if (reason === '') return '';
  return actor === null ? `: ${detailWords(reason)}` : `: ${whoWords(actor)} says “${reason}”`;
}

/** How the circuit of a venue went: each change with why, and by whom where it was a person. */
export function CircuitHistory({ events }: { events: readonly CircuitEvent[] }) {
  const rows = roomFor(events.length, 8);
  return (
    <DataTable
      name="Changes of the circuit"
      columns={COLUMNS}
      rows={events}
      rowKey={({ id }) => id}
      rowsInSight={rows}
      toolbar={<SectionTitle title="Changes of the circuit" note={noteOf(events.length)} />}
      empty={
        <EmptyState title="It has never changed">
          A circuit opens where a venue fails, and is tried again by itself; each change stands here with its reason.
        </EmptyState>
      }
    />
  );
}

const noteOf = (count: number): string =>
  count < KEPT_MAX ? 'newest first' : `newest first · the newest ${KEPT_MAX} are listed`;
