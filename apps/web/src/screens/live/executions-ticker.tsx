'use client';

import { Section } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { Time } from '@fairlead/ui/time';
import Link from 'next/link';
import { useLive } from '@/live/live-context';
import { formatPrice, formatQuantity } from '@/words/figures';
import { useInstrumentForms } from '../instrument-forms';
import { SideLetter } from '../order-marks';

const SHOWN_MAX = 60;

/** Fills as they happen, the newest first. */
export function ExecutionsTicker() {
  const { executions } = useLive();
  const formOf = useInstrumentForms();
  return (
    <Section title="Fills" note="newest first">
      <div className="max-lg:h-[232px] lg:min-h-0 lg:flex-1 overflow-y-auto">
        {executions.length === 0 ? (
          <EmptyState title="No fill yet">Fills appear here the moment a venue reports them.</EmptyState>
        ) : (
          <ul>
            {executions.slice(0, SHOWN_MAX).map((fill) => (
              <li key={fill.execution_id}>
                <Link
                  href={`/orders/${fill.order_pk}`}
                  className="figures grid h-7 grid-cols-[52px_14px_1fr_auto] items-center gap-2 border-b border-line/55 px-4 text-xs hover:bg-hover"
                >
                  <span className="text-faint">
                    <Time atMs={fill.at_ms} short />
                  </span>
                  <SideLetter side={fill.side} />
                  <span className="truncate">
                    <span className="font-medium">{fill.instrument_id}</span>{' '}
                    <span className="text-muted">{fill.venue_id}</span>
                  </span>
                  <span className="text-right">
                    {formatQuantity(fill.quantity)}{' '}
                    <span className="text-muted">@ {formatPrice(fill.price, formOf(fill.instrument_id).price)}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
