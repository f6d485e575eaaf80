import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { composePublicReport } from '@fairlead/rule606/public-report/compose';
import type { PublicReportFacts, RoutedFact } from '@fairlead/rule606/public-report/facts';
import { byOrderType } from '@fairlead/rule606/public-report/order-types';
import type { PublicReport } from '@fairlead/rule606/public-report/public-report';
import { monthsOfQuarter, monthText } from '@fairlead/rule606/public-report/quarter';

const HEAD = { bd: 'Meridian & Søns Securities LLC', year: 2026, quarter: 3, timestamp: '2026-10-21T14:05:09Z' };
const MONTHS = monthsOfQuarter(HEAD).map(monthText);
const E8 = 100_000_000n;
const NAME_MAX = 80;

/** Terms as venues write them: tiers, signs that a plain font does not have, a word without an end, several paragraphs. */
function aspects(venue: number): string {
  const tier = `Tier ${venue}: the firm gets $0.00${venue}0 a share where its average daily volume is ≥ ${venue}.5 % of consolidated volume — “tier of growth” otherwise.`;
  return [
    Array.from({ length: 3 + venue * 3 }, () => tier).join(' '),
    `Schedule: https://venue-${venue}.example/${'schedule-of-fees/'.repeat(12)}`,
    'The firm has no interest in the venue, and no arrangement by which it would send it a least number of orders.',
  ].join('\n');
}

function venueName(venue: number): string {
  return `Venue ${venue} of the North Atlantic Consolidated Exchange and Auction Group Incorporated`.slice(0, NAME_MAX);
}

function routedFacts(months: readonly string[], venues: number): RoutedFact[] {
  return months.flatMap((month, m) =>
    REPORT_SECTIONS.flatMap((section, s) =>
      Array.from({ length: venues }, (_, v) =>
        Object.values(
          byOrderType((orderType) => {
            const size = BigInt((m + 2) * (s + 3) * (v + 5) * (orderType.length + 1));
            return {
              ...{ month, section, directed: false, orderType, venueId: `venue-${v}` },
              routed: Number(size),
              executedQuantityE8: size * 31n * E8,
              feesUsdE8: v % 2 === 0 ? size * 9_731_113n : 0n,
              rebatesUsdE8: v % 2 === 0 ? 0n : size * 7_013_579n,
              pfofUsdE8: size * 1_234_567n,
              profitSharingUsdE8: 0n,
            };
          }),
        ),
      ).flat(),
    ),
  );
}

/** What each order type, section and month had, with so many venues; months that are named idle had nothing. */
function facts(venues: number, idle: readonly string[]): PublicReportFacts {
  const routed = routedFacts(
    MONTHS.filter((month) => !idle.includes(month)),
    venues,
  );
  return {
    routed,
    orders: routed.flatMap(({ month, section, orderType, routed: orders }) => [
      { month, section, orderType, directed: false, orders },
      { month, section, orderType, directed: true, orders: 1 },
    ]),
    venues: Array.from({ length: venues }, (_, v) => ({
      venueId: `venue-${v}`,
      name: venueName(v),
      mic: v % 3 === 0 ? null : `XV${String(v).padStart(2, '0')}`,
      mpid: v % 3 === 1 ? null : 'VENU',
      materialAspects: aspects(v),
    })),
  };
}

/** A made public report of the third quarter of 2026, with figures that differ from cell to cell. */
export function madeReport(made: { readonly venues: number; readonly idle?: readonly string[] }): PublicReport {
  return composePublicReport(HEAD, facts(made.venues, made.idle ?? []));
}
