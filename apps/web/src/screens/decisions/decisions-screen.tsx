'use client';

import { DataTable } from '@fairlead/ui/data-table';
import { Page } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client';
import { DECISION_COLUMNS } from '../decision-columns';
import { DecisionFilter, useDecisionFilter } from '../decision-filter';
import { LoadMore } from '../load-more';
import { PAGE_SIZE } from '../page-size';

/** The stored decisions, newest first; to look back, where Live is to look on. */
export function DecisionsScreen() {
  const router = useRouter();
  const trpc = useTRPC();
  const filter = useDecisionFilter();
  const query = useInfiniteQuery(
    trpc.decisions.list.infiniteQueryOptions({ limit: PAGE_SIZE }, { getNextPageParam: (page) => page.next_cursor }),
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return (
    <Page title="Decisions" lead="Every stored decision. Open one to see why each share went where it went.">
      <div className="flex min-h-[420px] flex-1 flex-col border-t border-line pt-1 lg:min-h-0">
        <DataTable
          name="Decisions"
          primary
          columns={DECISION_COLUMNS}
          rows={rows.filter(filter.keeps)}
          rowKey={(row) => row.decision_id}
          onOpen={(row) => router.push(`/decisions/${row.decision_id}`)}
          filter={filter.filter.q}
          loading={query.isPending}
          failure={query.error?.message}
          onRetry={() => void query.refetch()}
          toolbar={<DecisionFilter {...filter} />}
          empty={
            filter.isOn ? (
              <EmptyState title="No decision fits the filter">Clear it, or load older decisions below.</EmptyState>
            ) : (
              <EmptyState title="No decision yet">The first order that is routed makes the first decision.</EmptyState>
            )
          }
        />
        <LoadMore
          shown={rows.length}
          noun="decisions"
          hasMore={query.hasNextPage}
          busy={query.isFetching}
          onMore={() => void query.fetchNextPage()}
          onRefresh={() => void query.refetch()}
        />
      </div>
    </Page>
  );
}
