'use client';

import type { HandlingColumn } from '@fairlead/rule606/customer-report/handling-report';
import { useQueryState } from 'nuqs';
import { parseAsReportMonth } from '@/lists/report-view-url';
import type { HandlingFigures, HandlingMonth } from '@/rows/customer-figures';
import { type HandlingPlace, handlingPlaceText } from '@/rows/handling-place';
import { idOfPrinted, type PrintedVenues } from '@/rows/printed-venues';
import { monthWords } from '@/words/report-words';
import { customerLines, ExemptionPart } from './customer-parts';
import { FormLabel, FormPart, FormSheet, MonthTabs } from './form-sheet';
import { type FormHead, type FormRow, FormTable } from './form-table';

const NOTE =
  'Report under Rule 606(b)(3) of Regulation NMS. A routed order stands with all that it executed in the month in which it was routed. Fees are negative, rebates positive, in cents per hundred shares executed. PRV is a venue to which the firm routed itself, EV/SRV one to which another firm routed for it. Press a figure to see the orders behind it.';

interface HandlingTable {
  readonly title: string;
  readonly groups: readonly FormHead[];
  readonly columns: readonly (readonly [column: HandlingColumn, title: string])[];
}

/** The figures of a venue in two tables, which have room beside each other nowhere. */
const TABLES: readonly HandlingTable[] = [
  {
    title: 'Routing and execution',
    groups: [
      { text: '', span: 4 },
      { text: 'Routed shares', span: 4 },
      { text: 'Executed shares', span: 4 },
    ],
    columns: [
      ['routedShr', 'All'],
      ['iocRoutedShr', 'IOC'],
      ['furtherRoutableShr', 'Further routable'],
      ['orderSizeShr', 'Average order'],
      ['executedShr', 'All'],
      ['filledPct', 'Filled (%)'],
      ['fillSizeShr', 'Average fill'],
      ['netFeeOrRebateCph', 'Net (¢/100)'],
    ],
  },
  {
    title: 'Prices and liquidity',
    groups: [
      { text: '', span: 4 },
      { text: 'Midpoint', span: 2 },
      { text: 'Near side', span: 2 },
      { text: 'Far side', span: 2 },
      { text: 'Provided liquidity', span: 4 },
      { text: 'Removed liquidity', span: 3 },
    ],
    columns: [
      ['midpointShr', 'Shares'],
      ['midpointPct', '%'],
      ['nearsideShr', 'Shares'],
      ['nearsidePct', '%'],
      ['farsideShr', 'Shares'],
      ['farsidePct', '%'],
      ['providedLiquidityShr', 'Shares'],
      ['providedLiquidityPct', '%'],
      ['orderDurationMsec', 'ms'],
      ['providedLiquidityNetCph', '¢/100'],
      ['removedLiquidityShr', 'Shares'],
      ['removedLiquidityPct', '%'],
      ['removedLiquidityNetCph', '¢/100'],
    ],
  },
];
const SUMMARY_HEADS: readonly FormHead[] = [
  ...['Shares sent', 'Executed as principal', 'Orders exposed by indications of interest', 'Exposed to'],
].map((text) => ({ text }));
const NAMES: readonly FormHead[] = ['Venue', 'Services', 'MIC', 'MPID'].map((text) => ({ text }));

const monthKey = ({ year, month }: HandlingMonth): string => `${year}-${String(month).padStart(2, '0')}`;

interface HandlingPreviewProps {
  readonly handling: HandlingFigures;
  readonly simulated: boolean;
}

/** How a customer's not held orders were handled as its form has it, a month at a time. */
export function HandlingPreview({ handling, simulated }: HandlingPreviewProps) {
  const [wanted, setWanted] = useQueryState('month', parseAsReportMonth.withOptions({ history: 'replace' }));
  const { report } = handling;
  const months = report.nonDirected ?? report.directed ?? [];
  const isShown = (month: HandlingMonth) => monthKey(month) === wanted;
  const shown = months.find(isShown) ?? months.find(({ venues }) => venues.length > 0) ?? months[0];
  const key = shown && monthKey(shown);
  const parts = [
    { title: 'Non-directed orders', directed: false, all: report.nonDirected },
    { title: 'Directed orders', directed: true, all: report.directed },
  ];
  return (
    <FormSheet
      title="Not Held NMS Stocks Order Handling Customer Report"
      lines={customerLines(report)}
      note={NOTE}
      simulated={simulated}
    >
      <MonthTabs
        months={months.map((month) => ({ key: monthKey(month), name: monthWords(month) }))}
        shown={key}
        onShow={(next) => void setWanted(next)}
      />
      <div className="px-6 pb-6 max-sm:px-3">
        {parts.map(({ title, directed, all }) => {
          const month = all?.find((each) => monthKey(each) === key);
          if (month === undefined) return null;
          return (
            <FormPart key={title} title={`${monthWords(month)}: ${title}`}>
              <MonthTables month={month} directed={directed} venueIds={handling.venueIds} />
            </FormPart>
          );
        })}
        {handling.look_through.length > 0 && <LookThrough handling={handling} month={key} />}
        <ExemptionPart figures={handling} />
      </div>
    </FormSheet>
  );
}

interface MonthTablesProps {
  readonly month: HandlingMonth;
  readonly directed: boolean;
  readonly venueIds: PrintedVenues;
}

function MonthTables({ month, directed, venueIds }: MonthTablesProps) {
  const where = { month: monthKey(month), directed };
  return (
    <>
      <FormLabel>Summary</FormLabel>
      <FormTable label="Summary" least={560} heads={[SUMMARY_HEADS]} rows={[summaryRow(month, where)]} />
      {month.venues.length === 0 ? (
        <p className="py-3 text-sm text-muted">No venue was routed an order of this part in this month.</p>
      ) : (
        TABLES.map(({ title, groups, columns }) => (
          <div key={title}>
            <FormLabel>{title}</FormLabel>
            <FormTable
              label={title}
              least={title === TABLES[0]?.title ? 820 : 1_000}
              heads={[groups, [...NAMES, ...columns.map(([, text]) => ({ text }))]]}
              rows={month.venues.map((venue) =>
                venueRow(venue, columns, { ...where, venueId: idOfPrinted(venueIds, venue) }),
              )}
            />
          </div>
        ))
      )}
    </>
  );
}

type Where = Pick<HandlingPlace, 'month' | 'directed'>;

function summaryRow(month: HandlingMonth, where: Where): FormRow {
  const exposed = month.ioiVenues.map(({ name, mic }) => name ?? mic ?? '').join(', ');
  const sent = handlingPlaceText({ ...where, figure: 'sentShr', at: null });
  return {
    key: 'summary',
    names: [],
    figures: [
      { key: 'sent', figure: month.sentShr, place: sent },
      { key: 'principal', figure: month.executedAsPrincipalShr, place: null },
      { key: 'exposed', figure: month.ioiExposedOrd, place: null },
      { key: 'exposed to', figure: exposed, place: null },
    ],
  };
}

/** Its figures lead nowhere where nobody knows under which id the rows have the venue. */
function venueRow(
  venue: HandlingMonth['venues'][number],
  columns: HandlingTable['columns'],
  { venueId, ...where }: Where & { readonly venueId: string | null },
): FormRow {
  const { name, mic, mpid, services } = venue;
  const place = (figure: HandlingColumn): string | null =>
    venueId === null ? null : handlingPlaceText({ ...where, figure, at: { venueId, services } });
  return {
    key: `${name ?? ''} ${mic ?? ''} ${services ?? ''}`,
    names: [name ?? mic ?? '', services, mic, mpid],
    figures: columns.map(([column]) => ({ key: column, figure: venue.figures[column], place: place(column) })),
  };
}

/** What of the month another firm has handled: whose part is whose. */
function LookThrough({
  handling,
  month,
}: Pick<HandlingPreviewProps, 'handling'> & { readonly month: string | undefined }) {
  const rows = handling.look_through.filter((each) => each.month === month);
  if (rows.length === 0) return null;
  return (
    <FormPart title="Handled by other firms">
      <FormTable
        label="Handled by other firms"
        least={560}
        heads={[['Firm', 'Venue', 'Orders', 'Routed shares', 'Executed shares'].map((text) => ({ text }))]}
        rows={rows.map((row) => ({
          key: `${row.routing_firm} ${row.venue} ${row.directed}`,
          names: [row.routing_firm, row.venue, row.directed ? 'directed' : 'non-directed'],
          figures: [
            { key: 'routed', figure: row.routed_shr, place: null },
            { key: 'executed', figure: row.executed_shr, place: null },
          ],
        }))}
      />
    </FormPart>
  );
}
