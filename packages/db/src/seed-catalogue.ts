import type { VenueConnection } from '@fairlead/contracts/venue-connection';
import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { seededAverageCloseE8 } from '@fairlead/core/catalogue/us-equity-instruments';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { quantityUnit } from '@fairlead/core/instrument/quantity-unit';
import { SEEDED_AS_OF } from '@fairlead/core/instrument/seeded-as-of';
import { DEFAULT_MARKET_DAY_ROWS } from '@fairlead/core/market/default-market-days';
import { formatScaled } from '@fairlead/core/money/scaled';
import { DEFAULT_RULE_CALENDAR, DEFAULT_RULE_ROWS } from '@fairlead/core/rule-calendar/default-rules';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { type FeeTier, feeNote } from '@fairlead/core/venue/fees';
import type { Venue } from '@fairlead/core/venue/venue';
import { seededTerms } from '@fairlead/core/venue/venue-terms';
import pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { ruleRowView } from './repositories/rule-calendar-rows.ts';

/** From which day on the instruments' own ticks count: the oldest that anybody asks about. */
const OWN_TICKS_FROM = '1990-01-01';

/** The clients of a new installation: whom the first API key trades for, and whom the demo flow does. */
export const DEFAULT_CLIENT_ID = 'default';
export const DEMO_CLIENT_ID = 'DEMO';

/**
 * Writes the default venues with their fees, the default instruments, the market days and rules and the two clients, where they are not there yet.
 * What is there is left as it is: a person may have changed it.
 */
export function seedCatalogue(databaseUrl: string): Promise<void> {
  return written(databaseUrl, async (client) => {
    for (const venue of DEFAULT_VENUES) await writeVenue(client, venue);
    for (const instrument of DEFAULT_INSTRUMENTS) await writeInstrument(client, instrument);
    await writeCalendar(client);
    await client.query(
      `insert into clients (client_id, name, simulated) values ($1, 'Default client', false), ($2, 'demo-broker', true)
       on conflict do nothing`,
      [DEFAULT_CLIENT_ID, DEMO_CLIENT_ID],
    );
  });
}

/** Writes the market days and rules alone, where nothing else may speak for what a firm brings itself. */
export function seedCalendar(databaseUrl: string): Promise<void> {
  return written(databaseUrl, writeCalendar);
}

async function written(databaseUrl: string, write: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await write(client);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function writeCalendar(client: pg.Client): Promise<void> {
  await writeMarketDays(client);
  await writeMarketRules(client);
}

async function writeVenue(client: pg.Client, venue: Venue): Promise<void> {
  await client.query(
    `insert into venue_configurations (id, venue_id, venue_name, venue_type, mic, mpid, protected_quote, lit, accepts_odd_lots,
       typical_latency_us, asset_class, supported_symbols, supported_order_types, supported_times_in_force, min_order_size,
       max_order_size, priority, enabled, connection_config)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) on conflict (venue_id) do nothing`,
    [
      uuidV7(),
      venue.venueId,
      venue.venueName,
      venue.venueType,
      venue.mic,
      venue.mpid,
      venue.protectedQuote,
      venue.lit,
      venue.acceptsOddLots,
      venue.typicalLatencyUs,
      venue.assetClass,
      venue.supportedSymbols,
      venue.orderTypes,
      venue.timesInForce,
      formatScaled(venue.minOrderQuantity, venue.sizeDecimals),
      formatScaled(venue.maxOrderQuantity, venue.sizeDecimals),
      venue.priority,
      venue.enabled,
      JSON.stringify(connectionOf(venue)),
    ],
  );
  await writeFees(client, venue);
}

/** How a simulated venue is reached says the environment; what is agreed with it stands here. */
function connectionOf(venue: Venue): VenueConnection {
  const { childTimeoutMs, correctionWindowMs, latencyP99MsMax, heldBackMsMax } = seededTerms(venue);
  return {
    child_timeout_ms: childTimeoutMs,
    correction_window_ms: correctionWindowMs,
    latency_p99_ms_max: latencyP99MsMax,
    held_back_ms_max: heldBackMsMax,
  };
}

async function writeFees(client: pg.Client, { venueId, fees }: Venue): Promise<void> {
  const written = await client.query<{ id: string }>(
    `insert into venue_fee_schedules (id, venue_id, effective_from, take_fee, make_fee, midpoint_fee, sub_dollar_take_ppm,
       sub_dollar_make_ppm, take_ppm, make_ppm, fixed_fee, tier_volume, tier_currency, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (venue_id, effective_from) do nothing returning id`,
    [
      uuidV7(),
      venueId,
      fees.effectiveFrom,
      formatScaled(fees.takePerUnitE8, 8),
      formatScaled(fees.makePerUnitE8, 8),
      formatScaled(fees.midpointPerUnitE8, 8),
      fees.subDollarTakePpm,
      fees.subDollarMakePpm,
      fees.takePpm,
      fees.makePpm,
      formatScaled(fees.fixedPerOrderE8, 8),
      fees.tierVolume,
      fees.tierCurrency,
      feeNote(fees.effectiveFrom),
    ],
  );
  const [schedule] = written.rows;
  if (schedule === undefined) return;
  for (const tier of fees.tiers) await writeTier(client, schedule.id, tier);
}

async function writeTier(client: pg.Client, scheduleId: string, tier: FeeTier): Promise<void> {
  await client.query(
    'insert into venue_fee_tiers (schedule_id, from_volume, take_fee, make_fee, take_ppm, make_ppm) values ($1, $2, $3, $4, $5, $6)',
    [
      scheduleId,
      formatScaled(tier.fromVolumeE8, 8),
      formatScaled(tier.takePerUnitE8, 8),
      formatScaled(tier.makePerUnitE8, 8),
      tier.takePpm,
      tier.makePpm,
    ],
  );
}

async function writeInstrument(client: pg.Client, instrument: Instrument): Promise<void> {
  const price = (value: number) => formatScaled(value, instrument.priceDecimals);
  const averageCloseE8 = seededAverageCloseE8(instrument.instrumentId);
  const inserted = await client.query(
    `insert into instruments (instrument_id, name, asset_class, currency, price_decimals, quantity_decimals, round_lot,
       primary_venue_id, status, average_daily_volume, daily_volatility_bps, average_closing_price, quantity_unit)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (instrument_id) do nothing`,
    [
      instrument.instrumentId,
      instrument.name,
      instrument.assetClass,
      instrument.currency,
      instrument.priceDecimals,
      instrument.quantityDecimals,
      formatScaled(instrument.roundLot, instrument.quantityDecimals),
      instrument.primaryVenueId,
      instrument.status,
      formatScaled(instrument.averageDailyVolume, instrument.quantityDecimals),
      instrument.dailyVolatilityBps,
      averageCloseE8 === null ? null : formatScaled(averageCloseE8, 8),
      quantityUnit(instrument),
    ],
  );
  // Where a rule sets ticks, they are not the instrument's own.
  if (inserted.rowCount === 0 || DEFAULT_RULE_CALENDAR.rowOn('TICK_BANDS', SEEDED_AS_OF, instrument) !== null) return;
  for (const band of instrument.tickBands) {
    await client.query(
      'insert into instrument_tick_bands (instrument_id, effective_from, from_price, tick) values ($1, $2, $3, $4)',
      [instrument.instrumentId, OWN_TICKS_FROM, price(band.fromPrice), price(band.tick)],
    );
  }
}

async function writeMarketDays(client: pg.Client): Promise<void> {
  const column = (name: 'date' | 'opensAt' | 'closesAt' | 'name' | 'source') =>
    DEFAULT_MARKET_DAY_ROWS.map((row) => row[name]);
  await client.query(
    `insert into market_days (date, opens_at, closes_at, name, source)
     select * from unnest($1::date[], $2::time[], $3::time[], $4::text[], $5::text[]) on conflict (date) do nothing`,
    [column('date'), column('opensAt'), column('closesAt'), column('name'), column('source')],
  );
}

async function writeMarketRules(client: pg.Client): Promise<void> {
  for (const row of DEFAULT_RULE_ROWS.map(ruleRowView)) {
    await client.query(
      `insert into rule_calendar (key, rule, effective_from, asset_class, instrument_id, rule_values, source, note)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (key) do nothing`,
      [
        row.key,
        row.rule,
        row.effective_from,
        row.asset_class,
        row.instrument_id,
        JSON.stringify(row.values),
        row.source,
        row.note,
      ],
    );
  }
}
