'use client';

import { useQuery } from '@tanstack/react-query';
import type { FigureThere } from '@/rows/figure-at';
import { cellOf, type FigurePlace, wholeOf } from '@/rows/figure-place';
import { useTRPC } from '@/trpc/client';
import { type CellTotals, paymentParts, sharesWords, shareWords } from '@/words/report-cell-words';
import { PaymentParts } from './payment-parts';

interface CellSumProps {
  readonly runId: string;
  readonly place: FigurePlace;
  readonly there: FigureThere;
}

/** How a figure comes about: so many of so many, or what was received and paid. */
export function CellSum({ runId, place, there }: CellSumProps) {
  const trpc = useTRPC();
  const asked = { id: runId, part: cellOf(place), whole: wholeOf(place) };
  const query = useQuery(trpc.reports.sums.queryOptions(asked, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <p role="status" className="flex min-h-5 flex-wrap gap-x-3 text-xs text-muted">
      {query.data === undefined ? (
        (query.error?.message ?? 'Adding up its rows…')
      ) : place.unit === 'PCT' ? (
        shareWords(place, query.data, there.venueName)
      ) : (
        <Payment place={place} there={there} totals={query.data} />
      )}
    </p>
  );
}

function Payment({ place, there, totals }: Omit<CellSumProps, 'runId'> & { readonly totals: CellTotals }) {
  return (
    <>
      <PaymentParts parts={paymentParts(totals)} />
      <span>
        = <span className="figures font-medium text-fg">{there.usd ?? '0'} USD</span>, over{' '}
        <span className="figures text-fg">{sharesWords(totals, place.section)}</span>
        {there.cph !== null && (
          <>
            : <span className="figures font-medium text-fg">{there.cph}</span> cents per hundred
          </>
        )}
      </span>
    </>
  );
}
