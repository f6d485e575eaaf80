import fc from 'fast-check';
import { CRYPTO_INSTRUMENTS } from '../catalogue/crypto-instruments.ts';
import { FX_INSTRUMENTS } from '../catalogue/fx-instruments.ts';
import { US_EQUITY_INSTRUMENTS } from '../catalogue/us-equity-instruments.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { moneyE8, price, priceE8, type Quantity, quantity } from '../money/units.ts';
import { type ManualAllocation, ROUTING_OBJECTIVES, SOURCINGS } from '../order/request.ts';
import { MODES } from '../routing/modes/registry.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import { CRYPTO_VENUES } from '../venue/crypto-catalogue.ts';
import { FX_VENUES } from '../venue/fx-catalogue.ts';
import { US_EQUITY_VENUES } from '../venue/us-equity-catalogue.ts';
import type { Venue } from '../venue/venue.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf, venueOf } from './market.ts';

/** An asset class as the generated markets know it: what is traded, where, and whether better quotes are protected. */
interface Trading {
  readonly instrument: Instrument;
  readonly venues: string[];
}

function tradingOf(instruments: readonly Instrument[], venues: readonly Venue[]): Trading {
  const [instrument] = instruments;
  if (instrument === undefined) throw new Error('the catalogue is empty');
  return {
    instrument,
    venues: venues.filter(({ supportedSymbols }) => supportedSymbols === null).map(({ venueId }) => venueId),
  };
}

const EQUITY = tradingOf(US_EQUITY_INSTRUMENTS, US_EQUITY_VENUES);
const FX = tradingOf(FX_INSTRUMENTS, FX_VENUES);
const CRYPTO = tradingOf(CRYPTO_INSTRUMENTS, CRYPTO_VENUES);

/** Mostly one value, and now and then another: so that most markets and orders are ordinary, and all kinds of odd ones are met. */
function mostly<Usual, Odd>(usual: Usual, odd: fc.Arbitrary<Odd>): fc.Arbitrary<Usual | Odd> {
  return fc.oneof({ weight: 7, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
}

const sizeArb = fc.oneof(fc.constantFrom(0, 40, 100, 200, 700), fc.nat(250));

/** Mostly round lots of 100, in every class, so that the sizes mean the same: in crypto a millionth of a coin. */
const roundLotArb = mostly(100, fc.constantFrom(1, 10, 40)).map(quantity);
/** What is traded at about so many cents: mostly ten dollars; about one, where ticks and fees change; and a hundred. */
const aroundArb = mostly(1_000, fc.constantFrom(100, 10_000));

const quoteArb = (around: number): fc.Arbitrary<QuoteOf> =>
  fc.record({
    bid: fc.tuple(fc.integer({ min: around - 10, max: around + 1 }), sizeArb),
    ask: fc.tuple(fc.integer({ min: around, max: around + 10 }), sizeArb),
    status: mostly('ACTIVE', fc.constantFrom('SLOW', 'OFFLINE', 'RESTRICTED')),
    circuit: mostly('CLOSED', fc.constantFrom('HALF_OPEN', 'OPEN')),
    connected: mostly(true, fc.constant(false)),
    latencyUs: fc.integer({ min: 100, max: 2_000 }),
    fillRate: fc.double({ min: 0, max: 1, noNaN: true }),
    observations: fc.nat(500),
    bidOutflow: fc.constantFrom(0, 5, 80),
    askOutflow: fc.constantFrom(0, 5, 80),
    venue: fc.record({
      acceptsOddLots: fc.constantFrom(true, true, true, false),
      minOrderQuantity: mostly(1, fc.constantFrom(50, 100)).map(quantity),
      maxOrderQuantity: fc.constantFrom(100, 500, 10_000).map(quantity),
    }),
  });

/** Levels behind the best at a lit venue, now and then; what is believed hidden at a dark one, which shows nothing. */
const bookArb: fc.Arbitrary<Partial<QuoteOf>> = fc.option(
  fc.tuple(fc.constantFrom(7, 40, 100, 300), fc.constantFrom(33, 100, 250)).map(([first, second]) => ({
    deeper: [
      [1, first],
      [2, second],
    ] as const,
  })),
  { nil: {}, freq: 4 },
);
const blindArb: fc.Arbitrary<Partial<QuoteOf>> = fc.record({
  bid: fc.constant([0, 0] as const),
  ask: fc.constant([0, 0] as const),
  blindBar: mostly(null, fc.constantFrom('HOLD_OFF', 'ADVERSE_MARKOUTS')),
  believed: fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
    .map((tenths) => tenths.sort((a, b) => b - a))
    .map(([first = 0, second = 0]) => [[100, first / 10] as const, [800, second / 10] as const]),
});
/** Now and then a charge for each order, from a cent to five dollars. */
const chargeArb = mostly(null, fc.constantFrom(1_000_000n, 500_000_000n));

function venueArb(venueId: string, around: number): fc.Arbitrary<QuoteOf> {
  const { lit, fees } = venueOf(venueId);
  return fc.tuple(quoteArb(around), lit ? bookArb : blindArb, chargeArb).map(([quote, more, charge]) => {
    const charged = charge === null ? {} : { fees: { ...fees, fixedPerOrderE8: moneyE8(charge) } };
    return { ...quote, ...more, venue: { ...quote.venue, ...charged } };
  });
}

/**
 * Orders and markets of every mode, objective, sourcing and asset class, as a decision may meet them: limits, caps, constraints, exclusions,
 * venues that are down, books, hidden sizes, charges.
 */
export const planInputs: fc.Arbitrary<PlanInput> = fc
  .constantFrom(EQUITY, EQUITY, EQUITY, EQUITY, FX, CRYPTO)
  .chain((trading) =>
    fc.tuple(aroundArb, roundLotArb).chain(([around, roundLot]) => inputsOf(trading, around, roundLot)),
  );

function inputsOf(trading: Trading, around: number, roundLot: Quantity): fc.Arbitrary<PlanInput> {
  const { venues: venueIds } = trading;
  const instrument = { ...trading.instrument, roundLot };
  return fc
    .record({
      quotes: fc
        .uniqueArray(fc.constantFrom(...venueIds), { minLength: 1, maxLength: venueIds.length })
        .chain((ids) => fc.record(Object.fromEntries(ids.map((id) => [id, venueArb(id, around)])))),
      side: fc.constantFrom('BUY', 'SELL', 'SELL_SHORT'),
      count: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 3_000 })),
      limitCents: fc.option(fc.integer({ min: around - 5, max: around + 6 }), { freq: 2 }),
      isPeg: mostly(false, fc.constant(true)),
      objective: fc.constantFrom(...ROUTING_OBJECTIVES),
      routingMode: fc.constantFrom(...MODES.keys()),
      tried: mostly([], fc.subarray(venueIds, { maxLength: Math.min(4, venueIds.length) })),
      timeInForce: fc.constantFrom('DAY', 'DAY', 'GTC', 'IOC', 'FOK'),
      sourcing: fc.constantFrom(...SOURCINGS),
      maxVenueSplit: mostly(null, fc.integer({ min: 1, max: 6 })),
      excludeVenues: mostly([], fc.subarray(venueIds, { maxLength: Math.min(3, venueIds.length) })),
      directedVenue: mostly(null, fc.constantFrom(...venueIds)),
      venueCaps: mostly([], capsOf(venueIds)),
      protection: instrument.assetClass === 'EQUITY' ? fc.constantFrom(true, true, false) : fc.constant(false),
      passiveHorizonMs: fc.constantFrom(null, null, 10_000),
      urgency: fc.constantFrom(0, 0.5, 1),
      constraints: mostly(
        null,
        fc.record({
          maxFeeE8: fc.option(fc.integer({ min: -200_000, max: 400_000 }).map(priceE8), { freq: 2 }),
          minFillRate: fc.option(fc.constantFrom(0.1, 0.5), { freq: 2 }),
          maxLatencyMs: fc.option(fc.constantFrom(0.5, 1.5), { freq: 2 }),
          maxImpactBps: fc.option(fc.constantFrom(0.2, 0.5, 1), { freq: 2 }),
        }),
      ),
    })
    .map(({ quotes, limitCents, protection, passiveHorizonMs, urgency, count, objective, tried, isPeg, ...rest }) => {
      const limitPrice = limitCents === null ? null : price(limitCents * 100);
      const order = orderOf({
        ...rest,
        instrumentId: instrument.instrumentId,
        quantity: quantity(count),
        manualAllocations: rest.routingMode === 'MANUAL' ? dividedBy(Object.keys(quotes).slice(0, 3), count) : [],
        routingObjective: objective,
        limitPrice,
        orderType: isPeg && rest.routingMode === 'OPTIMAL' ? 'MIDPOINT_PEG' : limitPrice === null ? 'MARKET' : 'LIMIT',
      });
      const input = planInputOf(order, marketOf(quotes, instrument));
      return { ...input, triedVenues: tried, settings: { protection, urgency, passiveHorizonMs } };
    });
}

function capsOf(venueIds: string[]): fc.Arbitrary<{ venueId: string; maxQuantity: Quantity }[]> {
  const capOf = (venueId: string) =>
    fc.constantFrom(0, 50, 100, 130).map((most) => ({ venueId, maxQuantity: quantity(most) }));
  return fc
    .subarray(venueIds, { maxLength: Math.min(4, venueIds.length) })
    .chain((ids) => fc.tuple(...ids.map((venueId) => capOf(venueId))));
}

/** A MANUAL division over these venues: equal parts, the first with the rest. */
function dividedBy(venueIds: readonly string[], count: number): ManualAllocation[] {
  const part = Math.floor(count / venueIds.length);
  const parts = venueIds.map((venueId, index) => ({
    venueId,
    quantity: quantity(index === 0 ? count - part * (venueIds.length - 1) : part),
  }));
  return parts.filter((each) => each.quantity > 0);
}
