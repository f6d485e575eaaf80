import { REPORT_SECTIONS, type ReportSection } from '@fairlead/core/report/report-section';
import { err, ok, type Result } from '@fairlead/core/result';
import type { Finding } from '../finding/finding.ts';
import { type ByOrderType, byOrderType } from '../public-report/order-types.ts';
import type { PublicMonth, PublicReport, RoutingSection, RoutingVenue } from '../public-report/public-report.ts';
import { bySection } from '../public-report/section.ts';
import { optionalElement, textElement, textOf, type XmlElement } from './element.ts';
import { childIn, childrenIn, nameIn, numberIn, versionIn } from './read-element.ts';
import { checkStructure, type ElementRule, many, maybe, one } from './structure.ts';
import { readVenueNames, venueNameElements } from './venue-names.ts';

export const PUBLIC_ROOT = 'heldOrderRoutingPublicReport';

/** How the schema calls sections and figures; CSV files have the same words. */
export const SECTION_NAMES: Readonly<Record<ReportSection, string>> = {
  SP500: 'rSP500',
  OTHER: 'rOtherStocks',
  OPTIONS: 'rOptions',
};

/** `Nonmarketable` here and `NonMarketable` in what is of a venue: so the schema has it. */
export const TYPE_PCT: ByOrderType<string> = {
  MARKET: 'ndoMarketPct',
  MARKETABLE_LIMIT: 'ndoMarketableLimitPct',
  NON_MARKETABLE_LIMIT: 'ndoNonmarketableLimitPct',
  OTHER: 'ndoOtherPct',
};

export const VENUE_PCT: ByOrderType<string> = {
  MARKET: 'marketPct',
  MARKETABLE_LIMIT: 'marketableLimitPct',
  NON_MARKETABLE_LIMIT: 'nonMarketableLimitPct',
  OTHER: 'otherPct',
};

export const PAYMENT: ByOrderType<string> = {
  MARKET: 'netPmtPaidRecvMarketOrders',
  MARKETABLE_LIMIT: 'netPmtPaidRecvMarketableLimitOrders',
  NON_MARKETABLE_LIMIT: 'netPmtPaidRecvNonMarketableLimitOrders',
  OTHER: 'netPmtPaidRecvOtherOrders',
};

const VENUE_RULE: ElementRule = {
  ...many('rVenue', [
    maybe('name', 'NAME'),
    maybe('mic', 'MIC'),
    maybe('mpid', 'MPID'),
    one('orderPct', 'PCT'),
    ...Object.values(VENUE_PCT).map((name) => one(name, 'PCT')),
    ...Object.values(PAYMENT).flatMap((name) => [one(`${name}Usd`, 'USD'), one(`${name}Cph`, 'CPH')]),
    one('materialAspects', 'TEXT'),
  ]),
  oneOf: ['name', 'mic'],
};

const SECTION_CONTENT: readonly ElementRule[] = [
  one('ndoPct', 'PCT'),
  ...Object.values(TYPE_PCT).map((name) => one(name, 'PCT')),
  one('rVenues', [VENUE_RULE]),
];

/** The form of the public report, Rule 606(a)(1), as the SEC's schema has it. */
export const PUBLIC_FORM: ElementRule = one(PUBLIC_ROOT, [
  one('version', 'VERSION'),
  one('bd', 'NAME'),
  one('year', 'YEAR'),
  one('qtr', 'QUARTER'),
  maybe('timestamp', 'TIMESTAMP'),
  {
    ...many(
      'rMonthly',
      [
        one('year', 'YEAR'),
        one('mon', 'MONTH'),
        ...REPORT_SECTIONS.map((section) => maybe(SECTION_NAMES[section], SECTION_CONTENT)),
      ],
      3,
    ),
    min: 1,
  },
]);

/** A public report as elements, in the order of the schema. */
export function publicReportElement(report: PublicReport): XmlElement {
  return {
    name: PUBLIC_ROOT,
    content: [
      textElement('version', report.version),
      textElement('bd', report.bd),
      textElement('year', String(report.year)),
      textElement('qtr', String(report.quarter)),
      ...optionalElement('timestamp', report.timestamp),
      ...report.months.map(monthElement),
    ],
  };
}

function monthElement({ year, month, sections }: PublicMonth): XmlElement {
  return {
    name: 'rMonthly',
    content: [
      textElement('year', String(year)),
      textElement('mon', String(month)),
      ...REPORT_SECTIONS.flatMap((section) => {
        const own = sections[section];
        return own === null ? [] : [sectionElement(SECTION_NAMES[section], own)];
      }),
    ],
  };
}

function sectionElement(name: string, { nonDirectedPct, typePct, venues }: RoutingSection): XmlElement {
  return {
    name,
    content: [
      textElement('ndoPct', nonDirectedPct),
      ...Object.values(byOrderType((type) => textElement(TYPE_PCT[type], typePct[type]))),
      { name: 'rVenues', content: venues.map(venueElement) },
    ],
  };
}

function venueElement(venue: RoutingVenue): XmlElement {
  const { orderPct, byType, materialAspects } = venue;
  return {
    name: 'rVenue',
    content: [
      ...venueNameElements(venue, 'name'),
      textElement('orderPct', orderPct),
      ...Object.values(byOrderType((type) => textElement(VENUE_PCT[type], byType[type].pct))),
      ...Object.values(
        byOrderType((type) => [
          textElement(`${PAYMENT[type]}Usd`, byType[type].netUsd),
          textElement(`${PAYMENT[type]}Cph`, byType[type].netCph),
        ]),
      ).flat(),
      textElement('materialAspects', materialAspects),
    ],
  };
}

/** The public report that elements hold, ours or another firm's; everything that is not of the form where they do not. */
export function readPublicReport(root: XmlElement): Result<PublicReport, Finding[]> {
  const findings = checkStructure(root, PUBLIC_FORM);
  if (findings.length > 0) return err(findings);
  return ok({
    version: versionIn(root),
    bd: nameIn(root, 'bd') ?? '',
    year: numberIn(root, 'year'),
    quarter: numberIn(root, 'qtr'),
    timestamp: nameIn(root, 'timestamp'),
    months: childrenIn(root, 'rMonthly').map(readMonth),
  });
}

function readMonth(element: XmlElement): PublicMonth {
  return {
    year: numberIn(element, 'year'),
    month: numberIn(element, 'mon'),
    sections: bySection((section) => {
      const own = childIn(element, SECTION_NAMES[section]);
      return own === undefined ? null : readSection(own);
    }),
  };
}

function readSection(element: XmlElement): RoutingSection {
  const venues = childIn(element, 'rVenues');
  return {
    nonDirectedPct: nameIn(element, 'ndoPct'),
    typePct: byOrderType((type) => nameIn(element, TYPE_PCT[type])),
    venues: venues === undefined ? [] : childrenIn(venues, 'rVenue').map(readVenue),
  };
}

function readVenue(element: XmlElement): RoutingVenue {
  const aspects = childIn(element, 'materialAspects');
  return {
    ...readVenueNames(element, 'name'),
    orderPct: nameIn(element, 'orderPct'),
    byType: byOrderType((type) => ({
      pct: nameIn(element, VENUE_PCT[type]),
      netUsd: nameIn(element, `${PAYMENT[type]}Usd`),
      netCph: nameIn(element, `${PAYMENT[type]}Cph`),
    })),
    materialAspects: aspects === undefined ? '' : textOf(aspects),
  };
}
