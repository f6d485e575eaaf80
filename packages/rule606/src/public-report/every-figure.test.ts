import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longDivision } from '../../test/long-division.ts';
import { publicFactsArb } from '../../test/public-facts.ts';
import { composePublicReport } from './compose.ts';
import type { OrderFact, PublicReportFacts, RoutedFact } from './facts.ts';
import type { RoutingSection, RoutingVenue } from './public-report.ts';

/** The facts of one section of one month. */
interface Own {
  readonly orders: readonly OrderFact[];
  readonly routed: readonly RoutedFact[];
}

it('every figure is what one gets by going through the facts one by one', () => {
  fc.assert(
    fc.property(publicFactsArb, ({ head, facts }) => {
      for (const { year, month, sections } of composePublicReport(head, facts).months) {
        const text = `${year}-${month < 10 ? '0' : ''}${month}`;
        for (const name of REPORT_SECTIONS) expectSection(sections[name], ownOf(facts, { text, name }), facts);
      }
    }),
    { numRuns: 60 },
  );
});

function ownOf({ orders, routed }: PublicReportFacts, { text, name }: { text: string; name: string }): Own {
  return {
    orders: orders.filter((fact) => fact.month === text && fact.section === name),
    routed: routed.filter((fact) => fact.month === text && fact.section === name && !fact.directed),
  };
}

function expectSection(found: RoutingSection | null, own: Own, { venues }: PublicReportFacts) {
  if (found === null) throw new Error('a section is missing');
  const nonDirected = count(own.orders, ({ directed }) => !directed);
  expect(found.nonDirectedPct).toBe(longDivision(nonDirected * 100n, count(own.orders, all), 2));
  for (const type of ORDER_CLASSIFICATIONS) {
    const ofType = count(own.orders, ({ directed, orderType }) => !directed && orderType === type);
    expect(found.typePct[type]).toBe(longDivision(ofType * 100n, nonDirected, 2));
  }
  const idOf = (name: string | null) => venues.find((one) => one.name === name)?.venueId ?? '';
  for (const shown of found.venues) expectVenue(shown, idOf(shown.name), own);
  expectRightVenues(new Set(found.venues.map(({ name }) => idOf(name))), own);
}

function expectVenue(shown: RoutingVenue, id: string, { orders: customers, routed }: Own) {
  const isIts = ({ venueId }: RoutedFact) => venueId === id;
  const percent = (part: bigint, ofRouted: bigint, ofCustomers: bigint) =>
    longDivision(part * 100n, ofRouted === 0n ? ofCustomers : ofRouted, 2);
  const nonDirected = count(customers, ({ directed }) => !directed);
  expect(shown.orderPct).toBe(percent(sum(routed, isIts, orders), sum(routed, all, orders), nonDirected));
  for (const type of ORDER_CLASSIFICATIONS) {
    const isType = ({ orderType }: RoutedFact) => orderType === type;
    const isBoth = (fact: RoutedFact) => isIts(fact) && isType(fact);
    const received = sum(routed, isBoth, (fact) => fact.pfofUsdE8 + fact.rebatesUsdE8 + fact.profitSharingUsdE8);
    const net = received - sum(routed, isBoth, (fact) => fact.feesUsdE8);
    const executed = sum(routed, isBoth, (fact) => fact.executedQuantityE8 * (fact.section === 'OPTIONS' ? 100n : 1n));
    const mine = sum(routed, isBoth, orders);
    const { pct, netUsd, netCph } = shown.byType[type];
    const ofType = count(customers, ({ directed, orderType }) => !directed && orderType === type);
    expect(pct).toBe(percent(mine, sum(routed, isType, orders), ofType));
    expect(netCph).toBe(longDivision(net * 10_000n, executed, 4));
    const isIdle = mine === 0n && executed === 0n && net === 0n;
    expect(netUsd).toBe(isIdle ? '0' : longDivision(net, 100_000_000n, 2));
  }
}

/** Nobody who has five percent is left out, nor anybody who is among the first ten; and nobody else is named. */
function expectRightVenues(shown: ReadonlySet<string>, { routed }: Own) {
  const counts = new Map<string, bigint>();
  for (const fact of routed) counts.set(fact.venueId, (counts.get(fact.venueId) ?? 0n) + orders(fact));
  for (const [id, mine] of counts) {
    const ahead = [...counts.values()].filter((other) => other > mine).length;
    const isFivePercent = mine > 0n && mine * 100n >= 5n * sum(routed, all, orders);
    expect(shown.has(id)).toBe(ahead < 10 || isFivePercent);
  }
}

const all = () => true;
const orders = ({ routed }: RoutedFact) => BigInt(routed);

function count(facts: readonly OrderFact[], keep: (fact: OrderFact) => boolean): bigint {
  let total = 0n;
  for (const fact of facts) if (keep(fact)) total += BigInt(fact.orders);
  return total;
}

function sum(facts: readonly RoutedFact[], keep: (fact: RoutedFact) => boolean, of: (fact: RoutedFact) => bigint) {
  let total = 0n;
  for (const fact of facts) if (keep(fact)) total += of(fact);
  return total;
}
