import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import type { PublicReport, RoutingSection, RoutingVenue } from '@fairlead/rule606/public-report/public-report';
import { INK, QUIET } from './colors.ts';
import { drawEdges } from './edges.ts';
import { drawHeading } from './heading.ts';
import { drawPayments, drawSummary, drawVenues } from './public-tables.ts';
import { monthTitle, PUBLIC_TITLE, periodText, SECTION_TITLES, venueTitle } from './public-words.ts';
import { Sheet, type TextStyle } from './sheet.ts';

/** What is on the pages besides the report. */
export interface PrintOptions {
  /** What every page says above all else, as that the orders are simulated; null where there is nothing to say. */
  readonly notice: string | null;
}

const TITLE: TextStyle = { font: 'bold', size: 16, color: INK };
const FIRM: TextStyle = { font: 'bold', size: 12, color: INK };
const LABEL: TextStyle = { font: 'bold', size: 9, color: INK };
const VENUE: TextStyle = { font: 'bold', size: 8.5, color: INK };
const BODY: TextStyle = { font: 'regular', size: 8, color: INK };
const NOTE: TextStyle = { font: 'regular', size: 7.5, color: QUIET };
/** What a heading, a summary and the beginning of a table take: a section begins where they have room together. */
const SECTION_ROOM = 190;
/** A label with the head of its table and two rows of long names, so that it does not stand alone at the foot of a page. */
const LABEL_ROOM = 130;
const ASPECTS_ROOM = 36;

const HOW_TO_READ =
  'Percentages of venues are of all non-directed orders of the section that were routed, by type of order. Net payments are payment for order flow, ' +
  'profit sharing and rebates received, less transaction fees paid: positive where the firm received, negative where it paid. A figure is empty where ' +
  'there is nothing that it could be of.';

/**
 * The public report of a quarter, Rule 606(a)(1), as a document to read and to print: the figures of the model as they stand in its XML, a table a
 * month and section. It is PDF/A, its date is the report's own or else the end of the quarter, and equal reports are equal bytes.
 */
export async function publicReportPdf(report: PublicReport, options: PrintOptions): Promise<Buffer> {
  const title = `${PUBLIC_TITLE}, ${periodText(report)}`;
  const sheet = new Sheet({ title: `${report.bd}: ${title}`, author: report.bd, at: dateOf(report) });
  drawTitle(sheet, report);
  const { months } = report;
  for (const [place, month] of months.entries()) {
    if (place > 0) sheet.newPage();
    drawMonth(sheet, month);
  }
  const { notice } = options;
  const edges = { notice, title: PUBLIC_TITLE, left: report.bd, right: periodText(report) };
  return sheet.finish((page, pages) => drawEdges(sheet, { ...edges, page, pages }));
}

function dateOf({ timestamp, year, quarter }: PublicReport): Date {
  return timestamp === null ? new Date(Date.UTC(year, quarter * 3, 1)) : new Date(timestamp);
}

function drawTitle(sheet: Sheet, report: PublicReport): void {
  const nothing = () => undefined;
  sheet.flow(PUBLIC_TITLE, TITLE, nothing);
  sheet.flow(report.bd, FIRM, nothing);
  sheet.flow(periodText(report), FIRM, nothing);
  sheet.y += 3;
  const made = report.timestamp === null ? '' : ` Made at ${report.timestamp}.`;
  sheet.flow(`Report under Rule 606(a)(1) of Regulation NMS, 17 CFR 242.606(a)(1).${made}`, NOTE, nothing);
  sheet.flow(HOW_TO_READ, NOTE, nothing);
  sheet.y += 10;
}

type Month = PublicReport['months'][number];

function drawMonth(sheet: Sheet, month: Month): void {
  const entry = sheet.entry(monthTitle(month), null);
  for (const name of REPORT_SECTIONS) {
    const section = month.sections[name];
    if (section === null) continue;
    if (sheet.room < SECTION_ROOM) sheet.newPage();
    const heading = `${monthTitle(month)}: ${SECTION_TITLES[name]}`;
    sheet.entry(SECTION_TITLES[name], entry);
    drawSection(sheet, section, drawHeading(sheet, heading, { room: SECTION_ROOM, isRuled: true }));
    sheet.y += 16;
  }
}

function drawSection(sheet: Sheet, section: RoutingSection, onNewPage: () => void): void {
  drawSummary(sheet, section, drawLabel(sheet, 'Summary', onNewPage));
  if (section.venues.length === 0) {
    sheet.flow('No venue was routed a non-directed order of this section in this month.', BODY, onNewPage);
    return;
  }
  drawVenues(sheet, section, drawLabel(sheet, 'Venues', onNewPage));
  drawPayments(sheet, section, drawLabel(sheet, 'Net payment paid or received', onNewPage));
  drawLabel(sheet, 'Material aspects', onNewPage);
  for (const venue of section.venues) drawAspects(sheet, venue, onNewPage);
}

/** Writes what follows, and gives what stands on top of each further page of it. */
function drawLabel(sheet: Sheet, text: string, onNewPage: () => void): () => void {
  if (sheet.room < LABEL_ROOM) {
    sheet.newPage();
    onNewPage();
  }
  const write = (label: string) => {
    sheet.flow(label, LABEL, onNewPage);
    sheet.y += 2;
  };
  write(text);
  return () => {
    onNewPage();
    write(`${text} (continued)`);
  };
}

function drawAspects(sheet: Sheet, venue: RoutingVenue, onNewPage: () => void): void {
  const title = venueTitle(venue);
  if (sheet.room < ASPECTS_ROOM) {
    sheet.newPage();
    onNewPage();
  }
  sheet.flow(title, VENUE, onNewPage);
  const goOn = () => {
    onNewPage();
    sheet.flow(`${title} (continued)`, VENUE, () => undefined);
  };
  sheet.flow(venue.materialAspects, BODY, goOn);
  sheet.y += 6;
}
