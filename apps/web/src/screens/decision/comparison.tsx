'use client';

import { Button } from '@fairlead/ui/button';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client';
import { alternativeColumns } from './alternative-columns';
import { alternativeRows } from './alternative-rows';

const ROWS_MAX = 30;
const ROWS_WAITING = 6;

/** What every objective in every mode would have done with the same order on the same market. Asked for by hand: the router plans them all. */
export function Comparison({ decisionId }: { decisionId: string }) {
  const trpc = useTRPC();
  const compare = useMutation(trpc.decisions.counterfactual.mutationOptions());
  const { data, isPending, error } = compare;
  const quantity = Number(data?.quantity ?? 0);
  const rows = useMemo(() => alternativeRows(data?.alternatives ?? [], quantity), [data, quantity]);
  const columns = useMemo(() => alternativeColumns(quantity, rows), [quantity, rows]);
  const ask = () => compare.mutate({ decision_id: decisionId });
  const title = <SectionTitle title="What if" note={noteOf(data?.alternatives.length, rows.length)} />;
  return (
    <section aria-label="What if" className="min-w-0 border-t border-line pt-1 pb-2">
      {compare.isIdle ? (
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4">
          {title}
          <Button onClick={ask}>Compare strategies</Button>
        </div>
      ) : (
        <DataTable
          name="Alternatives"
          toolbar={title}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.key}
          rowsInSight={rows.length === 0 ? ROWS_WAITING : Math.min(ROWS_MAX, rows.length)}
          loading={isPending}
          failure={error?.message}
          onRetry={ask}
          empty={
            <EmptyState title="No strategy could plan this order">The record holds nothing to plan from.</EmptyState>
          }
        />
      )}
    </section>
  );
}

function noteOf(strategies: number | undefined, plans: number): string {
  if (strategies === undefined)
    return 'what every objective in every mode would have made of this order on this market; nothing is sent';
  return `${strategies} strategies come to ${plans} plans, the fullest first, of equal ones the cheapest; best is said only of plans that fill the most`;
}
