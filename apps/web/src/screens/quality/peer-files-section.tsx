'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { Badge, type Tone } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { Time } from '@fairlead/ui/time';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ImportShown } from '@/rows/import-row';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { formatQuantity } from '@/words/figures';
import { IMPORT_STATE_WORDS, peerRefusal } from '@/words/import-words';
import { isMoving, useImports } from '../imports/use-imports';
import { roomFor } from '../venue/room-for';
import { BringPeers } from './bring-peers';

const ROWS_IN_SIGHT_MAX = 8;

/** One file that was brought, and what has become of it. */
interface BroughtFile {
  readonly key: string;
  readonly name: string;
  readonly state: string;
  readonly tone: Tone;
  readonly says: string;
  readonly defects: number;
  readonly by: string;
  readonly atMs: number;
}

const COLUMNS: readonly Column<BroughtFile>[] = [
  {
    id: 'name',
    header: 'File',
    width: 250,
    priority: 1,
    value: ({ name }) => name,
    cell: ({ name }) => <span title={name}>{name}</span>,
  },
  {
    ...{ id: 'state', header: 'State', width: 116, priority: 1 },
    value: ({ state }) => state,
    cell: ({ state, tone }) => <Badge tone={tone}>{state}</Badge>,
  },
  {
    id: 'says',
    header: 'What it is',
    width: 240,
    grow: true,
    priority: 2,
    value: ({ says }) => says,
    cell: ({ says }) => <span title={says}>{says}</span>,
  },
  {
    ...{
      id: 'defects',
      header: 'Defects',
      hint: 'Figures that are not as the rule asks for them; they stand as printed',
      align: 'right',
      width: 90,
      priority: 2,
    },
    value: ({ defects }) => defects,
    cell: ({ defects }) => (defects === 0 ? <span className="text-faint">–</span> : formatQuantity(defects)),
  },
  { id: 'by', header: 'By', width: 150, priority: 3, value: ({ by }) => by },
  {
    ...{ id: 'at', header: 'Brought', unit: 'ET', width: 166, priority: 3 },
    value: ({ atMs }) => atMs,
    cell: ({ atMs }) => <Time atMs={atMs} withDate short />,
  },
];

/** What was brought of other firms, and what has become of each file; for whoever may see what the firm imports. */
export function PeerFilesSection() {
  const query = useImports('PEERS');
  const trpc = useTRPC();
  const client = useQueryClient();
  const whyNot = useViewer().whyNot('reports:write');
  const [isAsked, setAsked] = useState(false);
  const ended = query.rows.filter((row) => !isMoving(row)).length;
  // What has been loaded since stands among the figures above.
  useEffect(() => {
    if (ended > 0) void client.invalidateQueries(trpc.peers.pathFilter());
  }, [ended, client, trpc]);
  const rows = query.rows.flatMap(filesOf);
  return (
    <section aria-label="Files of other firms" className="border-t border-line pt-1 pb-3">
      <DataTable
        name="Files that were brought"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ key }) => key}
        rowsInSight={roomFor(rows.length, ROWS_IN_SIGHT_MAX)}
        toolbar={
          <>
            <SectionTitle title="Files" note="reports that other firms have published, as they were brought here" />
            <ActButton whyNot={whyNot} onClick={() => setAsked(true)}>
              Bring files…
            </ActButton>
          </>
        }
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="No file was brought">
            Brokers publish how they route, market centres how they execute: bring their files, or load them by npm run
            peers:load, and they stand beside your own reports.
          </EmptyState>
        }
      />
      {isAsked && <BringPeers onClose={() => setAsked(false)} />}
    </section>
  );
}

const OUTCOMES = {
  LOADED: { state: 'Loaded', tone: 'good' },
  THERE: { state: 'Was there', tone: 'neutral' },
  REFUSED: { state: 'Refused', tone: 'stopped' },
} as const;

/** The files of what was brought: as they were told when they are loaded, as they were announced before that. */
function filesOf(row: ImportShown): readonly BroughtFile[] {
  const brought = { by: row.by, atMs: row.created_at_ms };
  if (row.peers.length === 0) {
    const { name: state, tone } = IMPORT_STATE_WORDS[row.state];
    return row.files.map(({ file, name }) => ({
      key: `${row.id} ${file}`,
      name,
      state,
      tone,
      says: '',
      defects: 0,
      ...brought,
    }));
  }
  return row.peers.map((peer, place) => ({
    ...{ key: `${row.id} ${place}`, name: peer.name, defects: peer.defect_count, ...OUTCOMES[peer.state], ...brought },
    says:
      peer.state === 'REFUSED'
        ? peerRefusal(peer)
        : `${peer.firm}, ${KIND_NAMES[peer.kind ?? ''] ?? peer.kind} from ${peer.period_from}, ${formatQuantity(peer.rows)} ${peer.rows === 1 ? 'row' : 'rows'}`,
  }));
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  RULE_606_A1: 'routing',
  RULE_605_DETAIL: 'executions in detail',
  RULE_605_SUMMARY: 'executions in sum',
  RULE_605_FORMER: 'executions, format of before',
};
