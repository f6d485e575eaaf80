'use client';

import { MEASURE_WORDS, REVIEW_MEASURES } from '@fairlead/rule606/review/measure';
import type { ReviewFigures } from '@/rows/review-figures';
import { formatQuantity } from '@/words/figures';
import { quarterWords } from '@/words/report-words';
import { REVIEW_ACT_WORDS, reviewCountWords, reviewGroupWords } from '@/words/review-words';
import { formatBoundText, formatDollars } from '@/words/risk-words';
import { FormPart, FormSheet } from './form-sheet';
import { type FormHead, FormTable } from './form-table';

const NOTE =
  'The firm’s own review of best execution. Each venue is held against all others together, in orders of the same type and size and in the same security, by each measure. A difference is told where it lies beyond chance with 99.9 % confidence.';
const VENUE_HEADS: readonly FormHead[] = [
  ...['Venue', 'Executions', 'Shares', 'Notional, USD'].map((text) => ({ text })),
  ...REVIEW_MEASURES.map((measure) => ({ text: `${MEASURE_WORDS[measure].name}, ${MEASURE_WORDS[measure].unit}` })),
  ...['Lags', 'Leads'].map((text) => ({ text })),
];
const LAG_HEADS: readonly FormHead[] = [
  ...['Venue', 'Measure', 'Orders', 'n', 'Mean', 'n of others', 'Their mean', 'Difference', '99.9 % between'].map(
    (text) => ({ text }),
  ),
];

interface ReviewPreviewProps {
  readonly review: ReviewFigures;
  readonly simulated: boolean;
}

/** The review of a quarter: each venue with its means, those that lag and by what, and what was done. */
export function ReviewPreview({ review, simulated }: ReviewPreviewProps) {
  const names = new Map(review.venues.map(({ venueId, name }) => [venueId, name]));
  return (
    <FormSheet
      title="Best Execution Review"
      lines={[review.bd, quarterWords(review)]}
      note={NOTE}
      simulated={simulated}
    >
      <div className="border-t border-line px-6 pb-6 max-sm:px-3">
        <FormPart title="Venues">
          <div className="pt-2">
            <FormTable label="Venues" heads={[VENUE_HEADS]} least={960} rows={review.venues.map(venueRow)} />
          </div>
        </FormPart>
        <FormPart title="Which lag behind">
          <p className="py-2 text-sm">{reviewCountWords(review)}</p>
          {review.lags.length > 0 && (
            <div className="max-h-120 overflow-y-auto">
              <FormTable
                label="Which lag behind"
                heads={[LAG_HEADS]}
                least={860}
                rows={review.lags.map((lag) => lagRow(lag, names))}
              />
            </div>
          )}
        </FormPart>
        <FormPart title="What was done">
          <ul className="flex flex-col py-2 text-sm">
            {review.acts.length === 0 && <li className="text-muted">Nothing is told of the quarter.</li>}
            {review.acts.map(({ day, what, subject, by, reason }) => (
              <li key={`${day} ${what} ${subject} ${reason}`} className="border-b border-line/55 py-1 last:border-0">
                <span className="figures text-muted">{day}</span> {REVIEW_ACT_WORDS[what]} {subject}
                {by !== null && `, by ${by}`}
                {reason !== '' && <span className="text-muted">: {reason}</span>}
              </li>
            ))}
          </ul>
        </FormPart>
      </div>
    </FormSheet>
  );
}

const plain = (key: string, figure: string | null) => ({ key, figure, place: null });
const decimals = (value: number | null): string | null => (value === null ? null : value.toFixed(3));

function venueRow(venue: ReviewFigures['venues'][number]) {
  return {
    key: venue.venueId,
    names: [venue.name],
    figures: [
      plain('executions', formatQuantity(venue.executions)),
      plain('shares', formatBoundText(venue.shares)),
      plain('notional', formatDollars(venue.notionalUsd)),
      ...REVIEW_MEASURES.map((measure) => plain(measure, decimals(venue.means[measure].mean))),
      plain('lags', formatQuantity(venue.lags)),
      plain('leads', formatQuantity(venue.leads)),
    ],
  };
}

function lagRow(lag: ReviewFigures['lags'][number], names: ReadonlyMap<string, string>) {
  const { venueId, measure, level, orderType, of } = lag;
  const { name, unit } = MEASURE_WORDS[measure];
  return {
    key: `${venueId} ${measure} ${level} ${orderType} ${of}`,
    names: [names.get(venueId) ?? venueId, `${name}, ${unit}`, reviewGroupWords(lag)],
    figures: [
      plain('n', formatQuantity(lag.n)),
      plain('mean', decimals(lag.mean)),
      plain('others', formatQuantity(lag.othersN)),
      plain('others mean', decimals(lag.othersMean)),
      plain('difference', decimals(lag.difference)),
      plain('between', `${decimals(lag.low)} to ${decimals(lag.high)}`),
    ],
  };
}
