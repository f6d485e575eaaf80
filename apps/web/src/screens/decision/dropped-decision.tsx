import { CopyId } from '@fairlead/ui/copy-id';
import { Page } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import Link from 'next/link';

/** A decision that was made, and whose record retention has dropped: what is left is its order. */
export function DroppedDecision({ decisionId, orderPk }: { decisionId: string; orderPk: string }) {
  return (
    <Page title="Decision" lead={<CopyId value={decisionId} label="decision id" />}>
      <EmptyState title="The record of this decision was dropped by retention">
        What its order has sent and filled is still told.{' '}
        <Link href={`/orders/${orderPk}`} className="text-accent underline">
          Open the order
        </Link>
      </EmptyState>
    </Page>
  );
}
