'use client';

import { ActButton } from '@fairlead/ui/act-button';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo, useState } from 'react';
import { type AccountRow, accountRows, whyNoClosing } from '@/rows/account-row';
import { useViewer } from '@/viewer/viewer-context';
import { AddAccount, CloseAccount } from './acts/change-accounts';
import { NotShown, useMaySeeRisk } from './not-shown';
import { useRiskLists } from './use-risk';

type Asked = 'ADD' | AccountRow;

const columnsOf = (onClose: (row: AccountRow) => void): readonly Column<AccountRow>[] => [
  { id: 'client', header: 'Client', width: 160, priority: 1, value: (row) => row.client_id },
  { id: 'account', header: 'Account', width: 200, grow: true, priority: 1, value: ({ account }) => account },
  {
    ...{ id: 'acts', header: '', width: 100, priority: 1, align: 'right', pressable: true },
    value: () => null,
    cell: (row) => <CloseButton row={row} onClose={onClose} />,
  },
];

function CloseButton({ row, onClose }: { row: AccountRow; onClose: (row: AccountRow) => void }) {
  return (
    <ActButton
      size="sm"
      whyNot={useViewer().whyNot('risk:write') || whyNoClosing(row)}
      aria-label={`Close account ${row.account} of client ${row.client_id}…`}
      onClick={() => onClose(row)}
    >
      Close…
    </ActButton>
  );
}

/** For which accounts a client may trade. */
export function AccountsView() {
  const query = useRiskLists();
  const whyNot = useViewer().whyNot('risk:write');
  const [asked, setAsked] = useState<Asked | null>(null);
  const columns = useMemo(() => columnsOf(setAsked), []);
  const { data } = query;
  const rows = useMemo(() => (data === undefined ? [] : accountRows(data)), [data]);
  if (!useMaySeeRisk()) return <NotShown what="Accounts" />;
  const close = () => setAsked(null);
  return (
    <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name="Accounts of clients"
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        primary
        toolbar={
          <>
            <SectionTitle title="Accounts" note="a client that has a list trades for the accounts on it alone" />
            <ActButton size="sm" whyNot={whyNot} onClick={() => setAsked('ADD')}>
              Add an account…
            </ActButton>
          </>
        }
        loading={query.isPending}
        failure={data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="No client has a list of accounts">
            Each may trade for every account that its orders name. With its first account here a client is held to its
            list.
          </EmptyState>
        }
      />
      {asked === 'ADD' && <AddAccount rows={rows} onClose={close} />}
      {asked !== null && asked !== 'ADD' && <CloseAccount row={asked} onClose={close} />}
    </div>
  );
}
