'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useState } from 'react';
import { useViewer } from '@/viewer/viewer-context';
import { useGo } from '../go';
import { OlderOnes } from '../older-ones';
import { StaleNote } from '../stale-note';
import { BringOrders } from './bring-orders';
import { IMPORT_COLUMNS } from './import-columns';
import { useImports } from './use-imports';

/** What the firm has routed elsewhere and brought here, so that its reports count it. */
export function ImportsView() {
  const query = useImports('ORDERS');
  const whyNot = useViewer().whyNot('reports:write');
  const [isAsked, setAsked] = useState(false);
  const go = useGo();
  return (
    <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name="Imports"
        columns={IMPORT_COLUMNS}
        rows={query.rows}
        rowKey={({ id }) => id}
        onOpen={({ id }) => go(`/reports/imports/${id}`)}
        primary
        toolbar={
          <>
            <SectionTitle title="Imports" note="orders, routes and executions that were routed elsewhere" />
            <ActButton whyNot={whyNot} onClick={() => setAsked(true)}>
              Bring files…
            </ActButton>
            <OlderOnes query={query} />
          </>
        }
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="Nothing was imported">
            Bring what the firm has routed elsewhere as three files, CSV or JSON lines: orders, routes and executions.
            Reports count it beside what was routed here.
          </EmptyState>
        }
      />
      {query.data !== undefined && <StaleNote error={query.error} />}
      {isAsked && <BringOrders onClose={() => setAsked(false)} />}
    </div>
  );
}
