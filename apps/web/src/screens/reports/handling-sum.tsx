'use client';

import { useQuery } from '@tanstack/react-query';
import type { HandlingThere } from '@/rows/handling-at';
import { type HandlingPlace, handlingCellOf, handlingWholeOf } from '@/rows/handling-place';
import { useTRPC } from '@/trpc/client';
import { handlingPaymentParts, handlingSumWords } from '@/words/handling-cell-words';
import { PaymentParts } from './payment-parts';

interface HandlingSumProps {
  readonly runId: string;
  readonly place: HandlingPlace;
  readonly there: HandlingThere;
}

/** How a figure of a report on handling comes about: what its routed orders executed, and what was received and paid for it. */
export function HandlingSum({ runId, place, there }: HandlingSumProps) {
  const trpc = useTRPC();
  const asked = { id: runId, part: handlingCellOf(place), whole: handlingWholeOf(place) };
  const { data, error } = useQuery(trpc.reports.sums.queryOptions(asked, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <p role="status" className="flex min-h-5 flex-wrap gap-x-3 text-xs text-muted">
      {data === undefined ? (
        (error?.message ?? 'Adding up its rows…')
      ) : (
        <>
          <span>{handlingSumWords(place, there, data)}</span>
          {place.figure.endsWith('Cph') && <PaymentParts parts={handlingPaymentParts(data.part)} />}
        </>
      )}
    </p>
  );
}
