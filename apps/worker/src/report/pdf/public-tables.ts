import { byOrderType } from '@fairlead/rule606/public-report/order-types';
import type { RoutingSection } from '@fairlead/rule606/public-report/public-report';
import { TYPE_TITLES, venueTitle } from './public-words.ts';
import type { Sheet } from './sheet.ts';
import { type Column, drawTable, type HeadCell } from './table.ts';

/** The four types, in the order of the form. */
const TYPE_NAMES = Object.values(TYPE_TITLES);

function single(text: string): HeadCell {
  return { text, span: 1 };
}

function columns(count: number, width: number, align: Column['align']): Column[] {
  return Array.from({ length: count }, () => ({ width, align }));
}

/** What part of all orders was non-directed, and of which types these were. */
export function drawSummary(sheet: Sheet, section: RoutingSection, onNewPage: () => void): void {
  const types = byOrderType((type) => section.typePct[type]);
  drawTable(
    sheet,
    {
      columns: columns(5, sheet.width / 5, 'center'),
      head: [
        [
          single('Non-Directed Orders as % of All Orders'),
          ...TYPE_NAMES.map((name) => single(`${name} as % of Non-Directed Orders`)),
        ],
      ],
      rows: [[section.nonDirectedPct, ...Object.values(types)]],
    },
    onNewPage,
  );
}

/** What part of the non-directed orders each venue got, by type. */
export function drawVenues(sheet: Sheet, { venues }: RoutingSection, onNewPage: () => void): void {
  const percentages = columns(5, 70, 'right');
  const codes = columns(2, 44, 'left');
  drawTable(
    sheet,
    {
      columns: [{ width: sheet.width - 5 * 70 - 2 * 44, align: 'left' }, ...codes, ...percentages],
      head: [
        [
          ...['Venue', 'MIC', 'MPID', 'Non-Directed Orders (%)'].map(single),
          ...TYPE_NAMES.map((name) => single(`${name} (%)`)),
        ],
      ],
      rows: venues.map((venue) => [
        venueTitle(venue),
        venue.mic,
        venue.mpid,
        venue.orderPct,
        ...Object.values(byOrderType((type) => venue.byType[type].pct)),
      ]),
    },
    onNewPage,
  );
}

/** What was paid and received net at each venue, by type: dollars, and cents per hundred shares. */
export function drawPayments(sheet: Sheet, { venues }: RoutingSection, onNewPage: () => void): void {
  drawTable(
    sheet,
    {
      columns: [{ width: sheet.width - 8 * 66, align: 'left' }, ...columns(8, 66, 'right')],
      head: [
        [single(''), ...TYPE_NAMES.map((text) => ({ text, span: 2 }))],
        [single('Venue'), ...TYPE_NAMES.flatMap(() => [single('USD'), single('Cents per 100 Shares')])],
      ],
      rows: venues.map((venue) => [
        venueTitle(venue),
        ...Object.values(byOrderType((type) => [venue.byType[type].netUsd, venue.byType[type].netCph])).flat(),
      ]),
    },
    onNewPage,
  );
}
