import { SIZE_BUCKETS } from '@fairlead/core/analytics/quality-dimension';
import { groupedText } from '@fairlead/core/money/decimal-text';
import { PARTICIPANTS } from '@fairlead/rule606/rule605/reading/participant';
import type { ExecutionReportFigures } from '@fairlead/rule606/rule605/run-figures';
import { ALL_BELOW_200000 } from '@fairlead/rule606/rule605/size-class';
import type { SummaryFigure } from '@fairlead/rule606/rule605/summary-columns';
import { INK, QUIET } from './colors.ts';
import { drawEdges } from './edges.ts';
import { drawHeading, type HeadingLook } from './heading.ts';
import { Sheet, type TextStyle } from './sheet.ts';
import { drawTable } from './table.ts';

const TITLE: TextStyle = { font: 'bold', size: 16, color: INK };
const FIRM: TextStyle = { font: 'bold', size: 12, color: INK };
const BODY: TextStyle = { font: 'regular', size: 8, color: INK };
const NOTE: TextStyle = { font: 'regular', size: 7.5, color: QUIET };
const HEADING: HeadingLook = { room: 130, isRuled: false };

const NAME = 'Order Execution Summary Report';
const NOTICE = 'SIMULATED ORDERS: a demonstration, and no report of a broker-dealer';
const HOW_TO_READ =
  'Averages of spreads, price improvement and time are weighted by executed shares. A percentage of a price is a fraction of the average midpoint: 0.0005 is five ' +
  'hundredths of a percent. Price improvement is against the national best bid and offer, less what was executed outside of it. Times are milliseconds from when an ' +
  'order could be executed. A figure is empty where there is nothing that it could be of.';

const SECTIONS = [
  ['Y', 'S&P 500 stocks'],
  ['N', 'Other NMS stocks'],
] as const;
const TYPES = [
  ['M', 'Market orders'],
  ['ML', 'Marketable limit orders'],
] as const;
/** The figures as they stand in the file, with the words of a table. */
const COLUMNS: readonly (readonly [SummaryFigure, string])[] = [
  ['AvgOrderQty', 'Average shares'],
  ['AvgOrderSize', 'Average USD'],
  ['ExctdOrderMidPtAvg', 'Average midpoint'],
  ['PctExctdAtQuotOrBetter', 'At quote or better'],
  ['PctExctdPI', 'Improved'],
  ['WghtdAvgPctPI', 'Average improvement'],
  ['AvgEffctvSprdPct', 'Effective spread'],
  ['AvgPctQuotSprd', 'Quoted spread'],
  ['AvgEFQPct', 'Effective / quoted'],
  ['AvgRealSprdPct15sec', 'Realized 15 s'],
  ['AvgRealSprdPct1min', 'Realized 1 min'],
  ['WghtdAvgExctnTime', 'Time, ms'],
];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** The summary of a month, Rule 605(a)(2), as a document to read and to print. Its date is the end of the month, and equal figures are equal bytes. */
export async function summaryReportPdf(figures: ExecutionReportFigures): Promise<Buffer> {
  const { bd, month, simulated } = figures;
  const [year = 0, ofYear = 0] = month.split('-').map(Number);
  const period = `${MONTHS[ofYear - 1] ?? ''} ${year}`;
  const sheet = new Sheet({ title: `${bd}: ${NAME}, ${period}`, author: bd, at: new Date(Date.UTC(year, ofYear, 1)) });
  drawTitle(sheet, figures, period);
  for (const [sp500, section] of SECTIONS) {
    for (const [type, title] of TYPES) drawRows(sheet, figures, { sp500, type, title: `${section}: ${title}` });
  }
  return sheet.finish((page, pages) =>
    drawEdges(sheet, {
      ...{ notice: simulated ? NOTICE : null, title: NAME, left: bd, right: period },
      ...{ page, pages },
    }),
  );
}

const nothing = () => undefined;

function drawTitle(sheet: Sheet, { bd, participant, entity, detail }: ExecutionReportFigures, period: string): void {
  sheet.flow(NAME, TITLE, nothing);
  sheet.flow(bd, FIRM, nothing);
  sheet.flow(period, FIRM, nothing);
  sheet.y += 3;
  const filedWith = `${PARTICIPANTS.get(participant) ?? participant}, as ${entity}`;
  const rule = `Report under Rule 605(a)(2) of Regulation NMS, 17 CFR 242.605(a)(2). Designated participant: ${filedWith}.`;
  sheet.flow(`${rule} The detailed report is ${detail.file}, ${detail.rows} rows.`, NOTE, nothing);
  sheet.flow(HOW_TO_READ, NOTE, nothing);
  sheet.y += 10;
}

function drawRows(
  sheet: Sheet,
  { summary }: ExecutionReportFigures,
  part: { sp500: string; type: string; title: string },
): void {
  const onNewPage = drawHeading(sheet, part.title, HEADING);
  const rows = summary.filter(({ sp500, type }) => sp500 === part.sp500 && type === part.type);
  if (rows.length === 0) {
    sheet.flow('No order of this kind was received in this month.', BODY, onNewPage);
    sheet.y += 9;
    return;
  }
  const first = 104;
  const width = (sheet.width - first) / COLUMNS.length;
  drawTable(
    sheet,
    {
      columns: [{ width: first, align: 'left' }, ...COLUMNS.map(() => ({ width, align: 'right' as const }))],
      head: [[{ text: 'Order size', span: 1 }, ...COLUMNS.map(([, text]) => ({ text, span: 1 }))]],
      rows: rows.map(({ size, figures }) => [sizeText(size), ...COLUMNS.map(([name]) => figures[name] ?? null)]),
    },
    onNewPage,
  );
}

const BOUNDS: readonly string[] = SIZE_BUCKETS;

/** The class of notional by its bounds in dollars. */
function sizeText(size: string): string {
  if (size === `${ALL_BELOW_200000}`) return 'All below $200,000';
  const [from = '', to] = BOUNDS.slice(BOUNDS.indexOf(size)).map(dollars);
  if (to === undefined) return `${from} and more`;
  return size === '0' ? `Below ${to}` : `${from} to below ${to}`;
}

function dollars(whole: string): string {
  return `$${groupedText(whole)}`;
}
