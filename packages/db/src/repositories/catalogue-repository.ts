import { venueConnection } from '@fairlead/contracts/venue-connection';
import { ASSET_CLASSES, INSTRUMENT_STATUSES, type Instrument } from '@fairlead/core/instrument/instrument';
import { parseScaled, powerOfTen } from '@fairlead/core/money/scaled';
import { moneyE8, price, priceE8, type Quantity, quantity } from '@fairlead/core/money/units';
import { ORDER_TYPES, TIMES_IN_FORCE } from '@fairlead/core/order/request';
import type { RuleCalendar, RuledInstrument } from '@fairlead/core/rule-calendar/rule-calendar';
import { type FeeSchedule, type FeeTier, TIER_VOLUMES } from '@fairlead/core/venue/fees';
import { VENUE_TYPES, type Venue } from '@fairlead/core/venue/venue';
import type { TermsSetting } from '@fairlead/core/venue/venue-terms';
import type { Database } from '../pool.ts';
import { oneOf, wholeE8 } from '../row-reading.ts';
import type { StoredFeeSchedule, StoredFeeTier } from './venue-records-repository.ts';

const FEE_DECIMALS = 8;

/** Reads what may be traded and where. Throws where the database holds what the domain cannot: the installation is broken then. */
export class CatalogueRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All venues by priority, each with the fee schedule in force on an ISO date: its latest by then, or its first. */
  async venues(date: string): Promise<Venue[]> {
    const result = await this.#database.query<VenueRecord>(VENUES, [date]);
    return result.rows.map(venueOf);
  }

  /** What is agreed with each venue about time. */
  async venueTerms(): Promise<ReadonlyMap<string, TermsSetting>> {
    const result = await this.#database.query<ConnectionRecord>(
      'select venue_id, connection_config from venue_configurations',
    );
    return new Map(result.rows.map((record) => [record.venue_id, termsOf(record)]));
  }

  /** All instruments by id, each with the rules, the ticks, the round lot and the short sale price test in force on an ISO date in New York. */
  async instruments(date: string, calendar: RuleCalendar): Promise<Instrument[]> {
    const result = await this.#database.query<InstrumentRecord>(INSTRUMENTS, [date]);
    return result.rows.map((record) => instrumentOf(record, { date, calendar }));
  }
}

interface ConnectionRecord {
  readonly venue_id: string;
  readonly connection_config: unknown;
}

function termsOf({ venue_id: venueId, connection_config: stored }: ConnectionRecord): TermsSetting {
  const read = venueConnection.safeParse(stored);
  if (!read.success) throw new Error(`venue ${venueId}: connection_config: ${read.error.issues[0]?.message}`);
  const { child_timeout_ms, correction_window_ms, latency_p99_ms_max, held_back_ms_max } = read.data;
  return {
    childTimeoutMs: child_timeout_ms,
    correctionWindowMs: correction_window_ms,
    latencyP99MsMax: latency_p99_ms_max,
    heldBackMsMax: held_back_ms_max,
  };
}

interface VenueRecord extends Omit<StoredFeeSchedule, 'note' | 'tiers'> {
  readonly venue_id: string;
  readonly venue_name: string;
  readonly venue_type: string;
  readonly mic: string | null;
  readonly mpid: string | null;
  readonly protected_quote: boolean;
  readonly lit: boolean;
  readonly accepts_odd_lots: boolean;
  readonly typical_latency_us: number;
  readonly asset_class: string;
  readonly supported_symbols: string[] | null;
  readonly supported_order_types: string[];
  readonly supported_times_in_force: string[];
  readonly min_order_size: string;
  readonly max_order_size: string;
  readonly priority: number;
  readonly enabled: boolean;
  /** Ascending by volume, decimals as texts; null where there are none. */
  readonly tiers: readonly StoredFeeTier[] | null;
}

const VENUES = `
select v.*, f.effective_from::text as effective_from, f.take_fee, f.make_fee, f.midpoint_fee, f.sub_dollar_take_ppm,
  f.sub_dollar_make_ppm, f.take_ppm, f.make_ppm, f.fixed_fee, f.tier_volume, f.tier_currency, (
    select json_agg(json_build_object('from_volume', t.from_volume::text, 'take_fee', t.take_fee::text,
      'make_fee', t.make_fee::text, 'take_ppm', t.take_ppm, 'make_ppm', t.make_ppm) order by t.from_volume)
    from venue_fee_tiers t where t.schedule_id = f.id
  ) as tiers
from venue_configurations v
join lateral (
  select * from venue_fee_schedules s where s.venue_id = v.venue_id
  order by s.effective_from <= $1::date desc, abs(s.effective_from - $1::date) limit 1
) f on true
order by v.priority, v.venue_id`;

function venueOf(record: VenueRecord): Venue {
  // Sizes are read in as many decimals as they use, so that large whole ones stay exact.
  const sizeDecimals = Math.max(decimalsOf(record.min_order_size), decimalsOf(record.max_order_size));
  return {
    venueId: record.venue_id,
    venueName: record.venue_name,
    venueType: oneOf(VENUE_TYPES, record.venue_type),
    mic: record.mic,
    mpid: record.mpid,
    protectedQuote: record.protected_quote,
    lit: record.lit,
    orderTypes: record.supported_order_types.map((text) => oneOf(ORDER_TYPES, text)),
    timesInForce: record.supported_times_in_force.map((text) => oneOf(TIMES_IN_FORCE, text)),
    acceptsOddLots: record.accepts_odd_lots,
    sizeDecimals,
    minOrderQuantity: quantity(exact(record.min_order_size, sizeDecimals)),
    maxOrderQuantity: quantity(exact(record.max_order_size, sizeDecimals)),
    assetClass: oneOf(ASSET_CLASSES, record.asset_class),
    supportedSymbols: record.supported_symbols,
    typicalLatencyUs: record.typical_latency_us,
    fees: feesOf(record),
    priority: record.priority,
    enabled: record.enabled,
  };
}

function feesOf(record: VenueRecord): FeeSchedule {
  // Coins of one kind are not added to coins of another, nor euros to dollars.
  if (record.asset_class !== 'EQUITY' && record.tier_volume === 'UNITS' && record.tiers !== null)
    throw new Error(`venue ${record.venue_id}: tiers by units are for shares; count NOTIONAL in a currency`);
  return {
    effectiveFrom: record.effective_from,
    takePerUnitE8: fee(record.take_fee),
    makePerUnitE8: fee(record.make_fee),
    midpointPerUnitE8: fee(record.midpoint_fee),
    subDollarTakePpm: record.sub_dollar_take_ppm,
    subDollarMakePpm: record.sub_dollar_make_ppm,
    takePpm: record.take_ppm,
    makePpm: record.make_ppm,
    fixedPerOrderE8: moneyE8(wholeE8(record.fixed_fee)),
    tierVolume: oneOf(TIER_VOLUMES, record.tier_volume),
    tierCurrency: record.tier_currency,
    tiers: (record.tiers ?? []).map(tierOf),
  };
}

function tierOf(record: StoredFeeTier): FeeTier {
  return {
    fromVolumeE8: wholeE8(record.from_volume),
    takePerUnitE8: fee(record.take_fee),
    makePerUnitE8: fee(record.make_fee),
    takePpm: record.take_ppm,
    makePpm: record.make_ppm,
  };
}

/** A price or fee per unit on the scale on which the two add. */
function fee(text: string) {
  return priceE8(exact(text, FEE_DECIMALS));
}

/** How many decimals a number of the database uses. */
function decimalsOf(text: string): number {
  return /\.(\d*[1-9])0*$/.exec(text)?.[1]?.length ?? 0;
}

interface InstrumentRecord {
  readonly instrument_id: string;
  readonly name: string;
  readonly asset_class: string;
  readonly currency: string;
  readonly price_decimals: number;
  readonly quantity_decimals: number;
  readonly round_lot: string;
  readonly primary_venue_id: string | null;
  readonly status: string;
  readonly average_daily_volume: string;
  readonly daily_volatility_bps: number;
  /** In whole cents. */
  readonly average_close: string | null;
  readonly average_quoted_spread: string | null;
  readonly short_sale_restricted: boolean;
  /** The instrument's own; null where it has none. */
  readonly tick_bands: readonly { readonly from_price: string; readonly tick: string }[] | null;
}

const INSTRUMENTS = `
select i.*, round(i.average_closing_price, 2) as average_close,
  coalesce(i.short_sale_restricted_until >= $1::date, false) as short_sale_restricted, (
  select json_agg(json_build_object('from_price', b.from_price::text, 'tick', b.tick::text) order by b.from_price)
  from instrument_tick_bands b where b.instrument_id = i.instrument_id and b.effective_from = (
    select max(s.effective_from) from instrument_tick_bands s
    where s.instrument_id = i.instrument_id and s.effective_from <= $1::date)
) as tick_bands
from instruments i order by i.instrument_id`;

/** The day of which the settings are, and the rules of the markets by date. */
interface AsOf {
  readonly date: string;
  readonly calendar: RuleCalendar;
}

function instrumentOf(record: InstrumentRecord, asOf: AsOf): Instrument {
  const { date, calendar } = asOf;
  const ruled = {
    instrumentId: record.instrument_id,
    assetClass: oneOf(ASSET_CLASSES, record.asset_class),
    priceDecimals: record.price_decimals,
  };
  return {
    ...ruled,
    name: record.name,
    currency: record.currency,
    quantityDecimals: record.quantity_decimals,
    roundLot: roundLotOf(record, ruled, asOf),
    tickBands: tickBandsOf(record, ruled, asOf),
    primaryVenueId: record.primary_venue_id,
    status: oneOf(INSTRUMENT_STATUSES, record.status),
    rules: calendar.rulesOn(date, ruled),
    shortSaleRestricted: record.short_sale_restricted && calendar.hasShortSaleTest(date, ruled),
    averageDailyVolume: quantity(exact(record.average_daily_volume, record.quantity_decimals)),
    dailyVolatilityBps: record.daily_volatility_bps,
  };
}

/** The ticks that people have set for the instrument; where there are none, those of the calendar. */
function tickBandsOf(
  record: InstrumentRecord,
  ruled: RuledInstrument & Pick<Instrument, 'priceDecimals'>,
  { date, calendar }: AsOf,
): Instrument['tickBands'] {
  const money = (text: string) => price(exact(text, record.price_decimals));
  const own = record.tick_bands?.map((band) => ({ fromPrice: money(band.from_price), tick: money(band.tick) }));
  const spread = record.average_quoted_spread;
  return own ?? calendar.tickBandsOn(date, ruled, spread === null ? null : fee(spread)) ?? [];
}

/** The round lot that the calendar gives an instrument of this average close; where there is no such average, or no rule, the one that is stored. */
function roundLotOf(record: InstrumentRecord, ruled: RuledInstrument, { date, calendar }: AsOf): Quantity {
  const stored = quantity(exact(record.round_lot, record.quantity_decimals));
  if (record.average_close === null) return stored;
  const lot = calendar.roundLotOn(date, ruled, fee(record.average_close));
  return lot === null ? stored : quantity(lot * powerOfTen(record.quantity_decimals));
}

function exact(text: string, decimals: number): number {
  const parsed = parseScaled(text, decimals);
  if (!parsed.ok)
    throw new Error(`the catalogue holds ${text}, not a number of ${decimals} decimals (${parsed.error})`);
  return parsed.value;
}
