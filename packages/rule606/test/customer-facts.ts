import { VENUE_SERVICES } from '@fairlead/core/report/venue-services';
import fc from 'fast-check';
import type { CustomerReportHead } from '../src/customer-report/compose-handling.ts';
import type { OrderRouteFact, RoutingFacts } from '../src/customer-report/compose-routing.ts';
import type { HandlingFacts, HandlingMonthFact, HandlingVenueFact } from '../src/customer-report/handling-facts.ts';
import { monthsOfPeriod } from '../src/customer-report/period.ts';
import { ROUTING_PARTS } from '../src/customer-report/routing-report.ts';
import { monthText } from '../src/public-report/quarter.ts';
import { nameArb, venuesArb } from './public-facts.ts';

const upTo = (max: bigint) => fc.bigInt({ min: 0n, max });
const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 }));
const usd = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });

const customerHeadArb: fc.Arbitrary<CustomerReportHead> = fc.record({
  bd: nameArb,
  customer: fc.oneof(fc.constant(''), nameArb),
  timestamp: fc.constantFrom(null, '2025-10-30T22:55:48Z'),
  startDate: fc.constantFrom('2025-04-01', '2025-04-15'),
  endDate: fc.constantFrom('2025-09-30', '2025-10-14'),
});

const monthArb = (months: readonly string[], venueIds: readonly string[]): fc.Arbitrary<HandlingMonthFact> =>
  fc.record({
    month: fc.constantFrom(...months),
    directed: fc.boolean(),
    sentSharesE8: upTo(10n ** 18n),
    executedAsPrincipalSharesE8: upTo(10n ** 18n),
    ioiExposedOrders: count,
    ioiVenueIds: fc.subarray([...venueIds]),
  });

/** Shares that add up as those of one venue do: parts of what was executed, which is part of what was routed. */
const handledArb = (months: readonly string[], venueIds: readonly string[]): fc.Arbitrary<HandlingVenueFact> =>
  fc
    .record({
      month: fc.constantFrom(...months),
      directed: fc.boolean(),
      venueId: fc.constantFrom(...venueIds),
      services: fc.constantFrom(null, ...VENUE_SERVICES),
      routedOrders: fc.integer({ min: 1, max: 1_000_000 }),
      parts: fc.array(upTo(10n ** 16n), { minLength: 6, maxLength: 6 }),
      fills: fc.integer({ min: 1, max: 1_000_000 }),
      providingOrders: count,
      providingUs: upTo(10n ** 15n),
      providedNetReceivedUsdE8: usd,
      removedNetReceivedUsdE8: usd,
    })
    .map(({ parts, ...rest }) => {
      const [left = 0n, provided = 0n, removed = 0n, inside = 0n, ioc = 0n, further = 0n] = parts;
      const executed = provided + removed;
      const routed = executed + left;
      const midpoint = inside % (executed + 1n);
      // A fee or rebate is of shares: where there are none, nothing was paid.
      const providedNetReceivedUsdE8 = provided === 0n ? 0n : rest.providedNetReceivedUsdE8;
      const removedNetReceivedUsdE8 = removed === 0n ? 0n : rest.removedNetReceivedUsdE8;
      return {
        ...rest,
        providedNetReceivedUsdE8,
        removedNetReceivedUsdE8,
        routedSharesE8: routed,
        iocRoutedSharesE8: ioc % (routed + 1n),
        furtherRoutableSharesE8: further % (routed + 1n),
        executedSharesE8: executed,
        fills: executed === 0n ? 0 : rest.fills,
        netReceivedUsdE8: providedNetReceivedUsdE8 + removedNetReceivedUsdE8,
        midpointSharesE8: midpoint,
        nearsideSharesE8: (executed - midpoint) / 2n,
        farsideSharesE8: (executed - midpoint) / 3n,
        providedSharesE8: provided,
        removedSharesE8: removed,
      };
    });

/** A head with facts of its months: how a customer's orders were handled. */
export const handlingFactsArb: fc.Arbitrary<{ head: CustomerReportHead; facts: HandlingFacts }> = fc
  .tuple(customerHeadArb, venuesArb(8))
  .chain(([head, venues]) => {
    const months = monthsOfPeriod(head).map(monthText);
    const ids = venues.map(({ venueId }) => venueId);
    const facts = fc.record({
      months: fc.array(monthArb(months, ids), { maxLength: 12 }),
      handled: fc.array(handledArb(months, ids), { maxLength: 30 }),
      venues: fc.constant(venues),
    });
    return fc.record({ head: fc.constant(head), facts });
  });

const timeUs = fc.integer({ min: 1_743_465_600_000_000, max: 1_759_276_799_999_999 });

const orderArb = (venueIds: readonly string[]): fc.Arbitrary<Omit<OrderRouteFact, 'orderId'>> =>
  fc.record({
    part: fc.constantFrom(...ROUTING_PARTS),
    directed: fc.boolean(),
    receivedAtUs: timeUs,
    routes: fc.array(
      fc.record({ venueId: fc.constantFrom(...venueIds), executedAtUs: fc.array(timeUs, { maxLength: 3 }) }),
      { maxLength: 4 },
    ),
  });

/** A head with single orders, each with an id of its own. */
export const routingFactsArb: fc.Arbitrary<{ head: CustomerReportHead; facts: RoutingFacts }> = fc
  .tuple(customerHeadArb, venuesArb(6))
  .chain(([head, venues]) => {
    const orders = fc
      .array(orderArb(venues.map(({ venueId }) => venueId)), { maxLength: 20 })
      .map((all) => all.map((order, place): OrderRouteFact => ({ ...order, orderId: `ORD-${place} & <${place}>` })));
    const facts = fc.record({ orders, venues: fc.constant(venues) });
    return fc.record({ head: fc.constant(head), facts });
  });
