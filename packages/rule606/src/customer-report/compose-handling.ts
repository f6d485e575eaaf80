import type { CalendarMonth } from '@fairlead/core/report/report-period';
import { averageMs, averageShares, centsPerHundred, percent, shares } from '../figure/figure.ts';
import { type NamedVenueFact, venueOf, venuesById } from '../public-report/facts.ts';
import type { NamedVenue } from '../public-report/public-report.ts';
import { holdInside, monthText } from '../public-report/quarter.ts';
import { compareText } from '../public-report/text-order.ts';
import { sumOf } from '../public-report/venue-tally.ts';
import type { HandlingFacts, HandlingMonthFact, HandlingVenueFact } from './handling-facts.ts';
import type { HandlingMonth, HandlingReport, HandlingVenue } from './handling-report.ts';
import { monthsOfPeriod, type ReportPeriod } from './period.ts';

/** Whose report, for whom, of which days, made when. */
export interface CustomerReportHead extends ReportPeriod {
  readonly bd: string;
  /** Empty for all customers together. */
  readonly customer: string;
  /** UTC, YYYY-MM-DDThh:mm:ssZ; null leaves it out, so that the same figures are the same bytes. */
  readonly timestamp: string | null;
}

/**
 * How a customer's not held orders were handled, Rule 606(b)(3), from its facts: directed and not, every month of the period, also those without
 * an order. Throws where facts are of another month or of a venue that is not told of: both are made by us.
 */
export function composeHandlingReport(head: CustomerReportHead, facts: HandlingFacts): HandlingReport {
  const months = monthsOfPeriod(head);
  holdInside(months, [...facts.months, ...facts.handled]);
  const part = (directed: boolean) => months.map((month) => composeMonth(month, factsOf(facts, { month, directed })));
  return { version: '1.3', ...head, directed: part(true), nonDirected: part(false) };
}

function factsOf(
  { months, handled, venues }: HandlingFacts,
  { month, directed }: { readonly month: CalendarMonth; readonly directed: boolean },
): HandlingFacts {
  const text = monthText(month);
  const isOf = (fact: HandlingMonthFact | HandlingVenueFact) => fact.month === text && fact.directed === directed;
  return { months: months.filter(isOf), handled: handled.filter(isOf), venues };
}

/** A month without an order has its zeros and no venues. */
function composeMonth({ year, month }: CalendarMonth, { months, handled, ...facts }: HandlingFacts): HandlingMonth {
  const venues = venuesById(facts.venues);
  const exposed = [...new Set(months.flatMap(({ ioiVenueIds }) => ioiVenueIds))];
  return {
    year,
    month,
    sentShr: shares(sumOf(months, ({ sentSharesE8 }) => sentSharesE8)),
    executedAsPrincipalShr: shares(sumOf(months, (fact) => fact.executedAsPrincipalSharesE8)),
    ioiExposedOrd: String(sumOf(months, ({ ioiExposedOrders }) => BigInt(ioiExposedOrders))),
    ioiVenues: exposed.map((venueId) => nameOf(venueId, venues)).toSorted(byName),
    venues: composeVenues(handled, venues),
  };
}

/**
 * Venues by the shares that were routed there, most first, and by name. One to which the firm routes itself and others route for it stands once as
 * each, so that a report that looks through another firm's handling says whose part is whose.
 */
function composeVenues(
  handled: readonly HandlingVenueFact[],
  venues: ReadonlyMap<string, NamedVenueFact>,
): HandlingVenue[] {
  const keyOf = ({ venueId, services }: HandlingVenueFact) => JSON.stringify([venueId, services]);
  const facts = new Map<string, [HandlingVenueFact, ...HandlingVenueFact[]]>();
  for (const fact of handled) {
    const before = facts.get(keyOf(fact));
    facts.set(keyOf(fact), before === undefined ? [fact] : [...before, fact]);
  }
  return [...facts.values()]
    .map((own) => ({
      routedSharesE8: sumOf(own, (fact) => fact.routedSharesE8),
      venue: composeVenue(own, nameOf(own[0].venueId, venues)),
    }))
    .toSorted((one, other) => {
      if (one.routedSharesE8 === other.routedSharesE8)
        return byName(one.venue, other.venue) || byServices(one.venue, other.venue);
      return one.routedSharesE8 > other.routedSharesE8 ? -1 : 1;
    })
    .map(({ venue }) => venue);
}

function composeVenue(
  facts: readonly [HandlingVenueFact, ...HandlingVenueFact[]],
  { name, mic, mpid }: NamedVenue,
): HandlingVenue {
  const sum = (of: (fact: HandlingVenueFact) => bigint) => sumOf(facts, of);
  const routed = sum((fact) => fact.routedSharesE8);
  const executed = sum((fact) => fact.executedSharesE8);
  const midpoint = sum((fact) => fact.midpointSharesE8);
  const nearside = sum((fact) => fact.nearsideSharesE8);
  const farside = sum((fact) => fact.farsideSharesE8);
  const provided = sum((fact) => fact.providedSharesE8);
  const removed = sum((fact) => fact.removedSharesE8);
  const providing = sum((fact) => BigInt(fact.providingOrders));
  return {
    name,
    mic,
    mpid,
    services: facts[0].services,
    figures: {
      routedShr: shares(routed),
      iocRoutedShr: shares(sum((fact) => fact.iocRoutedSharesE8)),
      furtherRoutableShr: shares(sum((fact) => fact.furtherRoutableSharesE8)),
      orderSizeShr: averageShares(
        routed,
        sum((fact) => BigInt(fact.routedOrders)),
      ),
      executedShr: shares(executed),
      filledPct: percent(executed, routed),
      fillSizeShr: averageShares(
        executed,
        sum((fact) => BigInt(fact.fills)),
      ),
      netFeeOrRebateCph: centsPerHundred(
        sum((fact) => fact.netReceivedUsdE8),
        executed,
      ),
      midpointShr: shares(midpoint),
      midpointPct: percent(midpoint, executed),
      nearsideShr: shares(nearside),
      nearsidePct: percent(nearside, executed),
      farsideShr: shares(farside),
      farsidePct: percent(farside, executed),
      providedLiquidityShr: shares(provided),
      providedLiquidityPct: percent(provided, executed),
      orderDurationMsec: averageMs(
        sum((fact) => fact.providingUs),
        providing,
      ),
      providedLiquidityNetCph: centsPerHundred(
        sum((fact) => fact.providedNetReceivedUsdE8),
        provided,
      ),
      removedLiquidityShr: shares(removed),
      removedLiquidityPct: percent(removed, executed),
      removedLiquidityNetCph: centsPerHundred(
        sum((fact) => fact.removedNetReceivedUsdE8),
        removed,
      ),
    },
  };
}

function nameOf(venueId: string, venues: ReadonlyMap<string, NamedVenueFact>): NamedVenue & { readonly name: string } {
  const { name, mic, mpid } = venueOf(venueId, venues);
  return { name, mic, mpid };
}

function byServices(one: HandlingVenue, other: HandlingVenue): number {
  return compareText(one.services ?? '', other.services ?? '');
}

function byName(one: NamedVenue, other: NamedVenue): number {
  return compareText(one.name ?? '', other.name ?? '') || compareText(one.mic ?? '', other.mic ?? '');
}
