'use client';

import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { Sparkline } from '@fairlead/ui/sparkline';
import { formatEt } from '@fairlead/ui/time';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { createSerializer } from 'nuqs';
import { useMemo } from 'react';
import { ORDER_FILTER_PARSERS } from '@/lists/order-list-url';
import { type RefusalRow, refusalRows } from '@/rows/refusal-row';
import { useTRPC } from '@/trpc/client';
import { endingOf } from '@/words/ending-words';
import { formatQuantity, formatShare } from '@/words/figures';
import { useGo } from '../go';

const ASK_EVERY_MS = 5_000;
const toOrders = createSerializer(ORDER_FILTER_PARSERS);

/** The orders behind a count: refused today with this code. */
const ordersOf = (code: string, date: string) => toOrders('/orders', { state: 'REJECTED', code, from: date, to: date });

const columnsOf = (date: string): readonly Column<RefusalRow>[] => [
  {
    id: 'code',
    header: 'Code',
    width: 220,
    priority: 1,
    value: ({ code }) => code,
    cell: ({ code }) => (
      <Link href={ordersOf(code, date)} className="font-mono text-xs hover:underline" tabIndex={-1}>
        {code}
      </Link>
    ),
  },
  { id: 'sentence', header: 'What it says', width: 160, grow: true, priority: 3, value: ({ code }) => endingOf(code) },
  {
    id: 'count',
    header: 'Refused',
    unit: 'orders',
    align: 'right',
    width: 112,
    priority: 1,
    value: ({ count }) => count,
    cell: ({ count }) => <span className="figures">{formatQuantity(count)}</span>,
  },
  {
    id: 'share',
    header: 'Of all',
    unit: '%',
    align: 'right',
    width: 84,
    value: ({ share }) => share * 100,
    cell: ({ share }) => <span className="figures">{formatShare(share)}</span>,
  },
  {
    id: 'course',
    header: 'By hour',
    hint: 'From the hour before the first of today in which anything was refused',
    width: 96,
    value: ({ by_hour: byHour }) => byHour.join(' '),
    cell: (row) => <Sparkline values={row.by_hour} label={`${row.code}, by hour: ${row.by_hour.join(', ')}`} />,
  },
  {
    id: 'last',
    header: 'Last in the hour of',
    unit: 'ET',
    align: 'right',
    width: 150,
    priority: 4,
    value: ({ last_hour_ms: hour }) => formatEt(hour).slice(0, 5),
  },
];

/** What was refused today and why, each code with its orders behind it. */
export function RefusalsView() {
  const trpc = useTRPC();
  const go = useGo();
  const query = useQuery(trpc.risk.refusals.queryOptions(undefined, { refetchInterval: ASK_EVERY_MS }));
  const { data } = query;
  const rows = useMemo(() => (data === undefined ? [] : refusalRows(data)), [data]);
  const date = data?.date ?? '';
  const columns = useMemo(() => columnsOf(date), [date]);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name="Refusals by code"
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        onOpen={({ code }) => go(ordersOf(code, date))}
        primary
        toolbar={
          <SectionTitle
            title="Refused today"
            note={`${formatQuantity(total)}${data?.is_whole === false ? '+' : ''} orders on ${date} in New York · Enter shows them`}
          />
        }
        loading={query.isPending}
        failure={data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="Nothing was refused today">
            An order that the gate refuses is recorded like a routed one, and counted here by its code.
          </EmptyState>
        }
      />
    </div>
  );
}
