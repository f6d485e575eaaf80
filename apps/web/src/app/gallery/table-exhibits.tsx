'use client';

import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { ListTable } from '@fairlead/ui/list-table';
import { EmptyState } from '@fairlead/ui/region-state';
import { useState } from 'react';
import { State } from './state-row';

interface Line {
  readonly id: string;
  readonly name: string;
  readonly amount: number | null;
}

const LINES: readonly Line[] = [
  { id: '1', name: 'VEGA', amount: 1_204.5 },
  { id: '2', name: 'ORION', amount: null },
  { id: '3', name: 'LYRA', amount: 87.25 },
];
const COLUMNS: readonly Column<Line>[] = [
  { id: 'name', header: 'Name', width: 120, grow: true, value: (line) => line.name },
  { id: 'amount', header: 'Amount', unit: 'USD', align: 'right', width: 120, value: (line) => line.amount },
];
const EMPTY = <EmptyState title="Nothing has this name">Type less into the filter.</EmptyState>;
const COMMON = { columns: COLUMNS, rowKey: (line: Line) => line.id, empty: EMPTY };

/** Tables with rows, without, while they load, and when they could not be. */
export const TABLE_EXHIBITS = {
  'data-table': () => (
    <>
      <State name="rows that open">
        <DataTable {...COMMON} name="Rows" rows={LINES} rowsInSight={4} primary onOpen={() => {}} />
      </State>
      <State name="empty">
        <DataTable {...COMMON} name="Empty rows" rows={[]} rowsInSight={5} />
      </State>
      <State name="loading">
        <DataTable {...COMMON} name="Loading rows" rows={[]} rowsInSight={5} loading />
      </State>
      <State name="failed">
        <DataTable
          {...COMMON}
          name="Failed rows"
          rows={[]}
          rowsInSight={5}
          failure="The database is away."
          onRetry={() => {}}
        />
      </State>
    </>
  ),
  'list-table': () => (
    <>
      <State name="rows that are links">
        <ListState name="Linked rows" rows={LINES} />
      </State>
      <State name="empty">
        <ListState name="Empty list" rows={[]} />
      </State>
      <State name="failed">
        <ListState name="Failed list" rows={[]} failure="The database is away." />
      </State>
    </>
  ),
};

function ListState({ name, rows, failure }: { name: string; rows: readonly Line[]; failure?: string }) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  return (
    <div className="flex h-48 flex-col">
      <ListTable
        {...COMMON}
        name={name}
        rows={rows}
        link={{ href: () => '#list-table', label: (line) => `Open ${line.name}`, onOpen: () => {}, onPeek: () => {} }}
        activeKey={activeKey}
        onActive={setActiveKey}
        sorting={null}
        onSort={() => {}}
        canSort={() => true}
        onNearEnd={() => {}}
        listKey="one"
        startTop={0}
        onScrolled={() => {}}
        onTop={() => {}}
        toolbar={null}
        tools={null}
        loading={false}
        failure={failure}
        onRetry={() => {}}
      />
    </div>
  );
}
