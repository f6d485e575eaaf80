'use client';

import { Choice } from '@fairlead/ui/choice';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { SuggestField } from '@fairlead/ui/suggest-field';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { PEER_PARSERS, SUMMARY_INDEX, SUMMARY_SIZES, SUMMARY_TYPES } from '@/lists/quality-url';
import type { PeerExecutions, PeerPeriod } from '@/rows/peers';
import { useTRPC } from '@/trpc/client';
import { monthWords, SUMMARY_INDEX_NAMES, SUMMARY_TYPE_NAMES, summarySizeWords } from '@/words/peer-words';
import { useListNames } from '../list/use-list-names';
import { roomFor } from '../venue/room-for';
import { PEER_LINE_COLUMNS, SYMBOL_COLUMNS } from './peer-columns';
import { PeerDefects } from './peer-defects';
import { liveLine, type PeerLine, peerLines } from './peer-line';
import { monthsOf } from './peer-months';
import { daysOfMonth } from './period';
import { askOf, inMarket, useFigures, useQualityFilter } from './use-quality';

const ROWS_IN_SIGHT_MAX = 16;
const INDEXES = SUMMARY_INDEX.map((value) => ({ value, label: SUMMARY_INDEX_NAMES[value] }));
const TYPES = SUMMARY_TYPES.map((value) => ({ value, label: SUMMARY_TYPE_NAMES[value] }));
const SIZES = SUMMARY_SIZES.map((value) => ({ value, label: `USD ${summarySizeWords(value)}` }));
const STOCKS = { id: 'USD SHARES', currency: 'USD', unit: 'SHARES', executions: 0 };

interface PeerSectionProps {
  readonly periods: readonly PeerPeriod[];
  readonly loading: boolean;
}

/** How other firms say that they execute, beside our own report and our own orders of the month. */
export function PeerExecutionsSection({ periods, loading }: PeerSectionProps) {
  const trpc = useTRPC();
  const [held] = useQueryStates(PEER_PARSERS);
  const months = monthsOf(periods, 'EXECUTIONS');
  const month = months.find((each) => each === held.month) ?? months[0] ?? null;
  const ask = { month: month ?? '', symbol: held.symbol };
  const query = useQuery(trpc.peers.executions.queryOptions(ask, { enabled: month !== null, staleTime: 60_000 }));
  const live = useLiveLine(month, held.class);
  if (!loading && month === null) return null;
  const rows = query.data === undefined ? [] : linesOf(query.data, { ...held, size: held.class }, live);
  const shared = {
    loading: loading || query.isPending,
    failure: query.data === undefined ? query.error?.message : undefined,
    onRetry: () => void query.refetch(),
  };
  const toolbar = <ExecutionsToolbar months={months} month={month} />;
  return (
    <section aria-label="Executions of other firms" className="pt-1">
      {held.symbol === null ? (
        <DataTable<PeerLine>
          {...shared}
          name="Executions of firms"
          columns={PEER_LINE_COLUMNS}
          rows={rows}
          rowKey={({ key }) => key}
          rowsInSight={roomFor(rows.length, ROWS_IN_SIGHT_MAX)}
          primary
          toolbar={toolbar}
          empty={<EmptyState title="Nobody tells of such orders">Another size or type may be told.</EmptyState>}
        />
      ) : (
        <DataTable<PeerExecutions['of_symbol'][number]>
          {...shared}
          name={`Executions of firms in ${held.symbol}`}
          columns={SYMBOL_COLUMNS}
          rows={query.data?.of_symbol ?? []}
          rowKey={(row) => `${row.file_id} ${row.type}`}
          rowsInSight={roomFor(query.data?.of_symbol.length ?? 0, ROWS_IN_SIGHT_MAX)}
          primary
          toolbar={toolbar}
          empty={
            <EmptyState title={`Nobody tells of ${held.symbol} in this month`}>
              Detailed files name symbols, summaries do not.
            </EmptyState>
          }
        />
      )}
      <PeerDefects name="What is wrong with these reports on executions" files={query.data?.files ?? []} />
    </section>
  );
}

/** Which month and class of orders, or which symbol. */
function ExecutionsToolbar({ months, month }: { readonly months: readonly string[]; readonly month: string | null }) {
  const [held, set] = useQueryStates(PEER_PARSERS, { history: 'replace' });
  const { symbols } = useListNames();
  return (
    <>
      <SectionTitle title="Executions" note="reports of Rule 605, as printed" />
      {month !== null && (
        <Choice
          label="Month"
          value={month}
          options={months.map((value) => ({ value, label: monthWords(value) }))}
          onChange={(chosen) => void set({ month: chosen })}
        />
      )}
      {held.symbol === null && (
        <>
          <Choice label="Index" value={held.index} options={INDEXES} onChange={(index) => void set({ index })} />
          <Choice label="Type" value={held.type} options={TYPES} onChange={(type) => void set({ type })} />
          <Choice label="Size" value={held.class} options={SIZES} onChange={(size) => void set({ class: size })} />
        </>
      )}
      <SuggestField
        label="Symbol"
        capitals
        value={held.symbol}
        suggestions={symbols}
        onChange={(symbol) => void set({ symbol })}
      />
    </>
  );
}

function linesOf(
  data: PeerExecutions,
  wanted: { readonly index: string; readonly type: string; readonly size: string },
  live: PeerLine | null,
): readonly PeerLine[] {
  const lines = peerLines(data, wanted);
  return live === null ? lines : [...lines.filter(({ isOwn }) => isOwn), live, ...lines.filter(({ isOwn }) => !isOwn)];
}

/** Our own stocks of the month as they are executed, of every type of order; of everything below 200,000 there is no one size. */
function useLiveLine(month: string | null, size: (typeof SUMMARY_SIZES)[number]): PeerLine | null {
  const filter = useQualityFilter();
  const days = daysOfMonth(month ?? '2026-01-01');
  const ask = { ...askOf(filter, days), venue: null, symbol: null, size: size === '199999' ? null : size };
  const { data } = useFigures(ask, [], filter.isKnown && month !== null);
  return useMemo(() => {
    const [row] = inMarket(data, STOCKS);
    if (row === undefined || row.executions === 0) return null;
    const flow = filter.origin === 'SIMULATED' ? 'demo flow' : 'customers';
    return liveLine(row, `${flow}, every type${size === '199999' ? ' and size' : ''}`);
  }, [data, filter.origin, size]);
}
