import { centsPerHundred, dollars, type Figure, percent } from '../figure/figure.ts';
import {
  type OrderFact,
  type PublicReportFacts,
  type RoutedFact,
  type VenueFact,
  venueOf,
  venuesById,
} from './facts.ts';
import { type ByOrderType, byOrderType } from './order-types.ts';
import type { PublicMonth, PublicReport, RoutingSection, RoutingVenue } from './public-report.ts';
import { holdInside, monthsOfQuarter, monthText } from './quarter.ts';
import { bySection } from './section.ts';
import { shownVenues } from './shown-venues.ts';
import { sumOf, type TypeTally, tallyVenues, type VenueTally } from './venue-tally.ts';

/** Whose report, of which quarter, made when. */
export interface PublicReportHead {
  readonly bd: string;
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
  /** UTC, YYYY-MM-DDThh:mm:ssZ; null leaves it out, so that the same figures are the same bytes. */
  readonly timestamp: string | null;
}

/**
 * The public report of a quarter, Rule 606(a)(1), from its facts: every month with every section, also those without an order. Throws where facts
 * are of another quarter or of a venue that is not told of: both are made by us.
 */
export function composePublicReport(head: PublicReportHead, facts: PublicReportFacts): PublicReport {
  const months = monthsOfQuarter(head);
  holdInside(months, [...facts.orders, ...facts.routed]);
  return { version: '1.3', ...head, months: months.map((month) => composeMonth(month, facts)) };
}

function composeMonth({ year, month }: { year: number; month: number }, facts: PublicReportFacts): PublicMonth {
  const text = monthText({ year, month });
  const venues = venuesById(facts.venues);
  const orders = facts.orders.filter((fact) => fact.month === text);
  const routed = facts.routed.filter((fact) => fact.month === text && !fact.directed);
  return {
    year,
    month,
    sections: bySection((section) =>
      composeSection({
        orders: orders.filter((fact) => fact.section === section),
        routed: routed.filter((fact) => fact.section === section),
        venues,
      }),
    ),
  };
}

interface SectionFacts {
  readonly orders: readonly OrderFact[];
  /** Of non-directed orders alone. */
  readonly routed: readonly RoutedFact[];
  readonly venues: ReadonlyMap<string, VenueFact>;
}

function composeSection({ orders, routed, venues }: SectionFacts): RoutingSection {
  const nonDirected = orders.filter(({ directed }) => !directed);
  const ordersOfType = byOrderType((type) => countOf(nonDirected.filter(({ orderType }) => orderType === type)));
  const tallies = tallyVenues(routed).map((tally) => ({ ...tally, ...venueOf(tally.venueId, venues) }));
  const columns: Columns = {
    all: { routed: sumOf(tallies, (tally) => tally.routed), orders: countOf(nonDirected) },
    byType: byOrderType((type) => ({
      routed: sumOf(tallies, ({ byType }) => byType[type].routed),
      orders: ordersOfType[type],
    })),
  };
  return {
    nonDirectedPct: percent(countOf(nonDirected), countOf(orders)),
    typePct: byOrderType((type) => percent(ordersOfType[type], countOf(nonDirected))),
    venues: shownVenues(tallies).map((venue) => composeVenue(venue, columns)),
  };
}

function countOf(facts: readonly OrderFact[]): bigint {
  return sumOf(facts, ({ orders }) => BigInt(orders));
}

/** What the percentages of venues in one column are of. */
interface Column {
  /** Routed orders of the section. */
  readonly routed: bigint;
  /** Customer orders of the section: where none of them was routed, a venue got 0.00 percent of them. */
  readonly orders: bigint;
}

interface Columns {
  readonly all: Column;
  readonly byType: ByOrderType<Column>;
}

function percentOf(part: bigint, { routed, orders }: Column): Figure {
  return percent(part, routed === 0n ? orders : routed);
}

function composeVenue(venue: VenueTally & VenueFact, columns: Columns): RoutingVenue {
  const { name, mic, mpid, materialAspects } = venue;
  return {
    name,
    mic,
    mpid,
    orderPct: percentOf(venue.routed, columns.all),
    byType: byOrderType((type) => {
      const tally = venue.byType[type];
      return {
        pct: percentOf(tally.routed, columns.byType[type]),
        netUsd: netUsd(tally),
        netCph: centsPerHundred(tally.netUsdE8, tally.executedSharesE8),
      };
    }),
    materialAspects,
  };
}

/** Where nothing was routed, executed or paid, the form has a bare zero: an amount that came to nothing has its cents. */
function netUsd({ routed, executedSharesE8, netUsdE8 }: TypeTally): Figure {
  const isIdle = routed === 0n && executedSharesE8 === 0n && netUsdE8 === 0n;
  return isIdle ? '0' : dollars(netUsdE8);
}
