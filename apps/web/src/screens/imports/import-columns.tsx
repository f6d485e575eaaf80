import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { Time } from '@fairlead/ui/time';
import Link from 'next/link';
import type { ImportShown } from '@/rows/import-row';
import { formatQuantity } from '@/words/figures';
import { coveredWords, IMPORT_STATE_WORDS } from '@/words/import-words';
import { ProgressBar } from '../progress-bar';

/** A state, and how far it is where that is moving. */
export function ImportStateMark({ row }: { readonly row: ImportShown }) {
  const { name, tone } = IMPORT_STATE_WORDS[row.state];
  if (row.progress !== null) return <ProgressBar label={name} progress={row.progress} />;
  return <Badge tone={tone}>{name}</Badge>;
}

const count = (id: 'orders' | 'routes' | 'executions', header: string, priority: 1 | 2 | 3): Column<ImportShown> => ({
  ...{ id, header, align: 'right', width: 100, priority },
  value: (row) => row[id],
  cell: (row) => (row[id] === 0 ? <span className="text-faint">–</span> : formatQuantity(row[id])),
});

/** What a list of imports tells of each. */
export const IMPORT_COLUMNS: readonly Column<ImportShown>[] = [
  {
    ...{ id: 'brought', header: 'Brought', unit: 'ET', width: 166, priority: 1, pressable: true },
    value: ({ created_at_ms: atMs }) => atMs,
    cell: ({ id, created_at_ms: atMs }) => (
      <Link
        href={`/reports/imports/${id}`}
        className="text-accent hover:underline"
        onClick={(event) => event.stopPropagation()}
      >
        <Time atMs={atMs} withDate short />
      </Link>
    ),
  },
  {
    ...{ id: 'state', header: 'State', width: 124, priority: 1 },
    value: ({ state }) => IMPORT_STATE_WORDS[state].name,
    cell: (row) => <ImportStateMark row={row} />,
  },
  { id: 'client', header: 'Client', width: 100, priority: 1, value: ({ client_id: client }) => client },
  {
    id: 'covers',
    header: 'Covers',
    hint: 'Days that its rows tell of, in New York',
    width: 180,
    priority: 2,
    value: coveredWords,
  },
  count('orders', 'Orders', 2),
  count('routes', 'Routes', 3),
  count('executions', 'Executions', 3),
  {
    ...{ id: 'faults', header: 'Faults', hint: 'Lines that are wrong', align: 'right', width: 84, priority: 2 },
    value: ({ fault_count: faults }) => faults,
    cell: ({ fault_count: faults }) =>
      faults === 0 ? (
        <span className="text-faint">–</span>
      ) : (
        <span className="text-stopped">{formatQuantity(faults)}</span>
      ),
  },
  { id: 'by', header: 'By', width: 150, grow: true, priority: 2, value: ({ by }) => by },
  {
    ...{
      id: 'hash',
      header: 'Content',
      hint: 'SHA-256 over format and files, its first digits',
      width: 100,
      priority: 4,
    },
    value: ({ content_hash: hash }) => hash,
    cell: ({ content_hash: hash }) =>
      hash === null ? '–' : <span className="font-mono text-2xs">{hash.slice(0, 10)}</span>,
  },
];
