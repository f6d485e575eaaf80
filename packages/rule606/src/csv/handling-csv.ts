import { HANDLING_COLUMNS, type HandlingMonth, type HandlingReport } from '../customer-report/handling-report.ts';
import { columnElement } from '../xml/handling-form.ts';
import { type CsvLine, csvText } from './csv-text.ts';

const HEAD: CsvLine = ['bd', 'customer', 'startDate', 'endDate', 'part', 'year', 'mon'];
const MONTH_HEAD: CsvLine = ['sentShr', 'executedAsPrincipalShr', 'ioiExposedOrd', 'ioiExposedVenues'];
const VENUE_HEAD: CsvLine = ['venueName', 'services', 'mic', 'mpid', ...HANDLING_COLUMNS.map(columnElement)];

/**
 * A report on handling as a table, in the words of the schema: a line a venue with the figures of its month before it, a month without venues one
 * line without a venue. Venues to which orders were shown stand in one cell, with a semicolon between.
 */
export function handlingReportCsv(report: HandlingReport): string {
  const of = [report.bd, report.customer, report.startDate, report.endDate];
  const part = (name: string, months: readonly HandlingMonth[] | null) =>
    (months ?? []).flatMap((month) => monthLines([...of, name, String(month.year), String(month.month)], month));
  return csvText([
    [...HEAD, ...MONTH_HEAD, ...VENUE_HEAD],
    ...part('hDirected', report.directed),
    ...part('hNondirected', report.nonDirected),
  ]);
}

function monthLines(of: readonly string[], month: HandlingMonth): CsvLine[] {
  const exposed = month.ioiVenues.map(({ name, mic }) => name ?? mic).join('; ');
  const head = [...of, month.sentShr, month.executedAsPrincipalShr, month.ioiExposedOrd, exposed];
  if (month.venues.length === 0) return [[...head, ...VENUE_HEAD.map(() => null)]];
  return month.venues.map(({ name, services, mic, mpid, figures }) => [
    ...head,
    name,
    services,
    mic,
    mpid,
    ...HANDLING_COLUMNS.map((column) => figures[column]),
  ]);
}
