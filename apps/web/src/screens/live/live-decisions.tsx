'use client';

import { Button } from '@fairlead/ui/button';
import { classNames } from '@fairlead/ui/class-names';
import { DataTable } from '@fairlead/ui/data-table';
import { useHotkeys } from '@fairlead/ui/hotkeys';
import { KeyHint } from '@fairlead/ui/key-hint';
import { EmptyState } from '@fairlead/ui/region-state';
import { useRowHold } from '@fairlead/ui/row-hold';
import { useQuery } from '@tanstack/react-query';
import { parseAsBoolean } from 'nuqs';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { DEAL_PARSERS } from '@/lists/list-url';
import type { DecisionRow } from '@/rows/decision-row';
import { useTRPC } from '@/trpc/client';
import { formatQuantity } from '@/words/figures';
import { isUnfilled } from '@/words/unfilled';
import { DECISION_COLUMNS } from '../decision-columns';
import { useGo } from '../go';
import { SideAndObjective } from '../list/deal-fields';
import { FilterFold } from '../list/filter-fold';
import { ClearFilter, ListSearch } from '../list/list-filters';
import { PAGE_SIZE } from '../list/list-times';
import { useListFilter } from '../list/use-list-filter';
import { useLiveDecisions } from './use-live-decisions';
import { useRowFilter } from './use-row-filter';

const NONE: readonly never[] = [];
const { q, side, objective } = DEAL_PARSERS;
const PARSERS = { q, side, objective, unfilled: parseAsBoolean };

/** Decisions as they happen. */
export function LiveDecisions() {
  const go = useGo();
  const trpc = useTRPC();
  const query = useQuery(trpc.decisions.list.queryOptions({ limit: PAGE_SIZE }));
  const [paused, setPaused] = useState(false);
  const hold = useRowHold();
  const filter = useShownDecisions();
  const { shown, waiting } = useLiveDecisions(query.data?.rows ?? NONE, paused || hold.isHeld);
  const rows = useMemo(() => filter.keep(shown), [filter.keep, shown]);
  const waits = useMemo(() => filter.keep(waiting).length, [filter.keep, waiting]);
  const unfilled = useMemo(() => shown.reduce((sum, row) => sum + (isUnfilled(row.order_state) ? 1 : 0), 0), [shown]);
  const goOn = () => {
    setPaused(false);
    hold.letGo();
  };
  useHotkeys({ p: () => setPaused((before) => !before) });
  return (
    <DataTable
      name="Decisions"
      primary
      columns={DECISION_COLUMNS}
      rows={rows}
      rowKey={keyOf}
      onOpen={(row) => go(`/decisions/${row.decision_id}`)}
      hold={hold}
      loading={query.isPending}
      failure={rows.length === 0 ? query.error?.message : undefined}
      onRetry={() => void query.refetch()}
      toolbar={
        <>
          <FilterFold isOn={filter.onClear !== undefined}>
            <ListSearch label="Filter decisions" value={filter.filter.q} onChange={(q) => filter.onChange({ q })} />
            <SideAndObjective filter={filter.filter} onChange={filter.onChange} />
            {filter.onClear !== undefined && <ClearFilter onClear={filter.onClear} />}
          </FilterFold>
          <UnfilledOnly
            count={unfilled}
            of={shown.length}
            pressed={filter.filter.unfilled === true}
            onPress={() => filter.onChange({ unfilled: filter.filter.unfilled === true ? null : true })}
          />
          <PauseButton paused={paused} onPause={setPaused}>
            <Waiting held={paused || hold.isHeld} waiting={waits} onGoOn={goOn} />
          </PauseButton>
        </>
      }
      empty={
        filter.onClear !== undefined ? (
          <EmptyState title="No decision fits the filter">Clear it, or wait: the list goes on filling.</EmptyState>
        ) : (
          <EmptyState title="No decision yet">
            Send an order to the router’s API, or start without --no-demo to watch a simulated flow.
          </EmptyState>
        )
      }
    />
  );
}

const keyOf = (row: DecisionRow): string => row.decision_id;

/** Which of the decisions are shown, kept in the address. */
function useShownDecisions() {
  const controls = useListFilter(PARSERS, { history: 'replace' });
  const { q, side, objective, unfilled } = controls.filter;
  const passes = useCallback(
    (row: DecisionRow) =>
      (unfilled !== true || isUnfilled(row.order_state)) &&
      (side === null || row.side === side) &&
      (objective === null || row.objective === objective),
    [unfilled, side, objective],
  );
  return { ...controls, keep: useRowFilter(DECISION_COLUMNS, q ?? '', passes) };
}

interface UnfilledOnlyProps {
  readonly count: number;
  readonly of: number;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

/** What failed must not hide far below: how many of the kept rows did, and a press shows them alone. */
function UnfilledOnly({ count, of, pressed, onPress }: UnfilledOnlyProps) {
  return (
    <Button
      size="md"
      aria-pressed={pressed}
      title={`Of the ${of} rows that are kept: orders that were refused, ended before they were filled, or of which nobody knows what became`}
      onClick={onPress}
      className={pressed ? 'border-accent text-fg' : ''}
    >
      <span className={count > 0 ? 'figures text-degraded' : 'figures text-muted'}>{count}</span>
      not filled
    </Button>
  );
}

interface PauseButtonProps {
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  /** What stands beside it takes no room of its own, so that no line breaks and no row moves when it comes. */
  readonly children: ReactNode;
}

function PauseButton({ paused, onPause, children }: PauseButtonProps) {
  return (
    <span className="relative">
      <Button
        size="md"
        aria-pressed={paused}
        title={paused ? 'The list holds still; press to let it go on' : 'Hold the list still'}
        onClick={() => onPause(!paused)}
        className={classNames('w-22', paused && 'border-degraded text-degraded')}
      >
        {paused ? 'Paused' : 'Pause'}
        <KeyHint keys={['p']} />
      </Button>
      <span className="absolute inset-y-0 left-full z-10 ml-2 flex items-center">{children}</span>
    </span>
  );
}

interface WaitingProps {
  readonly held: boolean;
  readonly waiting: number;
  readonly onGoOn: () => void;
}

/** How many have come while the list holds still, which a press shows. */
function Waiting({ held, waiting, onGoOn }: WaitingProps) {
  if (!held || waiting === 0) return null;
  return (
    <Button size="sm" title="Held while you read. Show them (Esc, or Home)" onClick={onGoOn} className="figures">
      {formatQuantity(waiting)} new
    </Button>
  );
}
