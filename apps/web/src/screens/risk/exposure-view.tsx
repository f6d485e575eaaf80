'use client';

import type { ExposureSums } from '@fairlead/contracts/risk';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import { Dollars } from './dollars';
import { NotShown, useMaySeeRisk } from './not-shown';
import { useExposure } from './use-risk';

interface NamedExposure extends ExposureSums {
  readonly name: string;
}

const money = (
  id: string,
  header: string,
  hint: string,
  of: (row: NamedExposure) => string,
  priority: 1 | 2 | 3 = 2,
): Column<NamedExposure> => ({
  ...{ id, header, hint, priority, unit: 'USD', align: 'right', width: 138 },
  value: (row) => Number(of(row)),
  cell: (row) => <Dollars amount={of(row)} />,
});

const columnsOf = (whose: string): readonly Column<NamedExposure>[] => [
  { id: 'name', header: whose, width: 112, grow: true, priority: 1, value: ({ name }) => name },
  money('gross', 'Gross', 'Everything entered today, whichever way', ({ gross }) => gross.use, 1),
  money('net', 'Net', 'Buys less sales; below zero more is sold', ({ net }) => net.use, 1),
  money(
    'buy-open',
    'Buys open',
    'What may still be bought, at the worst price that it may have',
    (row) => row.buy_open,
  ),
  money('buy-executed', 'Bought', 'Executed today', (row) => row.buy_executed, 3),
  money('sell-open', 'Sales open', 'What may still be sold, at the price that it counts by', (row) => row.sell_open),
  money('sell-executed', 'Sold', 'Executed today', (row) => row.sell_executed, 3),
];

const CLIENT_COLUMNS = [
  ...columnsOf('Client'),
  money(
    'credit',
    'Would owe',
    'If all that it buys is executed, and nothing more of what it sells',
    ({ credit }) => credit.use,
    3,
  ),
];
const INSTRUMENT_COLUMNS = columnsOf('Instrument');
const byGross = (a: NamedExposure, b: NamedExposure) => Number(b.gross.use) - Number(a.gross.use);

/** What the orders of today come to, by client and by instrument, the largest first. */
export function ExposureView() {
  const query = useExposure();
  const { data } = query;
  const clients = useMemo(
    () =>
      data === undefined
        ? []
        : [
            { ...data.firm, name: 'The firm' },
            ...data.clients.map((row) => ({ ...row, name: row.client_id })).sort(byGross),
          ],
    [data],
  );
  const instruments = useMemo(
    () => (data?.instruments ?? []).map((row) => ({ ...row, name: row.instrument_id })).sort(byGross),
    [data],
  );
  if (!useMaySeeRisk()) return <NotShown what="Exposures" />;
  const shared = {
    loading: query.isPending,
    failure: data === undefined ? query.error?.message : undefined,
    onRetry: () => void query.refetch(),
    empty: (
      <EmptyState title="No order was entered today">The first one stands here as soon as it is entered.</EmptyState>
    ),
    rowKey: (row: NamedExposure) => row.name,
  };
  return (
    <div className="flex min-h-[520px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        {...shared}
        name="Exposure of clients"
        columns={CLIENT_COLUMNS}
        rows={clients}
        rowsInSight={6}
        toolbar={
          <SectionTitle title="By client" note={`${data?.date ?? ''} in New York, by orders entered, not fills`} />
        }
      />
      <div className="flex min-h-60 flex-1 flex-col border-t border-line pt-1 lg:min-h-0">
        <DataTable
          {...shared}
          name="Exposure in instruments"
          columns={INSTRUMENT_COLUMNS}
          rows={instruments}
          primary
          toolbar={
            <SectionTitle title="By instrument" note="the largest first; other currencies at the rates of the limits" />
          }
        />
      </div>
    </div>
  );
}
