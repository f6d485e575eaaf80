import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import { saysNothing } from '@fairlead/core/report/printed-name';
import type { Figure } from '../figure/figure.ts';
import type { Finding } from '../finding/finding.ts';
import type { RoutingSection, RoutingVenue, VenueTypeFigures } from '../public-report/public-report.ts';
import { ONE_IN, TOP_VENUES } from '../public-report/shown-venues.ts';
import { atScale, figureValue, isAboveZero, sumOfFigures } from './figure-value.ts';
import { checkVenueNames, venuePlace } from './venue-name.ts';

const HUNDRED = atScale(100n);
const FIVE = HUNDRED / ONE_IN;

/** Everything that is wrong with a section by its own figures. */
export function checkSection(place: string, section: RoutingSection): Finding[] {
  return [
    ...checkTypes(place, section),
    ...checkVenueNames(place, section.venues),
    ...checkColumns(place, section),
    ...checkTopTen(place, section.venues),
    ...section.venues.flatMap((venue, index) => checkVenue(venuePlace(place, venue, index), venue, section)),
  ];
}

/** The percentages of types are of one whole: all there or none, and together a hundred where there is an order. */
function checkTypes(place: string, { nonDirectedPct, typePct }: RoutingSection): Finding[] {
  const figures = Object.values(typePct);
  const isAny = isAboveZero(nonDirectedPct) || figures.some((figure) => figure !== null);
  const empty = ORDER_CLASSIFICATIONS.filter((type) => isAny && typePct[type] === null);
  const findings = empty.map((type): Finding => ({ code: 'PCT_EMPTY', place: `${place} ${type}`, found: null }));
  if (isAny && nonDirectedPct === null) findings.push({ code: 'PCT_EMPTY', place, found: null });
  const { value, slack } = sumOfFigures(figures);
  const isSomething = isAboveZero(nonDirectedPct) || value > 0n;
  if (empty.length > 0 || !isSomething || distance(value, HUNDRED) <= slack) return findings;
  return [...findings, { code: 'TYPES_NOT_100', place, found: figures.join(' + ') }];
}

/** A column of venues comes to a hundred at most, and to a hundred where fewer than ten venues are named: these are all then. */
function checkColumns(place: string, { venues }: RoutingSection): Finding[] {
  return columnsOf(venues).flatMap(({ column, figures }): Finding[] => {
    const { value, slack } = sumOfFigures(figures);
    const found = figures.map((figure) => figure ?? '').join(' + ');
    if (value > HUNDRED + slack) return [{ code: 'COLUMN_OVER_100', place: `${place} ${column}`, found }];
    const isAll = venues.length < TOP_VENUES && value > 0n && figures.every((figure) => figure !== null);
    if (!isAll || value >= HUNDRED - slack) return [];
    return [{ code: 'COLUMN_UNDER_100', place: `${place} ${column}`, found }];
  });
}

function columnsOf(venues: readonly RoutingVenue[]): { column: string; figures: Figure[] }[] {
  return [
    { column: 'orders', figures: venues.map(({ orderPct }) => orderPct) },
    ...ORDER_CLASSIFICATIONS.map((type) => ({
      column: String(type),
      figures: venues.map(({ byType }) => byType[type].pct),
    })),
  ];
}

/** Beyond the ten with most orders only those are named that have five percent, or as many as the tenth. */
function checkTopTen(list: string, venues: readonly RoutingVenue[]): Finding[] {
  const values = venues.map(({ orderPct }) => figureValue(orderPct));
  const ranked = values
    .flatMap((own) => (own === null ? [] : [own.value]))
    .toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const tenth = ranked[TOP_VENUES - 1];
  if (tenth === undefined) return [];
  return venues.flatMap((venue, index): Finding[] => {
    const own = values[index];
    if (!own || own.value >= tenth || own.value + own.slack >= FIVE) return [];
    return [{ code: 'VENUE_BEYOND_TEN', place: venuePlace(list, venue, index), found: venue.orderPct }];
  });
}

function checkVenue(place: string, venue: RoutingVenue, section: RoutingSection): Finding[] {
  const isActive = isAnyFigure(section);
  const findings: Finding[] = [];
  const isOrdered = isAboveZero(section.nonDirectedPct) || columnsOf(section.venues).some(isFilled);
  if (venue.orderPct === null && isOrdered) findings.push({ code: 'PCT_EMPTY', place, found: null });
  for (const type of ORDER_CLASSIFICATIONS) {
    const own = venue.byType[type];
    const isOf = isAboveZero(section.typePct[type]) || section.venues.some(({ byType }) => byType[type].pct !== null);
    if (own.pct === null && isOf) findings.push({ code: 'PCT_EMPTY', place: `${place} ${type}`, found: null });
    if (own.netUsd === null && isActive)
      findings.push({ code: 'NUMBER_EMPTY', place: `${place} ${type}`, found: null });
    if (!isOnePayment(own))
      findings.push({ code: 'PAYMENTS_DISAGREE', place: `${place} ${type}`, found: `${own.netUsd} and ${own.netCph}` });
  }
  if (isActive && saysNothing(venue.materialAspects))
    findings.push({ code: 'MATERIAL_ASPECTS_MISSING', place, found: venue.materialAspects });
  return findings;
}

/** Whether anything happened in a section: one of the form's blanks, as the SEC's own sample of a month without orders, has no figure at all. */
function isAnyFigure({ nonDirectedPct, typePct, venues }: RoutingSection): boolean {
  return isFilled({ figures: [nonDirectedPct, ...Object.values(typePct)] }) || columnsOf(venues).some(isFilled);
}

function isFilled({ figures }: { readonly figures: readonly Figure[] }): boolean {
  return figures.some((figure) => figure !== null);
}

/** Dollars and cents are one payment over some number of shares: one sign, and no dollars without cents. Either may be rounded to zero. */
function isOnePayment({ netUsd, netCph }: VenueTypeFigures): boolean {
  const [usd, cph] = [figureValue(netUsd)?.value ?? 0n, figureValue(netCph)?.value ?? null];
  return cph === null ? usd === 0n : usd * cph >= 0n;
}

function distance(one: bigint, other: bigint): bigint {
  return one < other ? other - one : one - other;
}
