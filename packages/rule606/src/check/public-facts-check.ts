import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import type { Figure } from '../figure/figure.ts';
import type { Finding } from '../finding/finding.ts';
import type { PublicReportFacts, VenueFact } from '../public-report/facts.ts';
import type { PublicReport, RoutingSection, RoutingVenue, VenueTypeFigures } from '../public-report/public-report.ts';
import { monthText } from '../public-report/quarter.ts';
import { shownVenues } from '../public-report/shown-venues.ts';
import { sumOf, type TypeTally, tallyVenues, type VenueTally } from '../public-report/venue-tally.ts';
import { atScale, CHECKED_DECIMALS, figureValue } from './figure-value.ts';
import { venuePlace } from './venue-name.ts';

/** From 10^-8, the scale of facts, to the scale of checks. */
const FROM_E8 = 10n ** BigInt(CHECKED_DECIMALS - 8);
const CENTS_PER_HUNDRED = 10_000n;

type Told = VenueTally & VenueFact;

/**
 * Everything by which a report, or a file that was read, is not what its facts come to: a venue that has to be named and is not, a percentage, an
 * amount, cents that the shares do not bear out. It does not compose the report again: it asks whether each figure could be rounded from its facts.
 */
export function checkAgainstFacts(report: PublicReport, facts: PublicReportFacts): Finding[] {
  return report.months.flatMap((month) =>
    REPORT_SECTIONS.flatMap((name) => {
      const section = month.sections[name];
      const text = monthText(month);
      const own = facts.routed.filter((fact) => fact.month === text && fact.section === name && !fact.directed);
      const told = tallyVenues(own).flatMap((tally): Told[] => {
        const venue = facts.venues.find(({ venueId }) => venueId === tally.venueId);
        return venue === undefined ? [] : [{ ...tally, ...venue }];
      });
      return section === null ? [] : checkSectionFacts(`${text} ${name}`, section, told);
    }),
  );
}

function checkSectionFacts(place: string, { venues }: RoutingSection, told: readonly Told[]): Finding[] {
  const leftOut = shownVenues(told).filter((fact) => !venues.some((venue) => isOf(venue, fact)));
  const all = sumOf(told, ({ routed }) => routed);
  return [
    ...leftOut.map(({ name }): Finding => ({ code: 'VENUE_LEFT_OUT', place: `${place} ${name}`, found: null })),
    ...venues.flatMap((venue, index): Finding[] => {
      const at = venuePlace(place, venue, index);
      const fact = told.find((one) => isOf(venue, one));
      const findings = checkRatio(at, venue.orderPct, { part: fact?.routed ?? 0n, whole: all });
      for (const type of ORDER_CLASSIFICATIONS) {
        const whole = sumOf(told, ({ byType }) => byType[type].routed);
        const tally = fact?.byType[type] ?? NOTHING;
        const figures = venue.byType[type];
        findings.push(...checkRatio(`${at} ${type}`, figures.pct, { part: tally.routed, whole }));
        findings.push(...checkPayment(`${at} ${type}`, figures, tally));
      }
      return findings;
    }),
  ];
}

const NOTHING: TypeTally = { routed: 0n, executedSharesE8: 0n, netUsdE8: 0n };

function isOf({ name, mic }: RoutingVenue, fact: VenueFact): boolean {
  return name === fact.name && mic === fact.mic;
}

function checkRatio(place: string, figure: Figure, { part, whole }: { part: bigint; whole: bigint }): Finding[] {
  const printed = figureValue(figure);
  const isRight =
    printed === null ? whole === 0n : isWithin(printed.value * whole - atScale(100n) * part, printed.slack * whole);
  return isRight ? [] : [{ code: 'PCT_DISAGREES', place, found: figure }];
}

function checkPayment(place: string, { netUsd, netCph }: VenueTypeFigures, tally: TypeTally): Finding[] {
  const [usd, cph] = [figureValue(netUsd), figureValue(netCph)];
  const { netUsdE8, executedSharesE8: shares } = tally;
  const isUsd = usd !== null && isWithin(usd.value - netUsdE8 * FROM_E8, usd.slack);
  const isCph =
    cph === null
      ? shares === 0n
      : isWithin(cph.value * shares - atScale(CENTS_PER_HUNDRED) * netUsdE8, cph.slack * shares);
  return isUsd && isCph ? [] : [{ code: 'PAYMENTS_DISAGREE', place, found: `${netUsd} and ${netCph}` }];
}

function isWithin(apart: bigint, slack: bigint): boolean {
  return apart <= slack && -apart <= slack;
}
