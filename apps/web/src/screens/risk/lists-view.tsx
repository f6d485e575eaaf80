'use client';

import type { LocateView, RestrictionView } from '@fairlead/contracts/risk';
import { ActButton } from '@fairlead/ui/act-button';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { Time } from '@fairlead/ui/time';
import { useMemo, useState } from 'react';
import { shareOf } from '@/rows/risk-use';
import { useViewer } from '@/viewer/viewer-context';
import { formatBoundText, RESTRICTED_SIDE_WORDS } from '@/words/risk-words';
import { KeepLocate, LiftRestriction, Restrict } from './acts/change-lists';
import { NotShown, useMaySeeRisk } from './not-shown';
import { UseBar } from './use-bar';
import { useRiskLists } from './use-risk';

type Asked = { readonly kind: 'RESTRICT' | 'LOCATE' } | { readonly kind: 'LIFT'; readonly row: RestrictionView };

const whom = ({ client_id: client }: { readonly client_id: string | null }) => client ?? 'every client';

const restrictedColumns = (onLift: (row: RestrictionView) => void): readonly Column<RestrictionView>[] => [
  { id: 'instrument', header: 'Instrument', width: 110, priority: 1, value: (row) => row.instrument_id },
  { id: 'side', header: 'Restricted', width: 150, value: ({ side }) => RESTRICTED_SIDE_WORDS[side] ?? side },
  { id: 'whom', header: 'Of', width: 110, value: whom },
  timed('from', 'From', ({ from }) => from),
  timed('to', 'Until', ({ to }) => to),
  { id: 'reason', header: 'Reason', width: 140, grow: true, value: ({ reason }) => reason },
  { id: 'by', header: 'By', width: 170, priority: 3, value: ({ author }) => author },
  {
    ...{ id: 'acts', header: '', width: 84, priority: 1, align: 'right', pressable: true },
    value: () => null,
    cell: (row) => <LiftButton row={row} onLift={onLift} />,
  },
];

function timed<Row>(id: string, header: string, of: (row: Row) => string | null): Column<Row> {
  return {
    ...{ id, header, unit: 'ET', width: 166, priority: 4 },
    value: of,
    cell: (row) => {
      const text = of(row);
      return text === null ? 'until lifted' : <Time atMs={Date.parse(text)} withDate short />;
    },
  };
}

const LOCATE_COLUMNS: readonly Column<LocateView>[] = [
  { id: 'locate', header: 'Locate', width: 130, priority: 1, value: (row) => row.locate_id },
  { id: 'client', header: 'Client', width: 110, priority: 1, value: (row) => row.client_id },
  { id: 'instrument', header: 'Instrument', width: 100, value: (row) => row.instrument_id },
  {
    id: 'share',
    header: 'Used',
    unit: '%',
    width: 140,
    grow: true,
    priority: 1,
    value: ({ used, quantity }) => (shareOf(used, quantity) ?? 0) * 100,
    cell: (row) => <UseBar share={shareOf(row.used, row.quantity)} label={`Used of the locate ${row.locate_id}`} />,
  },
  amount('used', 'Used', ({ used }) => used),
  amount('quantity', 'Located', ({ quantity }) => quantity),
  timed('expires', 'Expires', (row) => row.expires_at),
  { id: 'by', header: 'By', width: 170, priority: 4, value: ({ author }) => author },
];

function amount(id: string, header: string, of: (row: LocateView) => string): Column<LocateView> {
  return {
    ...{ id, header, unit: 'shares', align: 'right', width: 120 },
    value: (row) => Number(of(row)),
    cell: (row) => <span className="figures">{formatBoundText(of(row))}</span>,
  };
}

function LiftButton({ row, onLift }: { row: RestrictionView; onLift: (row: RestrictionView) => void }) {
  return (
    <ActButton
      size="sm"
      whyNot={useViewer().whyNot('risk:write')}
      aria-label={`Lift the restriction of ${row.instrument_id}…`}
      onClick={() => onLift(row)}
    >
      Lift…
    </ActButton>
  );
}

/** What may not be traded, and what was located to be sold short. */
export function ListsView() {
  const query = useRiskLists();
  const whyNot = useViewer().whyNot('risk:write');
  const [asked, setAsked] = useState<Asked | null>(null);
  const columns = useMemo(() => restrictedColumns((row) => setAsked({ kind: 'LIFT', row })), []);
  if (!useMaySeeRisk()) return <NotShown what="Restricted lists and locates" />;
  const { data } = query;
  const shared = {
    loading: query.isPending,
    failure: data === undefined ? query.error?.message : undefined,
    onRetry: () => void query.refetch(),
  };
  const close = () => setAsked(null);
  return (
    <div className="flex min-h-[520px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        {...shared}
        name="Restricted instruments"
        columns={columns}
        rows={data?.restricted ?? []}
        rowKey={({ id }) => id}
        primary
        toolbar={
          <>
            <SectionTitle title="Restricted" note="no order and no wave of it passes the gate" />
            <ActButton size="sm" whyNot={whyNot} onClick={() => setAsked({ kind: 'RESTRICT' })}>
              Restrict an instrument…
            </ActButton>
          </>
        }
        empty={
          <EmptyState title="Nothing is restricted">
            Everything that is listed may be traded by every client.
          </EmptyState>
        }
      />
      <div className="flex min-h-60 flex-1 flex-col border-t border-line pt-1 lg:min-h-0">
        <DataTable
          {...shared}
          name="Locates"
          columns={LOCATE_COLUMNS}
          rows={data?.locates ?? []}
          rowKey={(row) => `${row.client_id} ${row.locate_id}`}
          toolbar={
            <>
              <SectionTitle title="Locates" note="a client of which any is kept sells short on its own alone" />
              <ActButton size="sm" whyNot={whyNot} onClick={() => setAsked({ kind: 'LOCATE' })}>
                Keep a locate…
              </ActButton>
            </>
          }
          empty={
            <EmptyState title="No locates are kept">
              Of a client without any the id in its order is taken as its word.
            </EmptyState>
          }
        />
      </div>
      {asked?.kind === 'RESTRICT' && <Restrict onClose={close} />}
      {asked?.kind === 'LOCATE' && <KeepLocate onClose={close} />}
      {asked?.kind === 'LIFT' && <LiftRestriction row={asked.row} onClose={close} />}
    </div>
  );
}
