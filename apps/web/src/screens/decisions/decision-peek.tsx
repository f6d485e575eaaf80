'use client';

import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { CopyId } from '@fairlead/ui/copy-id';
import { ErrorState } from '@fairlead/ui/region-state';
import { Skeleton } from '@fairlead/ui/skeleton';
import { Time } from '@fairlead/ui/time';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { DecisionDetail } from '@/rows/decision-detail';
import { priceFormOfRecord } from '@/rows/instrument-form';
import { useTRPC } from '@/trpc/client';
import { headline } from '@/words/decision-words';
import { formatBps, formatPrice, formatQuantity, formatUs } from '@/words/figures';
import { KIND_NAMES, MODE_NAMES } from '@/words/order-words';
import { PeekFacts, PeekSection } from '../list/peek-parts';
import { useVenueNames } from '../venue-names';

/** A decision at a glance: where its shares went, and why. */
export function DecisionPeek({ decisionId }: { decisionId: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.decisions.get.queryOptions({ decision_id: decisionId }, { placeholderData: keepPreviousData }),
  );
  if (query.error !== null)
    return (
      <ErrorState title="The decision could not be loaded" onRetry={() => void query.refetch()}>
        {query.error.message}
      </ErrorState>
    );
  if (query.data === undefined) return <Skeleton className="m-4 h-40" />;
  return <Glance decision={query.data} />;
}

function Glance({ decision }: { decision: DecisionDetail }) {
  const { evidence } = decision;
  const nameOf = useVenueNames();
  return (
    <>
      <div className="flex flex-col gap-1 px-4 pb-2">
        <h2 className="text-base font-semibold">{headline(evidence, nameOf)}</h2>
        <span className="text-2xs text-muted">
          <Time atMs={decision.at_ms} withDate /> ET
        </span>
        <CopyId value={decision.decision_id} shown={28} label="decision id" />
        <p className="text-xs text-muted">{evidence.rationale}</p>
      </div>
      <Slices decision={decision} />
      <PeekSection title="How it was decided">
        <PeekFacts
          facts={[
            ['Objective', `${OBJECTIVE_NAMES[evidence.objective]}, ${MODE_NAMES[evidence.mode]}`],
            ['Wave', evidence.wave],
            ['Expected, bps', formatBps(evidence.expected.cost_bps)],
            ['Realised, bps', formatBps(decision.realised_cost_bps)],
            ['Filled', formatQuantity(decision.filled_quantity)],
            ['Decided in, µs', formatUs(decision.routing_time_us)],
          ]}
        />
      </PeekSection>
      <p className="flex gap-4 border-t border-line px-4 py-2 text-xs">
        <Link href={`/decisions/${decision.decision_id}`} className="text-accent hover:underline">
          Why here?
        </Link>
        <Link href={`/orders/${decision.order_pk}`} className="text-accent hover:underline">
          Open the order
        </Link>
      </p>
    </>
  );
}

function Slices({ decision: { evidence } }: { decision: DecisionDetail }) {
  const form = priceFormOfRecord(evidence);
  const nameOf = useVenueNames();
  const rest = Number(evidence.unallocated_quantity);
  return (
    <PeekSection title={`Where it went · ${evidence.slices.length}`}>
      <ul className="text-xs">
        {evidence.slices.map((slice) => (
          <li
            key={`${slice.venue_id} ${slice.routing_priority}`}
            className="figures grid h-6 grid-cols-[1fr_auto_auto] items-center gap-2"
            title={slice.reason}
          >
            <span className="truncate">
              {nameOf(slice.venue_id)} <span className="text-2xs text-faint">{KIND_NAMES[slice.order_kind]}</span>
            </span>
            <span>{formatQuantity(Number(slice.quantity))}</span>
            <span className="text-muted">{formatPrice(Number(slice.expected_price), form)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="text-xs text-muted">{formatQuantity(rest)} went nowhere.</p>}
    </PeekSection>
  );
}
