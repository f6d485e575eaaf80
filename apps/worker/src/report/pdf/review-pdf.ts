import { groupedText } from '@fairlead/core/money/decimal-text';
import type { Comparison } from '@fairlead/rule606/review/comparison';
import { MEASURE_WORDS, REVIEW_MEASURES } from '@fairlead/rule606/review/measure';
import type { Review, ReviewActKind } from '@fairlead/rule606/review/review';
import { INK, QUIET } from './colors.ts';
import { drawEdges } from './edges.ts';
import { drawHeading, type HeadingLook } from './heading.ts';
import { Sheet, type TextStyle } from './sheet.ts';
import { drawTable } from './table.ts';

const TITLE: TextStyle = { font: 'bold', size: 16, color: INK };
const FIRM: TextStyle = { font: 'bold', size: 12, color: INK };
const BODY: TextStyle = { font: 'regular', size: 8, color: INK };
const NOTE: TextStyle = { font: 'regular', size: 7.5, color: QUIET };
const HEADING: HeadingLook = { room: 120, isRuled: false };

const NAME = 'Review of Best Execution';
const NOTICE = 'SIMULATED ORDERS: a demonstration, and no review of a broker-dealer';
const ORDINALS = ['1st', '2nd', '3rd', '4th'];
/** Widths of the columns of venues: executions, shares and dollars; a measure; how often it lags and leads. Points. */
const COUNTS = [52, 72, 86];
const MEASURE = 50;
const VERDICTS_WIDE = [36, 36];
/** The widest differences of all; the file beside it has every comparison. */
const LAGS_MOST = 60;

const ACT_WORDS: Readonly<Record<ReviewActKind, string>> = {
  RULES_ACTIVATED: 'Routing rules activated',
  VENUE_STOPPED: 'Venue stopped',
  VENUE_RELEASED: 'Venue released',
  CIRCUIT_FORCED: 'Circuit set by hand',
  PAYMENT_TERMS: 'Payment terms from this day',
  FEES: 'Fees from this day',
};

/** The review of a quarter as a document to read, to sign and to keep. Its date is the end of the quarter, and equal reviews are equal bytes. */
export async function reviewPdf(review: Review): Promise<Buffer> {
  const { bd, year, quarter, simulated } = review;
  const period = `${ORDINALS[quarter - 1] ?? ''} quarter ${year}`;
  const sheet = new Sheet({
    title: `${bd}: ${NAME}, ${period}`,
    author: bd,
    at: new Date(Date.UTC(year, quarter * 3, 1)),
  });
  drawTitle(sheet, review, period);
  drawMeasures(sheet);
  drawVenues(sheet, review);
  drawLags(sheet, review);
  drawExpectations(sheet, review);
  drawActs(sheet, review);
  return sheet.finish((page, pages) =>
    drawEdges(sheet, {
      ...{ notice: simulated ? NOTICE : null, title: NAME, left: bd, right: period },
      ...{ page, pages },
    }),
  );
}

const nothing = () => undefined;

function drawTitle(sheet: Sheet, { bd, counts, observationsLeast }: Review, period: string): void {
  sheet.flow(NAME, TITLE, nothing);
  sheet.flow(bd, FIRM, nothing);
  sheet.flow(period, FIRM, nothing);
  sheet.y += 3;
  const made = counts.LAGS + counts.LEVEL + counts.LEADS + counts.TOO_FEW;
  sheet.flow(
    `What is compared: executions in NMS stocks, each venue with all other venues together, among orders of the same type and size, and among orders of the same type in the same security. A venue lags where it was worse ` +
      `by more than chance makes in one of a thousand comparisons (99.9 % interval of the difference); with fewer than ${observationsLeast} observations of either side nothing is said. ` +
      `Of ${made} comparisons ${counts.LAGS} lag, ${counts.LEADS} lead, ${counts.LEVEL} show no difference and ${counts.TOO_FEW} have too few observations.`,
    NOTE,
    nothing,
  );
  sheet.y += 10;
}

const head = (texts: readonly string[]) => [texts.map((text) => ({ text, span: 1 }))];

function drawMeasures(sheet: Sheet): void {
  const onNewPage = drawHeading(sheet, 'Measures', HEADING);
  drawTable(
    sheet,
    {
      columns: [
        { width: 150, align: 'left' },
        { width: 50, align: 'left' },
        { width: sheet.width - 200, align: 'left' },
      ],
      head: head(['Measure', 'Unit', 'What it is']),
      rows: REVIEW_MEASURES.map((measure) => {
        const { name, unit, meaning, isMoreWorse } = MEASURE_WORDS[measure];
        return [name, unit, `${meaning} ${isMoreWorse ? 'Less' : 'More'} is better.`];
      }),
    },
    onNewPage,
  );
}

function drawVenues(sheet: Sheet, { venues }: Review): void {
  const onNewPage = drawHeading(sheet, 'Venues', HEADING);
  if (venues.length === 0) {
    sheet.flow('Nothing was executed in this quarter.', BODY, onNewPage);
    sheet.y += 9;
    return;
  }
  const widths = [...COUNTS, ...REVIEW_MEASURES.map(() => MEASURE), ...VERDICTS_WIDE];
  const name = sheet.width - widths.reduce((sum, width) => sum + width, 0);
  drawTable(
    sheet,
    {
      columns: [{ width: name, align: 'left' }, ...widths.map((width) => ({ width, align: 'right' as const }))],
      head: head([
        ...['Venue', 'Executions', 'Shares', 'USD'],
        ...REVIEW_MEASURES.map((measure) => `${MEASURE_WORDS[measure].name}, ${MEASURE_WORDS[measure].unit}`),
        ...['Lags', 'Leads'],
      ]),
      rows: venues.map(({ name: venue, executions, shares, notionalUsd, means, lags, leads }) => [
        ...[venue, groupedText(`${executions}`), groupedText(shares), groupedText(notionalUsd)],
        ...REVIEW_MEASURES.map((measure) => shown(means[measure].mean)),
        ...[`${lags}`, `${leads}`],
      ]),
    },
    onNewPage,
  );
}

function drawLags(sheet: Sheet, { lags, venues }: Review): void {
  const onNewPage = drawHeading(sheet, 'Venues that lag', HEADING);
  if (lags.length === 0) {
    sheet.flow('No venue lags.', BODY, onNewPage);
    sheet.y += 9;
    return;
  }
  const names = new Map(venues.map(({ venueId, name }) => [venueId, name]));
  const widths = [110, 110, 150, 55, 60, 55, 60, 60];
  drawTable(
    sheet,
    {
      columns: [
        ...widths.map((width, place) => ({ width, align: place < 3 ? ('left' as const) : ('right' as const) })),
        { width: sheet.width - widths.reduce((sum, width) => sum + width, 0), align: 'right' },
      ],
      head: head([
        ...['Measure', 'Venue', 'Orders', 'Observations', 'Mean', 'Of others', 'Their mean', 'Difference'],
        '99.9 %',
      ]),
      rows: lags.slice(0, LAGS_MOST).map((lag) => lagRow(lag, names.get(lag.venueId) ?? lag.venueId)),
    },
    onNewPage,
  );
  if (lags.length > LAGS_MOST)
    sheet.flow(`The ${LAGS_MOST} widest of ${lags.length}; the CSV file has all of them.`, NOTE, onNewPage);
}

function lagRow(lag: Comparison, venue: string): string[] {
  const { name, unit } = MEASURE_WORDS[lag.measure];
  return [
    ...[`${name}, ${unit}`, venue, ordersOf(lag), `${lag.n}`, shown(lag.mean), `${lag.othersN}`, shown(lag.othersMean)],
    ...[shown(lag.difference), `${shown(lag.low)} to ${shown(lag.high)}`],
  ];
}

function ordersOf({ level, orderType, of }: Comparison): string {
  const type = orderType.toLowerCase().replaceAll('_', ' ');
  if (level === 'SECURITY') return `${of}: ${type}`;
  return of === '' ? `${type}, size not known` : `${type}, from $${groupedText(of)}`;
}

function drawExpectations(sheet: Sheet, { expectations, venues }: Review): void {
  const onNewPage = drawHeading(sheet, 'Expected and paid', HEADING);
  if (expectations.length === 0) {
    sheet.flow('No routed order that a decision had an expectation of was filled.', BODY, onNewPage);
    sheet.y += 9;
    return;
  }
  const names = new Map(venues.map(({ venueId, name }) => [venueId, name]));
  const widths = [90, 110, 110, 110];
  drawTable(
    sheet,
    {
      columns: [
        { width: sheet.width - widths.reduce((sum, width) => sum + width, 0), align: 'left' },
        ...widths.map((width) => ({ width, align: 'right' as const })),
      ],
      head: head(['Venue', 'Routed orders', 'Expected cost, bps', 'Paid, bps', 'Paid beyond, bps']),
      rows: expectations.map(({ venueId, parts, expectedBps, paidBps }) => [
        ...[names.get(venueId) ?? venueId, groupedText(`${parts}`), shown(expectedBps), shown(paidBps)],
        shown(paidBps - expectedBps),
      ]),
    },
    onNewPage,
  );
}

function drawActs(sheet: Sheet, { acts }: Review): void {
  const onNewPage = drawHeading(sheet, 'What was done', HEADING);
  if (acts.length === 0) {
    sheet.flow('Nothing was changed about where orders go.', BODY, onNewPage);
    return;
  }
  drawTable(
    sheet,
    {
      columns: [
        { width: 60, align: 'left' },
        { width: 130, align: 'left' },
        { width: 110, align: 'left' },
        { width: 110, align: 'left' },
        { width: sheet.width - 410, align: 'left' },
      ],
      head: head(['Day', 'What', 'Of', 'By', 'Why']),
      rows: acts.map(({ day, what, subject, by, reason }) => [day, ACT_WORDS[what], subject, by, reason]),
    },
    onNewPage,
  );
}

/** Two decimals, and of what is less the first digits that it has. */
function shown(value: number | null): string {
  if (value === null) return '';
  const rounded = Math.abs(value) < 1 ? Number(value.toPrecision(2)) : Math.round(value * 100) / 100;
  return String(rounded + 0);
}
