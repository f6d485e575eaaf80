'use client';

import type { BreakCode } from '@fairlead/core/report/break-code';
import { ActButton } from '@fairlead/ui/act-button';
import { Choice } from '@fairlead/ui/choice';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { breakPlaceOfText, breakPlaceText } from '@/rows/break-place';
import type { ReportBreak, ReportReconciliation } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { formatQuantity } from '@/words/figures';
import { BREAK_NAMES, breakGroups, whyNoAside } from '@/words/report-break-words';
import { type AskedAside, SetAside } from './acts/set-aside';
import { breakColumns } from './break-columns';
import { DockPanel } from './dock-panel';
import { PagedRows, ROWS_PAGE } from './paged-rows';
import { useChosenFigure } from './use-chosen-figure';

interface BreakPanelProps {
  readonly run: ReportRun;
  readonly reconciliation: ReportReconciliation | null;
}

const ALL = 'ALL';

/** Every break of a report, page by page, where they are what one looks into. */
export function BreakPanel({ run, reconciliation }: BreakPanelProps) {
  const { place: text } = useChosenFigure();
  const place = text === null ? null : breakPlaceOfText(text);
  if (place === null || reconciliation === null) return null;
  return <Breaks run={run} reconciliation={reconciliation} code={place.code} />;
}

interface BreaksProps {
  readonly run: ReportRun;
  readonly reconciliation: ReportReconciliation;
  readonly code: BreakCode | null;
}

function Breaks({ run, reconciliation, code }: BreaksProps) {
  const { choose } = useChosenFigure();
  const viewer = useViewer();
  const [asked, ask] = useState<AskedAside | null>(null);
  const query = useBreaks(run.id, code);
  const columns = useMemo(
    () => breakColumns((one) => ask({ code: one.code, one }), { run, viewer, isOfOne: code !== null }),
    [run, viewer, code],
  );
  const groups = reconciliation.breaks === null ? [] : breakGroups(reconciliation.breaks, reconciliation.asides);
  const group = groups.find((each) => each.code === code);
  const every = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <DockPanel
      label="Where sources do not agree"
      title={code === null ? 'Where record, rows, venues and drop copies do not say the same' : group?.says}
    >
      <PagedRows
        name="Breaks of the report"
        title="Breaks"
        columns={columns}
        rowKey={({ number }) => String(number)}
        hrefOf={({ order_pk, is_here }) => (order_pk === null || !is_here ? null : `/orders/${order_pk}`)}
        of={code ?? ALL}
        query={query}
        tools={
          <>
            <Choice
              label="Kind of break"
              value={code ?? ALL}
              options={[
                { value: ALL, label: `Every kind (${formatQuantity(every)})` },
                ...groups.map((each) => ({
                  value: each.code,
                  label: `${BREAK_NAMES[each.code]} (${formatQuantity(each.count)})`,
                })),
              ]}
              onChange={(chosen) =>
                choose(breakPlaceText({ code: groups.find((each) => each.code === chosen)?.code ?? null }))
              }
            />
            {code !== null && group !== undefined && group.open > 1 && (
              <ActButton size="sm" whyNot={whyNoAside(code, run, viewer)} onClick={() => ask({ code, one: null })}>
                {`Set all ${formatQuantity(group.open)} open aside…`}
              </ActButton>
            )}
          </>
        }
        empty={{ title: 'None of this kind', says: 'Of this kind nothing is kept with the report.' }}
      />
      {asked !== null && (
        <SetAside
          asked={asked}
          run={run}
          open={groups.find((each) => each.code === asked.code)?.open ?? 0}
          onClose={() => ask(null)}
        />
      )}
    </DockPanel>
  );
}

function useBreaks(id: string, code: BreakCode | null) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.reports.breaks.infiniteQueryOptions(
      { id, code, limit: ROWS_PAGE },
      {
        getNextPageParam: (page: readonly ReportBreak[]) =>
          page.length < ROWS_PAGE ? null : (page.at(-1)?.number ?? null),
      },
    ),
  );
}
