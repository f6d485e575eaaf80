'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type HaltRow, haltRows } from '@/rows/halt-row';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { useHalts } from '../act/use-halts';
import { haltColumns } from './halt-columns';
import { HaltSheet } from './halt-sheet';

/** What the stream says is read at once; who released it is in the tables a moment later. */
const ASK_EVERY_MS = 5_000;
const KEPT_MAX = 100;

/** The halts in force and the past ones, with what can be done about them. */
export function HaltsSection() {
  const trpc = useTRPC();
  const query = useQuery(trpc.halts.list.queryOptions(undefined, { refetchInterval: ASK_EVERY_MS }));
  const rows = useMemo(() => (query.data === undefined ? [] : haltRows(query.data)), [query.data]);
  const halts = useHalts();
  const [opened, setOpened] = useState<HaltRow | null>(null);
  const columns = useMemo(() => haltColumns(halts.release), [halts.release]);
  const whyNot = useViewer().whyNot('risk:halt');
  return (
    <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name="All halts"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.halt_id}
        onOpen={setOpened}
        primary
        toolbar={
          <>
            <SectionTitle title="Halts" note={noteOf(rows)} />
            <ActButton size="sm" whyNot={whyNot} onClick={halts.place}>
              Halt trading…
            </ActButton>
          </>
        }
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="Nothing has been halted">
            A halt stops the firm, a client, a venue or an instrument; it stands here, with who released it and why.
          </EmptyState>
        }
      />
      {query.data !== undefined && query.error !== null && (
        <p role="alert" className="px-4 py-1 text-xs text-stopped">
          As it was read last; it cannot be read now: {query.error.message}
        </p>
      )}
      <HaltSheet halt={opened} onClose={() => setOpened(null)} />
      {halts.dialog}
    </div>
  );
}

function noteOf(rows: readonly HaltRow[]): string {
  const inForce = rows.filter((row) => row.is_in_force).length;
  const now = inForce === 0 ? 'none in force' : `${inForce} in force`;
  return rows.length < KEPT_MAX ? now : `${now} · the newest ${KEPT_MAX} are listed`;
}
