import { Time } from '@fairlead/ui/time';
import Link from 'next/link';
import { memo } from 'react';
import type { ExecutionRow } from '@/rows/execution-row';
import type { PriceForm } from '@/rows/instrument-form';
import { formatPrice, formatQuantity } from '@/words/figures';
import { SideLetter } from '../order-marks';

/** A fill in one line. It never changes, so it is drawn once. */
export const FillLine = memo(function FillLine({ fill, form }: { fill: ExecutionRow; form: PriceForm }) {
  return (
    <li>
      <Link
        href={`/orders/${fill.order_pk}`}
        prefetch={false}
        className="figures grid h-7 grid-cols-[52px_14px_1fr_auto] items-center gap-2 border-b border-line/55 px-4 text-xs hover:bg-hover"
      >
        <span className="text-faint">
          <Time atMs={fill.at_ms} short />
        </span>
        <SideLetter side={fill.side} />
        <span className="truncate">
          <span className="font-medium">{fill.instrument_id}</span> <span className="text-muted">{fill.venue_id}</span>
        </span>
        <span className="text-right">
          {formatQuantity(fill.quantity)} <span className="text-muted">@ {formatPrice(fill.price, form)}</span>
        </span>
      </Link>
    </li>
  );
});
