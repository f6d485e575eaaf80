import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { byOrderType } from '../public-report/order-types.ts';
import type { PublicReport, RoutingSection, RoutingVenue } from '../public-report/public-report.ts';
import { PAYMENT, SECTION_NAMES, TYPE_PCT, VENUE_PCT } from '../xml/public-form.ts';
import { type CsvLine, csvText } from './csv-text.ts';

const SECTION_HEAD: CsvLine = ['bd', 'year', 'qtr', 'mon', 'section', 'ndoPct', ...Object.values(TYPE_PCT)];
const VENUE_HEAD: CsvLine = [
  'name',
  'mic',
  'mpid',
  'orderPct',
  ...Object.values(VENUE_PCT),
  ...Object.values(PAYMENT).flatMap((name) => [`${name}Usd`, `${name}Cph`]),
  'materialAspects',
];

/**
 * A public report as a table, in the words of the schema: a line a venue with the figures of its section before it; a section without venues is one
 * line without a venue.
 */
export function publicReportCsv(report: PublicReport): string {
  const lines = report.months.flatMap(({ year, month, sections }) =>
    REPORT_SECTIONS.flatMap((name): CsvLine[] => {
      const section = sections[name];
      if (section === null) return [];
      const of = [report.bd, String(year), String(report.quarter), String(month), SECTION_NAMES[name]];
      return sectionLines(of, section);
    }),
  );
  return csvText([[...SECTION_HEAD, ...VENUE_HEAD], ...lines]);
}

function sectionLines(of: readonly string[], { nonDirectedPct, typePct, venues }: RoutingSection): CsvLine[] {
  const head = [...of, nonDirectedPct, ...Object.values(byOrderType((type) => typePct[type]))];
  if (venues.length === 0) return [[...head, ...VENUE_HEAD.map(() => null)]];
  return venues.map((venue) => [...head, ...venueCells(venue)]);
}

function venueCells({ name, mic, mpid, orderPct, byType, materialAspects }: RoutingVenue): CsvLine {
  return [
    name,
    mic,
    mpid,
    orderPct,
    ...Object.values(byOrderType((type) => byType[type].pct)),
    ...Object.values(byOrderType((type) => [byType[type].netUsd, byType[type].netCph])).flat(),
    materialAspects,
  ];
}
