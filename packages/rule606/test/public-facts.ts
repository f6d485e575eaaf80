import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import fc from 'fast-check';
import type { PublicReportHead } from '../src/public-report/compose.ts';
import type { OrderFact, PublicReportFacts, RoutedFact, VenueFact } from '../src/public-report/facts.ts';
import { monthsOfQuarter, monthText } from '../src/public-report/quarter.ts';

const upTo = (max: bigint) => fc.bigInt({ min: 0n, max });
/** Names as the form has them: white space single, none at the ends, some that XML has to escape. */
export const nameArb = fc
  .string({ unit: fc.constantFrom(...'abcXYZ089 &<>"\'é€.,-'), minLength: 1, maxLength: 80 })
  .map((text) => text.replace(/ +/g, ' ').trim())
  .filter((text) => text !== '');

export const headArb: fc.Arbitrary<PublicReportHead> = fc.record({
  bd: nameArb,
  year: fc.integer({ min: 2020, max: 2099 }),
  quarter: fc.integer({ min: 1, max: 4 }),
  timestamp: fc.constantFrom(null, '2025-10-30T22:55:48Z'),
});

/** Venues of distinct names and codes, as the directory of an installation has them. */
export function venuesArb(maxVenues: number): fc.Arbitrary<VenueFact[]> {
  return fc.uniqueArray(nameArb, { minLength: 1, maxLength: maxVenues }).chain((names) =>
    fc.tuple(
      ...names.map((name, place) =>
        fc.record<VenueFact>({
          venueId: fc.constant(`venue-${place}`),
          name: fc.constant(name),
          mic: fc.constantFrom(null, `X${String(place).padStart(3, '0')}`),
          mpid: fc.constantFrom(null, 'ABCD', 'ABCD5'),
          materialAspects: fc.string({ unit: 'grapheme', maxLength: 40 }),
        }),
      ),
    ),
  );
}

interface FactsPlace {
  readonly months: readonly string[];
  readonly venues: readonly VenueFact[];
}

const keys = (months: readonly string[]) => ({
  month: fc.constantFrom(...months),
  section: fc.constantFrom(...REPORT_SECTIONS),
  directed: fc.boolean(),
  orderType: fc.constantFrom(...ORDER_CLASSIFICATIONS),
});

const orderArb = (months: readonly string[]): fc.Arbitrary<OrderFact> =>
  fc.record({ ...keys(months), orders: fc.integer({ min: 0, max: 5_000_000 }) });

const routedArb = ({ months, venues }: FactsPlace): fc.Arbitrary<RoutedFact> =>
  fc.record({
    ...keys(months),
    venueId: fc.constantFrom(...venues.map(({ venueId }) => venueId)),
    // Few different counts, so that venues tie.
    routed: fc.oneof(fc.constantFrom(0, 1, 2, 100), fc.integer({ min: 0, max: 5_000_000 })),
    executedQuantityE8: fc.oneof(fc.constant(0n), upTo(10n ** 17n)),
    feesUsdE8: upTo(10n ** 15n),
    rebatesUsdE8: upTo(10n ** 15n),
    pfofUsdE8: upTo(10n ** 15n),
    profitSharingUsdE8: upTo(10n ** 12n),
  });

/** A head with facts of its quarter: few of them or many, so that sections without an order and with many venues come up. */
export const publicFactsArb: fc.Arbitrary<{ head: PublicReportHead; facts: PublicReportFacts }> = fc
  .tuple(headArb, venuesArb(24))
  .chain(([head, venues]) => {
    const months = monthsOfQuarter(head).map(monthText);
    const facts = fc.record({
      orders: fc.array(orderArb(months), { maxLength: 40 }),
      routed: fc.array(routedArb({ months, venues }), { maxLength: 120 }),
      venues: fc.constant(venues),
    });
    return fc.record({ head: fc.constant(head), facts });
  });
