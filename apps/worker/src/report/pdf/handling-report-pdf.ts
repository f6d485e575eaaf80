import type { HandlingColumn, HandlingMonth } from '@fairlead/rule606/customer-report/handling-report';
import type { HandlingRunFigures, LookThroughFigure } from '@fairlead/rule606/customer-report/run-figures';
import { CUSTOMER_HEADING, customerPdf, drawNote } from './customer-sheet.ts';
import { drawHeading } from './heading.ts';
import { monthTitle, venueTitle } from './public-words.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';

const TITLE = 'Not Held NMS Stocks Order Handling Customer Report';
const HOW_TO_READ =
  'A routed order stands with all that it executed in the month in which it was routed. Fees are negative, rebates positive, in cents per hundred shares ' +
  'executed. PRV is a venue to which the firm routed itself, EV/SRV one to which another firm routed for it. A figure is empty where there is nothing that it ' +
  'could be of.';

type Columns = readonly (readonly [column: HandlingColumn, title: string])[];
/** The figures of a venue in three tables, because they do not fit beside each other. */
const TABLES: readonly (readonly [title: string, columns: Columns])[] = [
  [
    'Routing and execution',
    [
      ['routedShr', 'Routed Shares'],
      ['iocRoutedShr', 'IOC Shares'],
      ['furtherRoutableShr', 'Further Routable Shares'],
      ['orderSizeShr', 'Average Order Size'],
      ['executedShr', 'Executed Shares'],
      ['filledPct', 'Filled (%)'],
      ['fillSizeShr', 'Average Fill Size'],
      ['netFeeOrRebateCph', 'Net Fee or Rebate (¢/100)'],
    ],
  ],
  [
    'Where in the spread',
    [
      ['midpointShr', 'Midpoint Shares'],
      ['midpointPct', 'Midpoint (%)'],
      ['nearsideShr', 'Near Side Shares'],
      ['nearsidePct', 'Near Side (%)'],
      ['farsideShr', 'Far Side Shares'],
      ['farsidePct', 'Far Side (%)'],
    ],
  ],
  [
    'Liquidity',
    [
      ['providedLiquidityShr', 'Provided Shares'],
      ['providedLiquidityPct', 'Provided (%)'],
      ['orderDurationMsec', 'Average Duration (ms)'],
      ['providedLiquidityNetCph', 'Provided, Net (¢/100)'],
      ['removedLiquidityShr', 'Removed Shares'],
      ['removedLiquidityPct', 'Removed (%)'],
      ['removedLiquidityNetCph', 'Removed, Net (¢/100)'],
    ],
  ],
];

/** How a customer's not held orders were handled, Rule 606(b)(3), as a document to read and to print: the figures as they stand in its XML. */
export function handlingReportPdf(figures: HandlingRunFigures, notice: string | null): Promise<Buffer> {
  const { report } = figures;
  const pages = { title: TITLE, rule: '(b)(3)', howToRead: HOW_TO_READ, head: report, exempt: figures, notice };
  return customerPdf(pages, (sheet) => {
    drawPart(sheet, 'Directed orders', report.directed ?? []);
    drawPart(sheet, 'Non-directed orders', report.nonDirected ?? []);
    if (figures.look_through.length > 0) drawLookThrough(sheet, figures.look_through);
  });
}

function drawPart(sheet: Sheet, part: string, months: readonly HandlingMonth[]): void {
  const entry = sheet.entry(part, null);
  for (const month of months) {
    sheet.entry(monthTitle(month), entry);
    drawMonth(sheet, month, drawHeading(sheet, `${part}, ${monthTitle(month)}`, CUSTOMER_HEADING));
  }
}

function drawMonth(sheet: Sheet, month: HandlingMonth, onNewPage: () => void): void {
  const shown = month.ioiVenues.map(venueTitle).join('; ');
  const totals = [
    `Shares sent: ${month.sentShr}.`,
    `Executed as principal: ${month.executedAsPrincipalShr}.`,
    `Orders exposed by actionable indications of interest: ${month.ioiExposedOrd}${shown === '' ? '' : `, to ${shown}`}.`,
  ];
  drawNote(sheet, totals.join(' '), onNewPage);
  if (month.venues.length === 0) {
    drawNote(sheet, 'No venue was routed such an order in this month.', onNewPage);
    return;
  }
  for (const table of TABLES) drawVenues(sheet, { month, table }, onNewPage);
}

interface VenueTable {
  readonly month: HandlingMonth;
  readonly table: (typeof TABLES)[number];
}

const CODE_WIDTH = 38;
const FIGURE_WIDTH = 62;

function drawVenues(sheet: Sheet, { month, table: [title, columns] }: VenueTable, onNewPage: () => void): void {
  const nameWidth = sheet.width - 2 * CODE_WIDTH - columns.length * FIGURE_WIDTH;
  drawTable(
    sheet,
    {
      columns: [
        { width: nameWidth, align: 'left' },
        { width: CODE_WIDTH, align: 'left' },
        { width: CODE_WIDTH, align: 'left' },
        ...columns.map(() => ({ width: FIGURE_WIDTH, align: 'right' as const })),
      ],
      head: [
        [
          { text: '', span: 3 },
          { text: title, span: columns.length },
        ],
        ['Venue', 'MIC', 'As', ...columns.map(([, name]) => name)].map((text) => ({ text, span: 1 })),
      ],
      rows: month.venues.map((venue) => [
        venueTitle(venue),
        venue.mic,
        venue.services,
        ...columns.map(([column]) => venue.figures[column]),
      ]),
    },
    onNewPage,
  );
}

function drawLookThrough(sheet: Sheet, figures: readonly LookThroughFigure[]): void {
  sheet.entry('Whose part is whose', null);
  const onNewPage = drawHeading(sheet, 'Whose part is whose', CUSTOMER_HEADING);
  drawNote(sheet, 'What stands as EV/SRV was routed by these firms; the rest by the firm of this report.', onNewPage);
  drawTable(
    sheet,
    {
      columns: [
        ...[60, 80].map((width) => ({ width, align: 'left' as const })),
        ...[1, 1].map(() => ({ width: (sheet.width - 300) / 2, align: 'left' as const })),
        ...[80, 80].map((width) => ({ width, align: 'right' as const })),
      ],
      head: [
        ['Month', 'Part', 'Routed by', 'Venue', 'Routed Shares', 'Executed Shares'].map((text) => ({ text, span: 1 })),
      ],
      rows: figures.map(({ month, directed, routing_firm, venue, routed_shr, executed_shr }) => [
        month,
        directed ? 'Directed' : 'Non-directed',
        routing_firm,
        venue,
        routed_shr,
        executed_shr,
      ]),
    },
    onNewPage,
  );
}
