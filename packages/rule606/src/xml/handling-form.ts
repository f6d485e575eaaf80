import { VENUE_SERVICES } from '@fairlead/core/report/venue-services';
import { err, ok, type Result } from '@fairlead/core/result';
import { byColumn } from '../customer-report/by-column.ts';
import {
  HANDLING_COLUMNS,
  type HandlingColumn,
  type HandlingMonth,
  type HandlingReport,
  type HandlingVenue,
} from '../customer-report/handling-report.ts';
import type { Finding } from '../finding/finding.ts';
import { CUSTOMER_HEAD, customerHeadElements, readCustomerHead } from './customer-head.ts';
import { optionalElement, textElement, type XmlElement } from './element.ts';
import { childIn, childrenIn, nameIn, numberIn } from './read-element.ts';
import { checkStructure, type ElementRule, many, maybe, one } from './structure.ts';
import type { TextKind } from './text-kind.ts';
import { readVenueNames, venueNameElements } from './venue-names.ts';

export const HANDLING_ROOT = 'notHeldOrderHandlingCustomerReport';
/** A period of six months that begins within a month touches seven. */
const MONTHS_MAX = 7;

/** How the schema calls a figure: as we do, but for one that it spells wrong, and that stays wrong. */
export function columnElement(column: HandlingColumn): string {
  return column === 'providedLiquidityShr' ? 'providedLiqudityShr' : column;
}

/** What the ending of a figure's name says that it is. */
const KINDS: readonly (readonly [string, TextKind])[] = [
  ['Shr', 'SHR'],
  ['Pct', 'PCT'],
  ['Cph', 'CPH'],
  ['Msec', 'MSEC'],
];

function kindOf(column: HandlingColumn): TextKind {
  return KINDS.find(([ending]) => column.endsWith(ending))?.[1] ?? 'TEXT';
}

const MONTH_RULE = many(
  'hMonthly',
  [
    one('year', 'YEAR'),
    one('mon', 'MONTH'),
    one('sentShr', 'SHR'),
    one('executedAsPrincipalShr', 'SHR'),
    one('ioiExposedOrd', 'ORD'),
    one('ioiExposedVenueList', [
      many('ioiExposedVenue', [one('venueName', 'NAME'), maybe('mic', 'MIC'), maybe('mpid', 'MPID')]),
    ]),
    one('routingVenueList', [
      many('iVenue', [
        one('venueName', 'NAME'),
        maybe('services', 'SERVICES'),
        maybe('mic', 'MIC'),
        maybe('mpid', 'MPID'),
        ...HANDLING_COLUMNS.map((column) => one(columnElement(column), kindOf(column))),
      ]),
    ]),
  ],
  MONTHS_MAX,
);

/** The form of the report on handling, Rule 606(b)(3), as the SEC's schema has it. */
export const HANDLING_FORM: ElementRule = one(HANDLING_ROOT, [
  ...CUSTOMER_HEAD,
  maybe('hDirected', [MONTH_RULE]),
  maybe('hNondirected', [MONTH_RULE]),
]);

/** A report on handling as elements, in the order of the schema. */
export function handlingReportElement(report: HandlingReport): XmlElement {
  const part = (name: string, months: readonly HandlingMonth[] | null): XmlElement[] =>
    months === null ? [] : [{ name, content: months.map(monthElement) }];
  return {
    name: HANDLING_ROOT,
    content: [
      ...customerHeadElements(report),
      ...part('hDirected', report.directed),
      ...part('hNondirected', report.nonDirected),
    ],
  };
}

function monthElement(month: HandlingMonth): XmlElement {
  return {
    name: 'hMonthly',
    content: [
      textElement('year', String(month.year)),
      textElement('mon', String(month.month)),
      textElement('sentShr', month.sentShr),
      textElement('executedAsPrincipalShr', month.executedAsPrincipalShr),
      textElement('ioiExposedOrd', month.ioiExposedOrd),
      {
        name: 'ioiExposedVenueList',
        content: month.ioiVenues.map((venue) => ({
          name: 'ioiExposedVenue',
          content: venueNameElements(venue, 'venueName'),
        })),
      },
      { name: 'routingVenueList', content: month.venues.map(venueElement) },
    ],
  };
}

function venueElement(venue: HandlingVenue): XmlElement {
  return {
    name: 'iVenue',
    content: [
      textElement('venueName', venue.name),
      ...optionalElement('services', venue.services),
      ...optionalElement('mic', venue.mic),
      ...optionalElement('mpid', venue.mpid),
      ...HANDLING_COLUMNS.map((column) => textElement(columnElement(column), venue.figures[column])),
    ],
  };
}

/** The report on handling that elements hold; everything that is not of the form where they hold none. */
export function readHandlingReport(root: XmlElement): Result<HandlingReport, Finding[]> {
  const findings = checkStructure(root, HANDLING_FORM);
  if (findings.length > 0) return err(findings);
  const part = (name: string) => {
    const element = childIn(root, name);
    return element === undefined ? null : childrenIn(element, 'hMonthly').map(readMonth);
  };
  return ok({ ...readCustomerHead(root), directed: part('hDirected'), nonDirected: part('hNondirected') });
}

function readMonth(element: XmlElement): HandlingMonth {
  const listed = (list: string, name: string) => {
    const found = childIn(element, list);
    return found === undefined ? [] : childrenIn(found, name);
  };
  return {
    year: numberIn(element, 'year'),
    month: numberIn(element, 'mon'),
    sentShr: nameIn(element, 'sentShr'),
    executedAsPrincipalShr: nameIn(element, 'executedAsPrincipalShr'),
    ioiExposedOrd: nameIn(element, 'ioiExposedOrd'),
    ioiVenues: listed('ioiExposedVenueList', 'ioiExposedVenue').map((venue) => readVenueNames(venue, 'venueName')),
    venues: listed('routingVenueList', 'iVenue').map(readVenue),
  };
}

function readVenue(element: XmlElement): HandlingVenue {
  const services = nameIn(element, 'services');
  return {
    ...readVenueNames(element, 'venueName'),
    services: VENUE_SERVICES.find((known) => known === services) ?? null,
    figures: byColumn((column) => nameIn(element, columnElement(column))),
  };
}
