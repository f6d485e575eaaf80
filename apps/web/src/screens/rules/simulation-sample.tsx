'use client';

import type { RulesSimulation } from '@fairlead/contracts/rules';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import Link from 'next/link';
import { formatBps, formatShare } from '@/words/figures';
import { decimalWords } from '@/words/rule-words';
import { useGo } from '../go';

type Sample = RulesSimulation['sample'][number];

const ROWS_MAX = 10;
const slicesText = (slices: Sample['before']): string =>
  slices.length === 0
    ? 'nothing is sent'
    : slices.map(({ venue_id, quantity }) => `${decimalWords(quantity)} ${venue_id}`).join(' · ');

const COLUMNS: readonly Column<Sample>[] = [
  {
    id: 'order',
    header: 'Order',
    width: 150,
    priority: 1,
    pressable: true,
    value: (row) => row.order_id,
    cell: (row) => (
      <Link
        href={`/decisions/${row.decision_id}`}
        title={row.order_id}
        className="font-mono text-accent hover:underline"
        onClick={(event) => event.stopPropagation()}
      >
        {row.order_id}
      </Link>
    ),
  },
  { id: 'instrument', header: 'Instrument', width: 90, priority: 2, value: (row) => row.instrument_id },
  {
    id: 'bps',
    header: 'Cost',
    unit: 'bps',
    width: 84,
    align: 'right',
    priority: 1,
    hint: 'Positive is dearer; a dash where one of the two takes nothing',
    value: (row) => row.cost_difference_bps,
    cell: (row) => formatBps(row.cost_difference_bps),
  },
  {
    id: 'fill',
    header: 'Fills at once',
    width: 96,
    align: 'right',
    priority: 3,
    hint: 'Difference of the share of the order that is expected to fill at once',
    value: (row) => row.fill_rate_difference,
    cell: ({ fill_rate_difference: fill }) => `${fill > 0 ? '+' : fill < 0 ? '−' : ''}${formatShare(Math.abs(fill))}`,
  },
  textColumn('before', 'As it was', (row) => slicesText(row.before)),
  textColumn('after', 'With this version', (row) => slicesText(row.after)),
  textColumn('rules', 'Rules that applied', (row) => row.rules_applied.join(', ')),
];

function textColumn(id: string, header: string, words: (row: Sample) => string): Column<Sample> {
  const cell = (row: Sample) => <span title={words(row)}>{words(row)}</span>;
  return { id, header, width: 200, grow: id === 'after', priority: id === 'rules' ? 3 : 2, value: words, cell };
}

/** Decisions that would have been made otherwise, the dearest differences first; each opens its own page. */
export function SimulationSample({ sample, changed }: { sample: readonly Sample[]; changed: number }) {
  const go = useGo();
  if (changed === 0) return null;
  const note =
    sample.length < changed
      ? `${sample.length} of ${changed}: first those that take nothing under one of the two, then the largest differences`
      : 'all of them, the largest differences first';
  return (
    <div className="border-t border-line pt-1">
      <DataTable
        name="Decisions that would change"
        columns={COLUMNS}
        rows={sample}
        rowKey={(row) => row.decision_id}
        onOpen={(row) => go(`/decisions/${row.decision_id}`)}
        toolbar={<SectionTitle title="Decisions that would change" note={note} />}
        rowsInSight={Math.min(ROWS_MAX, sample.length)}
        empty={<EmptyState title="None is kept">The simulation has kept no example.</EmptyState>}
      />
    </div>
  );
}
