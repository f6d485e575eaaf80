import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import type { OrderDetail } from '@/rows/order-detail';
import { formatQuantity } from '@/words/figures';
import { type NameOf, venueWords } from '@/words/venue-words';
import type { PartTableProps } from './child-table';
import { fillColumns } from './fill-columns';
import { rowsFor } from './rows-for';
import { ShowAll } from './show-all';
import type { Chosen } from './use-chosen';

/** The fills of the chosen child, or of the chosen wave, or all of them, with the market that each one met. */
export function FillTable({ detail, form, nameOf, chosen }: PartTableProps) {
  const { wave, childId } = chosen;
  const rows = useMemo(() => fillsOf(detail, { wave, childId }), [detail, wave, childId]);
  const isMarked = rows.some((fill) => fill.marks.length > 0);
  const columns = useMemo(() => fillColumns(form, nameOf, isMarked), [form, nameOf, isMarked]);
  const isPart = rows.length < detail.fills.length;
  const showAll = () => (childId === null ? chosen.chooseWave(null) : chosen.chooseChild(null));
  return (
    <div className="min-w-0 border-t border-line pb-2">
      <DataTable
        name="Fills"
        toolbar={
          <>
            <SectionTitle title={`Fills${ofWhat(detail, chosen, nameOf)}`} note="with the market that each one met" />
            {isPart && <ShowAll what={childId === null ? `all ${detail.fills.length}` : 'more'} onPress={showAll} />}
          </>
        }
        columns={columns}
        rows={rows}
        rowKey={(row) => row.execution_id}
        rowsInSight={rowsFor(rows.length)}
        empty={
          <EmptyState title={detail.fills.length === 0 ? 'No fill yet' : 'No fill of this part'}>
            Fills appear here the moment a venue reports them.
          </EmptyState>
        }
      />
    </div>
  );
}

/** Fills that the caller reported belong to no child, and are shown where all are. */
function fillsOf({ children, fills }: OrderDetail, { wave, childId }: Pick<Chosen, 'wave' | 'childId'>) {
  if (childId !== null) return fills.filter((fill) => fill.child_id === childId);
  if (wave === null) return fills;
  const mine = new Set(children.filter((child) => child.wave === wave).map((child) => child.child_id));
  return fills.filter(({ child_id }) => (child_id === null ? children.length === 0 : mine.has(child_id)));
}

function ofWhat({ children }: OrderDetail, { wave, childId }: Chosen, nameOf: NameOf): string {
  const child = children.find(({ child_id }) => child_id === childId);
  if (child !== undefined) return ` of ${formatQuantity(child.quantity)} at ${venueWords(child.venue_id, nameOf)}`;
  return wave === null ? '' : ` of wave ${wave}`;
}
