import { AUCTION_TIMES, REFUSED_SIDES, SIDES, TIMES_IN_FORCE } from '@fairlead/core/order/request';
import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import { isPrintable, isPrintedName } from '@fairlead/core/report/printed-name';
import fc from 'fast-check';
import { type ImportedExecution, LIQUIDITIES, PRICE_SIDES } from '../import/execution-layout.ts';
import { HANDLINGS, type ImportedOrder, SECURITY_CLASSES } from '../import/order-layout.ts';
import type { ImportedRoute } from '../import/route-layout.ts';

/** Any text that a field takes: what a CSV file has to quote among it, and letters of everywhere. */
function textArb(charactersMost: number): fc.Arbitrary<string> {
  const awkward = fc.constantFrom('a,b', '"', '""', "'", '=1+1', '\\', '{"a":1}', 'null', '0', 'Ω 試 🜁', 'a\u2028b');
  const any = fc.string({ unit: 'grapheme', minLength: 1, maxLength: charactersMost });
  return fc
    .oneof(awkward, any)
    .filter(
      (text) =>
        text.length <= charactersMost && text.trim() === text && !/\p{Cc}|\p{Surrogate}|[\uFFFD-\uFFFF]/u.test(text),
    )
    .filter((text) => text !== '');
}

const timeArb = fc.integer({ min: 1_767_225_600_000_000, max: 1_798_761_599_999_999 });
const positiveArb = fc.bigInt({ min: 1n, max: 10n ** 20n - 1n });
const notNegativeArb = fc.bigInt({ min: 0n, max: 10n ** 20n - 1n });
const signedArb = fc.bigInt({ min: -(10n ** 20n - 1n), max: 10n ** 20n - 1n });
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
const idArb = textArb(100).filter(isPrintable);
const nameArb = (charactersMost: number) => textArb(charactersMost).filter(isPrintedName);
const venueArb = nameArb(80).filter((text) => !text.includes('|'));

/** Any order that may be imported. */
export const orderArb: fc.Arbitrary<ImportedOrder> = fc
  .record({
    order_id: idArb,
    customer_id: maybe(nameArb(50)),
    account: maybe(nameArb(50)),
    symbol: textArb(40),
    security_class: fc.constantFrom(...SECURITY_CLASSES),
    side: fc.constantFrom(...SIDES, ...REFUSED_SIDES),
    quantity: positiveArb,
    kind: fc.constantFrom('MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT', 'MIDPOINT_PEG', 'OTHER'),
    limit: positiveArb,
    stop: positiveArb,
    time_in_force: fc.constantFrom(...TIMES_IN_FORCE, ...AUCTION_TIMES, 'OTHER'),
    handling: fc.constantFrom(...HANDLINGS),
    directed_venue: maybe(nameArb(100)),
    received_at: timeArb,
    bid: positiveArb,
    ask: positiveArb,
    nbbo_bid_size: maybe(positiveArb),
    nbbo_ask_size: maybe(positiveArb),
    best_bid: maybe(positiveArb),
    best_ask: maybe(positiveArb),
    restsUs: maybe(fc.nat()),
    executable_bid: maybe(positiveArb),
    executable_ask: maybe(positiveArb),
    executable_best_bid: maybe(positiveArb),
    executable_best_ask: maybe(positiveArb),
    classification: maybe(fc.constantFrom(...ORDER_CLASSIFICATIONS)),
    ioi_venues: maybe(fc.uniqueArray(venueArb, { minLength: 1, maxLength: 4 })),
    lastsUs: maybe(fc.nat()),
    round_lot: maybe(positiveArb),
    printed_quantity: maybe(positiveArb),
  })
  .map(({ kind, limit, stop, bid, ask, restsUs, lastsUs, ...order }) => ({
    ...order,
    order_type: kind,
    limit_price: kind === 'LIMIT' || kind === 'STOP_LIMIT' ? limit : null,
    stop_price: kind === 'STOP' || kind === 'STOP_LIMIT' ? stop : null,
    nbbo_bid: bid,
    nbbo_ask: ask,
    executable_at: restsUs === null ? null : order.received_at + restsUs,
    canceled_quantity: order.quantity / 3n,
    ended_at: lastsUs === null ? null : order.received_at + lastsUs,
    printed_on_exchanges_quantity: order.printed_quantity === null ? null : order.printed_quantity / 2n,
  }));

/** Any route that may be imported. */
export const routeArb: fc.Arbitrary<ImportedRoute> = fc
  .record({
    route_id: textArb(100),
    order_id: idArb,
    venue: nameArb(80),
    mic: maybe(fc.stringMatching(/^[A-Z0-9]{4}$/)),
    mpid: maybe(fc.stringMatching(/^[A-Z0-9]{4,5}$/)),
    quantity: positiveArb,
    ioc: fc.boolean(),
    further_routable: fc.boolean(),
    routing_firm: maybe(nameArb(80)),
    sent_at: timeArb,
    lastsUs: maybe(fc.nat()),
  })
  .map(({ lastsUs, ...route }) => ({ ...route, ended_at: lastsUs === null ? null : route.sent_at + lastsUs }));

/** Any execution that may be imported. */
export const executionArb: fc.Arbitrary<ImportedExecution> = fc.record({
  execution_id: textArb(100),
  route_id: textArb(100),
  quantity: positiveArb,
  price: positiveArb,
  executed_at: timeArb,
  liquidity: maybe(fc.constantFrom(...LIQUIDITIES)),
  price_side: maybe(fc.constantFrom(...PRICE_SIDES)),
  as_principal: fc.boolean(),
  fee_usd: notNegativeArb,
  rebate_usd: notNegativeArb,
  payment_for_order_flow_usd: signedArb,
  profit_sharing_usd: signedArb,
  nbbo_bid: maybe(positiveArb),
  nbbo_ask: maybe(positiveArb),
  mid_50ms: maybe(positiveArb),
  mid_1s: maybe(positiveArb),
  mid_15s: maybe(positiveArb),
  mid_1min: maybe(positiveArb),
  mid_5min: maybe(positiveArb),
});
