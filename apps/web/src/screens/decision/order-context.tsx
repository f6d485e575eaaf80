import { isOrderEnded } from '@fairlead/core/order/order-state';
import { CopyId } from '@fairlead/ui/copy-id';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { DecisionDetail } from '@/rows/decision-detail';
import { askedWords, unitOf } from '@/words/decision-words';
import { formatQuantity } from '@/words/figures';
import { STATE_WORDS } from '@/words/order-words';

/** Whose order the decision is of, what was asked, which of its waves this is, and what was filled before: what stands around the decision. */
export function OrderContext({ decision }: { decision: DecisionDetail }) {
  const { evidence, context } = decision;
  const unit = unitOf(evidence);
  const filled = `${formatQuantity(context.filled_before)} of ${formatQuantity(context.order_quantity)} ${unit}`;
  return (
    <dl
      aria-label="The order"
      className="grid gap-x-6 gap-y-1.5 border-t border-line px-4 py-2 text-xs sm:grid-cols-2 lg:grid-cols-[auto_minmax(0,1fr)_auto_auto]"
    >
      <Fact name="Order">
        <Link href={`/orders/${decision.order_pk}`} className="text-accent hover:underline">
          {evidence.order.client_id}
        </Link>{' '}
        <CopyId value={evidence.order.order_id} shown={20} label="order id" />
        <span className="text-muted"> · now {STATE_WORDS[context.order_state].name.toLowerCase()}</span>
      </Fact>
      <Fact name="Asked">{askedWords(evidence)}</Fact>
      <Fact name="Filled before">{filled}</Fact>
      <Fact name={`Wave ${evidence.wave} of ${context.waves}${isOrderEnded(context.order_state) ? '' : ' so far'}`}>
        <Neighbour id={context.previous_id} says={`← wave ${evidence.wave - 1}`} />
        <Neighbour id={context.next_id} says={`wave ${evidence.wave + 1} →`} />
        {context.previous_id === null && context.next_id === null && <span className="text-muted">the only one</span>}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-2xs text-faint">{name}</dt>
      <dd className="figures flex flex-wrap items-baseline gap-x-1.5">{children}</dd>
    </div>
  );
}

function Neighbour({ id, says }: { id: string | null; says: string }) {
  if (id === null) return null;
  return (
    <Link href={`/decisions/${id}`} className="text-accent hover:underline">
      {says}
    </Link>
  );
}
