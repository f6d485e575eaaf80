import { isOrderEnded } from '@fairlead/core/order/order-state';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import type { OrderDetail } from '@/rows/order-detail';
import { formatQuantity } from '@/words/figures';
import { type NameOf, venueWords } from '@/words/venue-words';
import { useDatedColumns } from '../list/dated-columns';
import type { PartTableProps } from './child-table';
import { chosenFills } from './chosen-fills';
import { fillColumns } from './fill-columns';
import { rowsFor } from './rows-for';
import { ShowAll } from './show-all';
import type { Chosen } from './use-chosen';

/** The fills of the chosen child, or of the chosen wave, or all of them, with the market that each one met. */
export function FillTable({ detail, form, nameOf, chosen }: PartTableProps) {
  const { wave, childId } = chosen;
  const rows = useMemo(() => chosenFills(detail, { wave, childId }), [detail, wave, childId]);
  const isMarked = rows.some((fill) => fill.marks.length > 0);
  const ownColumns = useMemo(() => fillColumns(form, nameOf, isMarked), [form, nameOf, isMarked]);
  const columns = useDatedColumns(ownColumns, rows);
  const isPart = rows.length < detail.fills.length;
  const showAll = () => (childId === null ? chosen.chooseWave(null) : chosen.chooseChild(null));
  return (
    <div className="min-w-0 border-t border-line pb-2">
      <DataTable
        name="Fills"
        toolbar={
          <>
            <SectionTitle title={`Fills${ofWhat(detail, chosen, nameOf)}`} note="with the market that each one met" />
            {isPart && (
              <ShowAll
                what={childId === null ? `all ${formatQuantity(detail.fills.length)}` : 'more'}
                onPress={showAll}
              />
            )}
          </>
        }
        columns={columns}
        rows={rows}
        rowKey={(row) => row.execution_id}
        rowsInSight={rowsFor(rows.length)}
        empty={
          isOrderEnded(detail.order.state) ? (
            <EmptyState title="No fill">
              {isPart ? 'Nothing of this part was filled.' : 'The order ended without one.'}
            </EmptyState>
          ) : (
            <EmptyState title="No fill yet">Fills appear here the moment a venue reports them.</EmptyState>
          )
        }
      />
    </div>
  );
}

function ofWhat({ children }: OrderDetail, { wave, childId }: Chosen, nameOf: NameOf): string {
  const child = children.find(({ child_id }) => child_id === childId);
  if (child !== undefined) return ` of ${formatQuantity(child.quantity)} at ${venueWords(child.venue_id, nameOf)}`;
  return wave === null ? '' : ` of wave ${wave}`;
}
