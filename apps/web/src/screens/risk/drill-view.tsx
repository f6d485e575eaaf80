'use client';

import type { DrillRecord, DrillRound } from '@fairlead/contracts/risk-drill';
import type { Column } from '@fairlead/ui/column';
import { CopyId } from '@fairlead/ui/copy-id';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState, ErrorState } from '@fairlead/ui/region-state';
import { type Stat, StatStrip } from '@fairlead/ui/stat-strip';
import { formatEtDate, Time } from '@fairlead/ui/time';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { formatSpan } from '@/words/figures';
import { drillWords } from '@/words/risk-words';
import { NotShown } from './not-shown';

const COMMAND = 'npm run drill';

const columnsOf = (aimMs: number): readonly Column<DrillRound>[] => [
  { id: 'kind', header: 'What is broken', width: 244, grow: true, priority: 1, value: ({ kind }) => drillWords(kind) },
  { id: 'round', header: 'Round', align: 'right', width: 64, priority: 3, value: ({ round }) => round },
  {
    id: 'halt',
    header: 'Until the halt holds',
    unit: 'ms',
    hint: 'From the first broken child, or from the request of a person',
    align: 'right',
    width: 150,
    priority: 1,
    value: ({ halt_ms: ms }) => ms,
    cell: ({ halt_ms: ms }) => (
      <span className="figures" title={ms > aimMs ? `over the aim of ${aimMs} ms` : undefined}>
        {ms > aimMs && <span className="text-degraded">over aim </span>}
        {ms.toFixed(1)}
      </span>
    ),
  },
];

/** What the last rehearsal on this installation has shown of its halts, and how to run one. */
export function DrillView() {
  const trpc = useTRPC();
  const { can } = useViewer();
  const may = can('risk:write') || can('risk:halt') || can('audit:read');
  const query = useQuery(trpc.risk.drill.queryOptions(undefined, { enabled: may }));
  if (!may) return <NotShown what="Drills" />;
  if (query.data === undefined && query.error !== null)
    return (
      <ErrorState title="The last drill could not be read" onRetry={() => void query.refetch()}>
        {query.error.message}
      </ErrorState>
    );
  const last = query.data?.last ?? null;
  if (query.data !== undefined && last === null) return <NoDrill />;
  return (
    <div className="flex min-h-[420px] flex-1 flex-col lg:min-h-0">
      {last !== null && (
        <StatStrip label="The last drill" stats={statsOf(last, query.data?.bar_ms ?? 0, query.data?.aim_ms ?? 0)} />
      )}
      <DataTable
        name="Rounds of the drill"
        columns={columnsOf(query.data?.aim_ms ?? 0)}
        rows={last?.rounds ?? []}
        rowKey={({ kind, round }) => `${kind} ${round}`}
        primary
        toolbar={<SectionTitle title="Rounds" note={<HowTo />} />}
        loading={query.isPending}
        onRetry={() => void query.refetch()}
        empty={<EmptyState title="It measured nothing">Run it again: {COMMAND}</EmptyState>}
      />
    </div>
  );
}

function statsOf({ ended_at: endedAt, rounds, passed, failed }: DrillRecord, barMs: number, aimMs: number): Stat[] {
  const times = rounds.map(({ halt_ms: ms }) => ms).sort((a, b) => a - b);
  const [worst, median] = [times.at(-1), times[Math.floor(times.length / 2)]];
  const within = times.filter((ms) => ms <= aimMs).length;
  const atMs = Date.parse(endedAt);
  return [
    { label: 'Run last', value: <Time atMs={atMs} short />, unit: 'ET', note: formatEtDate(atMs) },
    {
      label: 'Slowest halt',
      value: worst === undefined ? '–' : formatSpan(worst),
      note: `the rules’ bar is ${formatSpan(barMs)}`,
    },
    {
      label: 'Half of them within',
      value: median === undefined ? '–' : formatSpan(median),
      note: `the aim is ${formatSpan(aimMs)}`,
    },
    { label: 'Within the aim', value: `${within} of ${times.length}`, note: 'rounds' },
    {
      label: 'Checks',
      value: failed === 0 ? `${passed} held` : `${failed} failed`,
      note: failed === 0 ? 'none failed' : `of ${passed + failed}`,
    },
  ];
}

function HowTo() {
  return (
    <span className="inline-flex items-baseline gap-1">
      To run it again on this machine: <CopyId value={COMMAND} shown={COMMAND.length} label="command" />
    </span>
  );
}

function NoDrill() {
  return (
    <EmptyState title="No drill has been run on this installation">
      <p>
        It starts simulated venues and a router of its own, breaks what it sends, and measures until the halt holds. It
        touches nothing that runs here, and takes a minute or two.
      </p>
      <p className="mt-2 text-fg">
        <CopyId value={COMMAND} shown={COMMAND.length} label="command" />
      </p>
    </EmptyState>
  );
}
