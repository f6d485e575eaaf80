import type { Instrument } from '../../instrument/instrument.ts';
import type { Depth, VenueSnapshot } from '../../market/market-view.ts';
import type { BestQuote, Nbbo } from '../../market/nbbo.ts';
import { moneyE8, price, priceE8, quantity } from '../../money/units.ts';
import { type OrderConstraints, UNSAID } from '../../order/request.ts';
import type { PlanInput } from '../plan-input.ts';
import { type EarlierEvidence, earlierPlan, readAt as read } from './earlier-plan.ts';
import type { Evidence } from './evidence.ts';
import { MILLION, type RecordedDecision } from './recorded-decision.ts';

type VenueRecord = Evidence['market']['venues'][number];

/** A decision of an engine before 1.4.0, with what it was made from. Throws where its record holds a number that none can hold. */
export function earlierDecision(evidence: EarlierEvidence): RecordedDecision {
  const input = inputOf(evidence);
  const plan = earlierPlan(evidence, input);
  return { input, plan, engine: evidence.versions.engine, termsPerBp: MILLION, references: null };
}

/** The inputs, exactly as they were. */
function inputOf(stored: EarlierEvidence): PlanInput {
  const scale = { price: stored.instrument.price_decimals, quantity: stored.instrument.quantity_decimals };
  const money = (text: string) => price(read(text, scale.price));
  const count = (text: string) => quantity(read(text, scale.quantity));
  const { order } = stored;
  const instrument = instrumentOf(stored);
  const venues = stored.market.venues.map((venue) => snapshotOf(venue, stored));
  return {
    clientId: order.client_id,
    order: {
      ...UNSAID,
      orderId: order.order_id,
      instrumentId: order.instrument_id,
      side: order.side,
      quantity: count(order.quantity),
      orderType: order.order_type,
      limitPrice: order.limit_price === null ? null : money(order.limit_price),
      stopPrice: order.stop_price === null ? null : money(order.stop_price),
      timeInForce: order.time_in_force,
      routingObjective: stored.objective,
      routingMode: stored.mode,
      sourcing: order.sourcing,
      venuePreferences: order.venue_preferences,
      excludeVenues: order.exclude_venues,
      maxVenueSplit: order.max_venue_split,
      held: order.held,
      directedVenue: order.directed_venue,
      capacity: order.capacity,
      urgency: stored.settings.urgency,
      constraints: constraintsOf(stored),
      manualAllocations: order.manual_allocations.map((each) => ({
        venueId: each.venue_id,
        quantity: count(each.quantity),
      })),
      venueCaps: order.venue_caps.map((cap) => ({ venueId: cap.venue_id, maxQuantity: count(cap.max_quantity) })),
    },
    wave: stored.wave,
    quantity: count(stored.routed_quantity),
    worstPrice: stored.settings.worst_price === null ? null : money(stored.settings.worst_price),
    view: {
      instrument,
      takenAtUs: stored.market.taken_at_us,
      nbbo: nbboOf(stored),
      venues,
      catalogue: { instrument, venues: venues.map(({ venue }) => venue) },
      beliefs: { venues },
    },
    settings: {
      protection: stored.settings.protection,
      urgency: stored.settings.urgency,
      passiveHorizonMs: stored.settings.passive_horizon_ms,
    },
    triedVenues: stored.tried_venues,
    rulesVersion: stored.versions.rules,
    rulesApplied: stored.rules_applied,
    modelVersion: stored.versions.model,
  };
}

function constraintsOf({ order: { constraints } }: EarlierEvidence): OrderConstraints | null {
  if (constraints === null) return null;
  return {
    maxFeeE8: constraints.max_fee === null ? null : priceE8(read(constraints.max_fee, 8)),
    minFillRate: constraints.min_fill_rate,
    maxLatencyMs: constraints.max_latency_ms,
    maxImpactBps: constraints.max_impact_bps,
  };
}

function instrumentOf({ instrument, order, market_rules: rules, versions }: EarlierEvidence): Instrument {
  const money = (text: string) => price(read(text, instrument.price_decimals));
  const bands = instrument.tick_bands ?? [['0', instrument.tick]];
  const count = (text: string) => quantity(read(text, instrument.quantity_decimals));
  return {
    instrumentId: order.instrument_id,
    name: order.instrument_id,
    assetClass: instrument.asset_class,
    currency: instrument.currency,
    priceDecimals: instrument.price_decimals,
    quantityDecimals: instrument.quantity_decimals,
    roundLot: count(instrument.round_lot),
    tickBands: bands.map(([from, tick]) => ({ fromPrice: money(from), tick: money(tick) })),
    primaryVenueId: instrument.primary_venue_id,
    status: 'ACTIVE',
    rules: {
      calendar: versions.rule_calendar,
      orderProtection: rules.order_protection,
      lockAndCross: rules.lock_and_cross,
      accessFeeCap:
        rules.access_fee_cap === null
          ? null
          : {
              perShareE8: priceE8(read(rules.access_fee_cap.per_share, 8)),
              belowDollarPpm: rules.access_fee_cap.below_dollar_ppm,
            },
      feeVolumeMonth: rules.fee_volume_month,
    },
    // The price test has already been applied: it is in the recorded limit and worst price.
    shortSaleRestricted: false,
    averageDailyVolume: count(instrument.average_daily_volume),
    dailyVolatilityBps: instrument.daily_volatility_bps,
  };
}

function nbboOf({ market: { nbbo }, instrument, versions }: EarlierEvidence): Nbbo {
  const best = (at: string | null, size: string | null, venueId: string | null): BestQuote | null => {
    if (at === null || size === null || venueId === null) return null;
    return {
      price: price(read(at, instrument.price_decimals)),
      size: quantity(read(size, instrument.quantity_decimals)),
      venueId,
    };
  };
  const reference = (text: string | null) => (text === null ? null : price(read(text, instrument.price_decimals)));
  // Engines before 1.3.0 measured by whatever was best.
  const isOlder = nbbo.reference_bid === null && nbbo.reference_ask === null && versions.engine !== '1.3.0';
  const [referenceBid, referenceAsk] = isOlder ? [nbbo.bid, nbbo.ask] : [nbbo.reference_bid, nbbo.reference_ask];
  return {
    state: nbbo.state,
    bid: best(nbbo.bid, nbbo.bid_size, nbbo.bid_venue),
    ask: best(nbbo.ask, nbbo.ask_size, nbbo.ask_venue),
    oddBid: best(nbbo.odd_lot_bid, nbbo.odd_lot_bid_size, nbbo.odd_lot_bid_venue),
    oddAsk: best(nbbo.odd_lot_ask, nbbo.odd_lot_ask_size, nbbo.odd_lot_ask_venue),
    referenceBid: reference(referenceBid),
    referenceAsk: reference(referenceAsk),
  };
}

function snapshotOf(record: VenueRecord, { instrument, order }: EarlierEvidence): VenueSnapshot {
  const money = (text: string | null) => price(text === null ? 0 : read(text, instrument.price_decimals));
  const count = (text: string | null) => quantity(text === null ? 0 : read(text, instrument.quantity_decimals));
  return {
    venue: {
      venueId: record.venue_id,
      venueName: record.venue_id,
      venueType: record.venue_type,
      mic: null,
      mpid: null,
      protectedQuote: record.protected,
      lit: record.lit,
      orderTypes: record.order_types,
      timesInForce: record.times_in_force,
      acceptsOddLots: record.odd_lots,
      sizeDecimals: instrument.quantity_decimals,
      minOrderQuantity: count(record.min_quantity),
      maxOrderQuantity: count(record.max_quantity),
      assetClass: instrument.asset_class,
      supportedSymbols: record.trades_instrument ? null : [],
      typicalLatencyUs: record.latency_us,
      fees: {
        effectiveFrom: '',
        takePerUnitE8: priceE8(read(record.take_fee, 8)),
        makePerUnitE8: priceE8(read(record.make_fee, 8)),
        midpointPerUnitE8: priceE8(read(record.midpoint_fee, 8)),
        subDollarTakePpm: record.sub_dollar_take_ppm,
        subDollarMakePpm: record.sub_dollar_make_ppm,
        takePpm: record.take_ppm,
        makePpm: record.make_ppm,
        fixedPerOrderE8: moneyE8(BigInt(read(record.fixed_fee, 8))),
        tierVolume: 'UNITS',
        tierCurrency: 'USD',
        tiers: [],
      },
      priority: record.priority,
      enabled: record.enabled,
    },
    status: record.status,
    circuit: record.circuit,
    connected: record.connected,
    isFull: false,
    quoteState: record.quote_state,
    bid: money(record.bid),
    bidSize: count(record.bid_size),
    ask: money(record.ask),
    askSize: count(record.ask_size),
    depth: depthOf(record, { instrument, order }),
    validUntilUs: record.valid_until_us,
    ageUs: record.age_us,
    latencyUs: record.latency_us,
    fillRate: record.fill_rate,
    observations: record.observations,
    bidOutflow: record.bid_outflow,
    askOutflow: record.ask_outflow,
    hidden: record.hidden.map(([size, probability]) => ({ size: count(size), probability })),
    blindBar: record.blind_bar,
  };
}

/** The recorded side of a book; the other side is never looked at. */
function depthOf(
  record: VenueRecord,
  { instrument, order }: Pick<EarlierEvidence, 'instrument' | 'order'>,
): Depth | null {
  if (record.levels === null) return null;
  const levels = record.levels.map(([at, size]) => ({
    price: price(read(at, instrument.price_decimals)),
    size: quantity(read(size, instrument.quantity_decimals)),
  }));
  return order.side === 'BUY' ? { bids: [], asks: levels } : { bids: levels, asks: [] };
}
