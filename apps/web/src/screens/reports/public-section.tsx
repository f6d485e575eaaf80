'use client';

import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import type { ReportSection } from '@fairlead/core/report/report-section';
import Link from 'next/link';
import { type FigurePlace, placeText } from '@/rows/figure-place';
import { idOfPrinted } from '@/rows/printed-venues';
import type { PublicFigures, PublicSection, PublicVenue } from '@/rows/report-figures';
import { ORDER_TYPE_WORDS } from '@/words/report-words';
import { FormLabel } from './form-sheet';
import { type FormHead, type FormRow, FormTable } from './form-table';

const TYPES = ORDER_CLASSIFICATIONS;
const SUMMARY_HEADS: readonly FormHead[] = [
  { text: 'Non-Directed Orders as % of All Orders' },
  ...TYPES.map((type) => ({ text: `${ORDER_TYPE_WORDS[type]} as % of Non-Directed Orders` })),
];
const VENUE_HEADS: readonly FormHead[] = [
  ...['Venue', 'MIC', 'MPID', 'Non-Directed Orders (%)'].map((text) => ({ text })),
  ...TYPES.map((type) => ({ text: `${ORDER_TYPE_WORDS[type]} (%)` })),
];
const PAYMENT_HEADS: readonly (readonly FormHead[])[] = [
  [{ text: '' }, ...TYPES.map((type) => ({ text: ORDER_TYPE_WORDS[type], span: 2 }))],
  [{ text: 'Venue' }, ...TYPES.flatMap(() => [{ text: 'USD' }, { text: 'Cents per 100' }])],
];

interface PublicSectionProps {
  readonly report: PublicFigures;
  /** YYYY-MM. */
  readonly month: string;
  readonly section: ReportSection;
  readonly of: PublicFigures['months'][number];
}

/** The tables of a section in a month: what was non-directed, which venue got how much of it, what was paid, and on which terms. */
export function PublicSectionTables({ report, month, section, of }: PublicSectionProps) {
  const figures = of.sections[section];
  if (figures === null) return <p className="py-3 text-sm text-muted">The report does not have this section.</p>;
  const place = { month, section } as const;
  return (
    <>
      <FormLabel>Summary</FormLabel>
      <FormTable label="Summary" heads={[SUMMARY_HEADS]} least={560} rows={[summaryRow(figures, place)]} />
      {figures.venues.length === 0 ? (
        <p className="py-3 text-sm text-muted">
          No venue was routed a non-directed order of this section in this month.
        </p>
      ) : (
        <>
          <FormLabel>Venues</FormLabel>
          <FormTable
            label="Venues"
            heads={[VENUE_HEADS]}
            least={760}
            rows={figures.venues.map((venue) =>
              venueRow(venue, { ...place, venueId: idOfPrinted(report.venueIds, venue) }),
            )}
          />
          <FormLabel>Net payment paid or received</FormLabel>
          <FormTable
            label="Net payment paid or received"
            heads={PAYMENT_HEADS}
            least={860}
            rows={figures.venues.map((venue) =>
              paymentRow(venue, { ...place, venueId: idOfPrinted(report.venueIds, venue) }),
            )}
          />
          <FormLabel>Material aspects</FormLabel>
          <MaterialAspects venues={figures.venues} />
        </>
      )}
    </>
  );
}

type At = Pick<FigurePlace, 'month' | 'section'>;
/** Null where nobody knows under which id the rows have the venue. */
type AtVenue = At & { readonly venueId: string | null };

const titleOf = ({ name, mic }: PublicVenue): string => name ?? mic ?? '';

function summaryRow({ nonDirectedPct, typePct }: PublicSection, at: At): FormRow {
  const place: FigurePlace = { ...at, unit: 'PCT', orderType: null, venueId: null };
  return {
    key: 'summary',
    names: [],
    figures: [
      { key: 'ALL', figure: nonDirectedPct, place: placeText(place) },
      ...TYPES.map((type) => ({ key: type, figure: typePct[type], place: placeText({ ...place, orderType: type }) })),
    ],
  };
}

function venueRow(venue: PublicVenue, at: AtVenue): FormRow {
  const place = (orderType: FigurePlace['orderType']): string | null =>
    at.venueId === null ? null : placeText({ ...at, unit: 'PCT', orderType });
  return {
    key: titleOf(venue),
    names: [titleOf(venue), venue.mic, venue.mpid],
    figures: [
      { key: 'ALL', figure: venue.orderPct, place: place(null) },
      ...TYPES.map((type) => ({ key: type, figure: venue.byType[type].pct, place: place(type) })),
    ],
  };
}

function paymentRow(venue: PublicVenue, at: AtVenue): FormRow {
  const place = (unit: 'USD' | 'CPH', orderType: FigurePlace['orderType']): string | null =>
    at.venueId === null ? null : placeText({ ...at, unit, orderType });
  return {
    key: titleOf(venue),
    names: [titleOf(venue)],
    figures: TYPES.flatMap((type) => [
      { key: `${type} USD`, figure: venue.byType[type].netUsd, place: place('USD', type) },
      { key: `${type} CPH`, figure: venue.byType[type].netCph, place: place('CPH', type) },
    ]),
  };
}

function MaterialAspects({ venues }: { readonly venues: readonly PublicVenue[] }) {
  const untold = venues.filter(({ materialAspects }) => materialAspects === '');
  return (
    <div className="flex flex-col gap-2 text-xs">
      {venues
        .filter(({ materialAspects }) => materialAspects !== '')
        .map((venue) => (
          <div key={titleOf(venue)} className="grid gap-x-4 sm:grid-cols-[minmax(0,180px)_minmax(0,1fr)]">
            <span className="font-medium">{titleOf(venue)}</span>
            <p className="max-w-200 whitespace-pre-wrap">{venue.materialAspects}</p>
          </div>
        ))}
      {untold.length > 0 && (
        <p className="text-degraded">
          Nothing is told of {untold.map(titleOf).join(', ')}.{' '}
          <Link href="/reports?view=terms" className="text-accent underline">
            What venues pay
          </Link>
        </p>
      )}
    </div>
  );
}
