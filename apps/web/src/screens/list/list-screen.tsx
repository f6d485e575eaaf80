'use client';

import type { Column } from '@fairlead/ui/column';
import { ListTable } from '@fairlead/ui/list-table';
import { Page } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { parseAsString, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { useGo } from '../go';
import { CsvDownload } from './csv-download';
import { useDatedColumns } from './dated-columns';
import { FilterFold } from './filter-fold';
import { ListFooter } from './list-footer';
import { NewerRows } from './newer-rows';
import { PeekPanel } from './peek-panel';
import type { ListCount } from './use-list-count';
import type { ListPages } from './use-list-pages';
import { useListPlace } from './use-list-place';

/** How a list is sorted, by which columns it can be, and why not by others. */
export interface ListSorting {
  readonly id: string;
  readonly desc: boolean;
  readonly onSort: (id: string) => void;
  readonly canSort: (id: string) => true | false | string;
}

interface ListScreenProps<Row extends { readonly at_ms: number }> {
  /** Names the list, e.g. `Orders`, and what it counts, e.g. `orders`. */
  readonly name: string;
  readonly noun: string;
  readonly lead: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowHref: (row: Row) => string;
  readonly rowLabel: (row: Row) => string;
  /** What is done with the row that one stands on, by its key. */
  readonly rowActs?: Readonly<Record<string, (row: Row) => void>>;
  readonly pages: ListPages<Row>;
  readonly count: ListCount;
  readonly failures: ReactNode;
  readonly sorting: ListSorting;
  readonly filters: ReactNode;
  /** Empties the filter; undefined where nothing is filtered. */
  readonly onClear: (() => void) | undefined;
  /** What to do where there is nothing at all. */
  readonly empty: string;
  readonly newer: { readonly count: number; readonly onShow: () => void };
  /** The address of the whole list as a file. */
  readonly csvHref: string;
  /** A question about a row, while it is asked. */
  readonly dialog?: ReactNode;
  /** What is shown of a row beside the list. */
  readonly peek: (key: string) => ReactNode;
}

/** Beside a narrower list there is no room to look into a row: it is opened. */
const ROOM_FOR_PEEK = '(min-width: 1024px)';

/**
 * A list of what the server has, however long: filtered, sorted and paged there, all of it in the address; rows are links; a row can be looked into
 * beside the list; Back comes back to the same place.
 */
export function ListScreen<Row extends { readonly at_ms: number }>(props: ListScreenProps<Row>) {
  const { name, noun, pages, rowKey, sorting } = props;
  const go = useGo();
  const place = useListPlace();
  const columns = useDatedColumns(props.columns, pages.rows);
  const [peeked, setPeeked] = useQueryState('peek', parseAsString.withOptions({ history: 'replace' }));
  const open = (row: Row) => {
    place.save();
    go(props.rowHref(row));
  };
  const toggle = (row: Row) => {
    if (!window.matchMedia(ROOM_FOR_PEEK).matches) return open(row);
    place.setActive(rowKey(row));
    void setPeeked(peeked === rowKey(row) ? null : rowKey(row));
  };
  const stand = (key: string | null) => {
    place.setActive(key);
    if (peeked !== null) void setPeeked(key);
  };
  return (
    <Page title={name} lead={props.lead} actions={<NewerRows {...props.newer} />}>
      <div className="flex min-h-[420px] flex-1 border-t border-line lg:min-h-0">
        <div className="flex min-w-0 flex-1 flex-col pt-1">
          <ListTable
            name={name}
            columns={columns}
            rows={pages.rows}
            rowKey={rowKey}
            link={{ href: props.rowHref, label: props.rowLabel, onOpen: open, onPeek: toggle }}
            activeKey={place.active}
            rowActs={props.rowActs}
            onActive={stand}
            sorting={sorting}
            onSort={sorting.onSort}
            canSort={sorting.canSort}
            onNearEnd={pages.more}
            listKey={props.csvHref}
            startTop={place.startTop}
            onScrolled={place.scrolled}
            onTop={props.newer.count > 0 ? props.newer.onShow : nothing}
            toolbar={<FilterFold isOn={props.onClear !== undefined}>{props.filters}</FilterFold>}
            tools={<CsvDownload href={props.csvHref} name={name} noun={noun} />}
            loading={pages.isPending || (pages.lookedTo !== null && !pages.isStopped)}
            failure={pages.rows.length === 0 ? pages.failure : undefined}
            onRetry={pages.retry}
            empty={<NothingHere noun={noun} empty={props.empty} onClear={props.onClear} />}
          />
          <ListFooter noun={noun} count={props.count} pages={pages} failures={props.failures}>
            {pages.failure !== undefined && pages.rows.length > 0 && (
              <span role="alert" className="text-stopped">
                {pages.failure}{' '}
                <button type="button" className="underline" onClick={pages.retry}>
                  Try again
                </button>
              </span>
            )}
          </ListFooter>
        </div>
        {props.dialog}
        {peeked !== null && (
          <PeekPanel label={`Beside: ${name}`} onClose={() => void setPeeked(null)}>
            {props.peek(peeked)}
          </PeekPanel>
        )}
      </div>
    </Page>
  );
}

function nothing(): void {}

function NothingHere({ noun, empty, onClear }: Pick<ListScreenProps<never>, 'noun' | 'empty' | 'onClear'>) {
  if (onClear === undefined) return <EmptyState title={`No ${noun} yet`}>{empty}</EmptyState>;
  return (
    <EmptyState title={`No ${noun} fit the filter`}>
      <button type="button" className="text-accent hover:underline" onClick={onClear}>
        Clear the filter
      </button>{' '}
      or widen its days.
    </EmptyState>
  );
}
