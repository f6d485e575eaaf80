'use client';

import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { Choice } from '@fairlead/ui/choice';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { PEER_PARSERS } from '@/lists/quality-url';
import type { PeerPeriod } from '@/rows/peers';
import { useTRPC } from '@/trpc/client';
import { monthWords, SECTION_NAMES } from '@/words/peer-words';
import { roomFor } from '../venue/room-for';
import { AspectsSheet } from './aspects-sheet';
import { ROUTING_COLUMNS } from './peer-columns';
import { PeerDefects } from './peer-defects';
import { type RoutingLine, routingLines } from './peer-line';
import { monthsOf } from './peer-months';

const ROWS_IN_SIGHT_MAX = 16;
const SECTIONS = REPORT_SECTIONS.map((value) => ({ value, label: SECTION_NAMES[value] }));

/** Where other firms say that they route and what they are paid for it, beside our own report. */
export function PeerRoutingSection({
  periods,
  loading,
}: {
  readonly periods: readonly PeerPeriod[];
  readonly loading: boolean;
}) {
  const trpc = useTRPC();
  const [held, set] = useQueryStates(PEER_PARSERS, { history: 'replace' });
  const months = monthsOf(periods, 'ROUTING');
  const month = months.find((each) => each === held.routed) ?? months[0] ?? null;
  const ask = { month: month ?? '', section: held.section };
  const query = useQuery(trpc.peers.routing.queryOptions(ask, { enabled: month !== null, staleTime: 60_000 }));
  const [opened, setOpened] = useState<RoutingLine | null>(null);
  if (!loading && month === null) return null;
  const rows = query.data === undefined ? [] : routingLines(query.data);
  return (
    <section aria-label="Routing of other firms" className="border-t border-line pt-1">
      <DataTable<RoutingLine>
        name="Routing of firms"
        columns={ROUTING_COLUMNS}
        rows={rows}
        rowKey={({ key }) => key}
        rowsInSight={roomFor(rows.length, ROWS_IN_SIGHT_MAX)}
        onOpen={setOpened}
        toolbar={
          <>
            <SectionTitle
              title="Routing"
              note="reports of Rule 606(a)(1), as printed; a row opens its material aspects"
            />
            {month !== null && (
              <Choice
                label="Month of routing"
                value={month}
                options={months.map((value) => ({ value, label: monthWords(value) }))}
                onChange={(chosen) => void set({ routed: chosen })}
              />
            )}
            <Choice
              label="Section"
              value={held.section ?? query.data?.section ?? 'SP500'}
              options={SECTIONS}
              onChange={(section) => void set({ section })}
            />
          </>
        }
        loading={loading || query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={<EmptyState title="Nobody names a venue here">Another month or section may have some.</EmptyState>}
      />
      {opened !== null && month !== null && query.data !== undefined && (
        <AspectsSheet line={opened} month={month} section={query.data.section} onClose={() => setOpened(null)} />
      )}
      <PeerDefects name="What is wrong with these reports on routing" files={query.data?.files ?? []} />
    </section>
  );
}
