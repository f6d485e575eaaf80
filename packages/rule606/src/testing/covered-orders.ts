import fc from 'fast-check';
import type { CoveredOrder } from '../rule605/covered-order.ts';
import type { DisplayedQuote, ExecutionFacts, LaterNbbo, Nbbo, OrderFacts } from '../rule605/order-facts.ts';
import { ORDER_TYPES } from '../rule605/order-type.ts';

/** A decimal of dollars or shares in 10^-8. */
export function e8(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(8, '0'));
}

export function nbbo(bid: string, offer: string): Nbbo {
  return { bidE8: e8(bid), offerE8: e8(offer) };
}

/** 500 shares displayed on each side, and no odd lots. */
export function displayed(bid: string, offer: string, more: Partial<DisplayedQuote> = {}): DisplayedQuote {
  return {
    ...nbbo(bid, offer),
    bidSizeE8: e8('500'),
    offerSizeE8: e8('500'),
    oddLotBidE8: null,
    oddLotOfferE8: null,
    ...more,
  };
}

/** An order to buy 100 shares at the market of which nothing has happened. */
export function anOrder(more: Partial<OrderFacts> = {}): OrderFacts {
  return {
    symbol: 'AAPL',
    side: 'BUY',
    limitE8: null,
    isStop: false,
    isImmediateOrCancel: false,
    handling: [],
    quantityE8: e8('100'),
    canceledE8: 0n,
    roundLotShares: 100,
    executions: [],
    couldHaveFilledE8: 0n,
    couldHaveFilledOnExchangeE8: 0n,
    ...more,
  };
}

/** An execution here in regular hours; afterwards the NBBO is what the second argument says. */
export function anExecution(
  said: { atUs: number; price: string; shares: string },
  then: Nbbo,
  more: Partial<ExecutionFacts> = {},
): ExecutionFacts {
  return {
    atUs: said.atUs,
    priceE8: e8(said.price),
    quantityE8: e8(said.shares),
    isAway: false,
    isRegularHours: true,
    after: { '50ms': then, '1s': then, '15s': then, '1m': then, '5m': then },
    finalNbbo: then,
    ...more,
  };
}

// Prices of a few dollars and finer than a cent, so that midpoints fall between units and quotes are crossed now and then.
const priceArb = fc.bigInt({ min: 99_990_000n, max: 500_010_001n });
const nbboArb: fc.Arbitrary<Nbbo> = fc
  .tuple(priceArb, fc.bigInt({ min: -100n, max: 30_000_001n }))
  .map(([bidE8, spread]) => ({ bidE8, offerE8: bidE8 + spread }));
const sharesArb = fc.oneof(
  fc.bigInt({ min: 1n, max: 99_999_999n }),
  fc.bigInt({ min: 1n, max: 300_000n }).map((shares) => shares * 100_000_000n),
);
const afterArb: fc.Arbitrary<LaterNbbo> = fc.oneof(nbboArb, fc.constant('SESSION_OVER' as const));
const tookUsArb = fc.oneof(
  fc.constantFrom(0, 99, 100, 999, 1_000, 9_999, 10_000, 999_999, 1_000_000, 9_999_999, 10_000_000, 29_999_999),
  fc.constantFrom(30_000_000, 299_999_999, 300_000_000),
  fc.nat(400_000_000),
);
const START_US = 1_785_600_000_000_000;

const quoteArb: fc.Arbitrary<DisplayedQuote> = fc
  .record({
    quote: nbboArb,
    bidSizeE8: sharesArb,
    offerSizeE8: sharesArb,
    inside: fc.tuple(fc.bigInt({ min: -9n, max: 99n }), fc.bigInt({ min: -9n, max: 99n })),
    hasOddLots: fc.boolean(),
  })
  .map(({ quote, bidSizeE8, offerSizeE8, inside, hasOddLots }) => ({
    ...quote,
    bidSizeE8,
    offerSizeE8,
    oddLotBidE8: hasOddLots ? quote.bidE8 + inside[0] : null,
    oddLotOfferE8: hasOddLots ? quote.offerE8 - inside[1] : null,
  }));

const executionArb = (quote: DisplayedQuote): fc.Arbitrary<ExecutionFacts> =>
  fc.record({
    atUs: tookUsArb.map((took) => START_US + took),
    priceE8: fc.oneof(fc.constant(quote.offerE8), fc.constant(quote.bidE8), priceArb),
    quantityE8: sharesArb,
    isAway: fc.boolean(),
    isRegularHours: fc.constant(true),
    after: fc.record({ '50ms': afterArb, '1s': afterArb, '15s': afterArb, '1m': afterArb, '5m': afterArb }),
    finalNbbo: nbboArb,
  });

/** Covered orders of three symbols, of every type, with up to four executions each. */
export const coveredOrderArb: fc.Arbitrary<CoveredOrder> = quoteArb.chain((quote) =>
  fc.record({
    facts: fc.record({
      symbol: fc.constantFrom('AAPL', 'BRK.B', 'ZVZZT'),
      side: fc.constantFrom('BUY', 'SELL'),
      limitE8: fc.option(priceArb, { nil: null }),
      isStop: fc.boolean(),
      isImmediateOrCancel: fc.boolean(),
      handling: fc.constant([]),
      quantityE8: sharesArb,
      canceledE8: sharesArb,
      roundLotShares: fc.constantFrom(1, 10, 40, 100),
      executions: fc.array(executionArb(quote), { maxLength: 4 }),
      couldHaveFilledE8: sharesArb,
      couldHaveFilledOnExchangeE8: sharesArb,
    }),
    type: fc.constantFrom(...ORDER_TYPES),
    startUs: fc.constant(START_US),
    quote: fc.constant(quote),
  }),
);

/** The same, of which now and then something is not known. */
export const partlyKnownOrderArb: fc.Arbitrary<CoveredOrder> = fc
  .tuple(coveredOrderArb, fc.uint8Array({ minLength: 9, maxLength: 9 }))
  .map(([{ facts, quote, ...rest }, luck]) => {
    const orNull = <T>(place: number, value: T) => ((luck[place] ?? 0) % 8 === 0 ? null : value);
    return {
      ...rest,
      quote: {
        ...quote,
        ...{ bidSizeE8: orNull(0, quote.bidSizeE8), offerSizeE8: orNull(1, quote.offerSizeE8) },
        oddLotBidE8: orNull(7, quote.bidE8) === null ? ('UNKNOWN' as const) : quote.oddLotBidE8,
        oddLotOfferE8: orNull(8, quote.offerE8) === null ? ('UNKNOWN' as const) : quote.oddLotOfferE8,
      },
      facts: {
        ...facts,
        couldHaveFilledE8: orNull(2, facts.couldHaveFilledE8),
        couldHaveFilledOnExchangeE8: orNull(3, facts.couldHaveFilledOnExchangeE8),
        executions: facts.executions.map((each) => ({
          ...each,
          after: { ...each.after, '1s': orNull(4, each.after['1s']), '5m': orNull(5, each.after['5m']) },
          finalNbbo: orNull(6, each.finalNbbo),
        })),
      },
    };
  });
