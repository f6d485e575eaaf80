'use client';

import type { NumberedFault } from '@fairlead/contracts/upload';
import { Button } from '@fairlead/ui/button';
import { Choice } from '@fairlead/ui/choice';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { useState } from 'react';
import type { ImportShown } from '@/rows/import-row';
import { formatQuantity } from '@/words/figures';
import { faultMeaning } from '@/words/import-words';
import { roomFor } from '../venue/room-for';
import { useImportFaults } from './use-imports';

const ROWS_IN_SIGHT_MAX = 16;
const ALL = 'ALL';

const COLUMNS: readonly Column<NumberedFault>[] = [
  { id: 'file', header: 'File', width: 92, priority: 1, value: ({ file }) => file },
  {
    ...{ id: 'line', header: 'Line', align: 'right', width: 90, priority: 1 },
    value: ({ line }) => line,
    cell: ({ line }) => formatQuantity(line),
  },
  {
    id: 'field',
    header: 'Field',
    width: 150,
    priority: 2,
    value: ({ field }) => field,
    cell: ({ field }) => field ?? '–',
  },
  {
    ...{ id: 'code', header: 'Fault', width: 200, priority: 2 },
    value: ({ code }) => code,
    cell: ({ code }) => (
      <span title={faultMeaning(code)} className="font-mono text-2xs">
        {code}
      </span>
    ),
  },
  {
    ...{ id: 'message', header: 'What stands there', width: 190, grow: true, priority: 1 },
    value: ({ message }) => message,
    cell: ({ message }) => <span title={message}>{message}</span>,
  },
];

/** Each line that is wrong, all of them or those of one kind, with what that kind means. */
export function FaultsSection({ row }: { readonly row: ImportShown }) {
  const [code, setCode] = useState<string | null>(null);
  const counts = Object.entries(row.faults_by_code).sort(([, a], [, b]) => b - a);
  const query = useImportFaults(row.id, code, row.fault_count);
  const options = [
    { value: ALL, label: `Every fault (${formatQuantity(row.fault_count)})` },
    ...counts.map(([each, count]) => ({ value: each, label: `${each} (${formatQuantity(count)})` })),
  ];
  const meant = code ?? (counts.length === 1 ? (counts[0]?.[0] ?? null) : null);
  return (
    <section aria-label="What is wrong" className="border-t border-line pt-1 pb-3">
      <DataTable
        name="Line faults"
        columns={COLUMNS}
        rows={query.rows}
        rowKey={({ number }) => String(number)}
        rowsInSight={roomFor(query.rows.length, ROWS_IN_SIGHT_MAX)}
        toolbar={
          <>
            <SectionTitle title="What is wrong" note={noteOf(query.rows.length, query.hasNextPage)} />
            <Choice
              label="Kind of fault"
              value={code ?? ALL}
              options={options}
              onChange={(chosen) => setCode(chosen === ALL ? null : chosen)}
            />
            {query.hasNextPage && (
              <Button size="sm" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? 'Reading…' : 'More of them'}
              </Button>
            )}
          </>
        }
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={null}
      />
      {meant !== null && faultMeaning(meant) !== '' && (
        <p className="px-4 pt-2 text-xs text-muted">
          <span className="font-mono text-2xs text-fg">{meant}</span> {faultMeaning(meant)}
        </p>
      )}
    </section>
  );
}

const noteOf = (read: number, hasMore: boolean): string =>
  read === 0 ? '' : hasMore ? `the first ${formatQuantity(read)}` : formatQuantity(read);
