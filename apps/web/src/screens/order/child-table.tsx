import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import type { InstrumentForm } from '@/rows/instrument-form';
import type { OrderDetail } from '@/rows/order-detail';
import { endingOf } from '@/words/ending-words';
import { formatQuantity } from '@/words/figures';
import type { NameOf } from '@/words/venue-words';
import { waitsFor } from '@/words/waiting-words';
import { childColumns } from './child-columns';
import { rowsFor } from './rows-for';
import { ShowAll } from './show-all';
import type { Chosen } from './use-chosen';

export interface PartTableProps {
  readonly detail: OrderDetail;
  readonly form: InstrumentForm;
  readonly nameOf: NameOf;
  readonly chosen: Chosen;
}

/** What the chosen wave has sent, or all of them; a child that is chosen has its fills below. */
export function ChildTable({ detail, form, nameOf, chosen }: PartTableProps) {
  const { wave, childId, chooseWave, chooseChild } = chosen;
  const rows = useMemo(
    () => detail.children.filter((child) => wave === null || child.wave === wave),
    [detail.children, wave],
  );
  const columns = useMemo(() => childColumns({ form, nameOf, childId }), [form, nameOf, childId]);
  const isPart = rows.length < detail.children.length;
  return (
    <div className="min-w-0 pb-2">
      <DataTable
        name="Child orders"
        toolbar={
          <>
            <SectionTitle
              title={wave === null ? 'Child orders' : `Child orders of wave ${wave}`}
              note="choose one for its fills; times from the durable intent"
            />
            {isPart && (
              <ShowAll what={`all ${formatQuantity(detail.children.length)}`} onPress={() => chooseWave(null)} />
            )}
          </>
        }
        primary
        columns={columns}
        rows={rows}
        rowKey={(row) => row.child_id}
        onOpen={(row) => chooseChild(row.child_id === childId ? null : row.child_id)}
        rowsInSight={rowsFor(rows.length)}
        empty={<EmptyState title="Nothing was sent">{whyNothing(detail, form)}</EmptyState>}
      />
    </div>
  );
}

function whyNothing(detail: OrderDetail, form: InstrumentForm): string {
  const { order } = detail;
  const waits = waitsFor(detail, form.price);
  if (order.state === 'RECEIVED' && waits !== null) return `The order waits ${waits}, and is decided then.`;
  if (order.reject_code !== null) return endingOf(order.reject_code);
  return 'No venue could be sent to, or the caller executes the decision itself.';
}
