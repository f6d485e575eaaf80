import { CopyId } from '@fairlead/ui/copy-id';
import Link from 'next/link';

/** The page of an order; null of an imported one, which has none. */
export const orderPage = (sourceTable: string, orderPk: string): string | null =>
  sourceTable.startsWith('imported') ? null : `/orders/${orderPk}`;

interface OrderCellProps {
  readonly sourceTable: string;
  readonly orderPk: string;
}

/** An order in a row of a report: the way to it, or that it was imported. */
export function OrderCell({ sourceTable, orderPk }: OrderCellProps) {
  const href = orderPage(sourceTable, orderPk);
  if (href === null)
    return (
      <span className="inline-flex items-baseline gap-1.5">
        <CopyId value={orderPk} label="imported order" /> <span className="text-2xs text-faint">imported</span>
      </span>
    );
  return (
    <Link href={href} title={`Open order ${orderPk}`} className="font-mono text-accent hover:underline">
      …{orderPk.slice(-12)}
    </Link>
  );
}
