import { ASSET_CLASSES, type Instrument } from '../../instrument/instrument.ts';
import { FEE_VOLUME_MONTHS, type MarketRules } from '../../instrument/market-rules.ts';
import type { CataloguePart } from '../../market/view-parts.ts';
import { moneyE8, price, priceE8, quantity } from '../../money/units.ts';
import { ORDER_TYPES, TIMES_IN_FORCE } from '../../order/request.ts';
import { type FeeSchedule, NO_CHARGES } from '../../venue/fees.ts';
import { VENUE_TYPES, type Venue } from '../../venue/venue.ts';
import { amountOf, flagOf, oneOf, type StoredRow, storedRow } from './stored-row.ts';

const FORM = 1;

/**
 * The catalogue part as canonical text: `[form, instrument, venues]`, each a row of values by their place; prices and sizes are whole numbers at
 * the instrument's scale, fees in 10^-8 of the currency, flags 1 and 0. What changes from moment to moment is not in it: neither whether
 * the instrument is halted nor how a venue stands.
 */
export function writeCatalogue({ instrument, venues }: CataloguePart): string {
  return JSON.stringify([FORM, instrumentRow(instrument), venues.map((venue) => venueRow(venue, instrument))]);
}

/** Reads it back: everything that a plan may read of instrument and venues. Throws for another text. */
export function readCatalogue(text: string): CataloguePart {
  const row = storedRow(text);
  if (row.number(0) !== FORM) throw new Error('not the catalogue part of a record');
  const instrument = instrumentOf(row.row(1));
  return { instrument, venues: row.rows(2).map((each) => venueOf(each, instrument)) };
}

function instrumentRow(instrument: Instrument): unknown[] {
  return [
    instrument.instrumentId,
    instrument.name,
    instrument.assetClass,
    instrument.currency,
    instrument.priceDecimals,
    instrument.quantityDecimals,
    instrument.roundLot,
    instrument.tickBands.map(({ fromPrice, tick }) => [fromPrice, tick]),
    instrument.primaryVenueId,
    instrument.averageDailyVolume,
    instrument.dailyVolatilityBps,
    rulesRow(instrument.rules),
  ];
}

function instrumentOf(row: StoredRow): Instrument {
  return {
    instrumentId: row.text(0),
    name: row.text(1),
    assetClass: oneOf(ASSET_CLASSES, row.text(2)),
    currency: row.text(3),
    priceDecimals: row.number(4),
    quantityDecimals: row.number(5),
    roundLot: quantity(row.number(6)),
    tickBands: row.rows(7).map((band) => ({ fromPrice: price(band.number(0)), tick: price(band.number(1)) })),
    primaryVenueId: row.has(8) ? row.text(8) : null,
    averageDailyVolume: quantity(row.number(9)),
    dailyVolatilityBps: row.number(10),
    rules: rulesOf(row.row(11)),
    status: 'ACTIVE',
    // The price test has already been applied: it is in the recorded limit and worst price.
    shortSaleRestricted: false,
  };
}

function rulesRow({
  calendar,
  orderProtection,
  lockAndCross,
  accessFeeCap: cap,
  feeVolumeMonth,
}: MarketRules): unknown[] {
  const capRow = cap === null ? null : [cap.perShareE8, cap.belowDollarPpm];
  return [calendar, flagOf(orderProtection), flagOf(lockAndCross), capRow, feeVolumeMonth];
}

function rulesOf(row: StoredRow): MarketRules {
  const cap = row.rowOrNull(3);
  return {
    calendar: row.text(0),
    orderProtection: row.flag(1),
    lockAndCross: row.flag(2),
    accessFeeCap: cap === null ? null : { perShareE8: priceE8(cap.number(0)), belowDollarPpm: cap.number(1) },
    feeVolumeMonth: oneOf(FEE_VOLUME_MONTHS, row.text(4)),
  };
}

function venueRow(venue: Venue, { instrumentId }: Instrument): unknown[] {
  const { supportedSymbols } = venue;
  const row = [
    venue.venueId,
    venue.venueName,
    venue.venueType,
    venue.mic,
    venue.mpid,
    flagOf(venue.protectedQuote),
    flagOf(venue.lit),
    venue.orderTypes,
    venue.timesInForce,
    flagOf(venue.acceptsOddLots),
    venue.minOrderQuantity,
    venue.maxOrderQuantity,
    flagOf(supportedSymbols === null || supportedSymbols.includes(instrumentId)),
    venue.typicalLatencyUs,
    venue.priority,
    flagOf(venue.enabled),
    feesRow(venue.fees),
  ];
  // At the end, and left out where it takes one: parts of before are read, and named, as they are.
  if (venue.refusesMinQuantity) row.push(flagOf(true));
  return row;
}

function venueOf(row: StoredRow, { assetClass, quantityDecimals }: Instrument): Venue {
  return {
    venueId: row.text(0),
    venueName: row.text(1),
    venueType: oneOf(VENUE_TYPES, row.text(2)),
    mic: row.has(3) ? row.text(3) : null,
    mpid: row.has(4) ? row.text(4) : null,
    protectedQuote: row.flag(5),
    lit: row.flag(6),
    orderTypes: row.texts(7).map((text) => oneOf(ORDER_TYPES, text)),
    timesInForce: row.texts(8).map((text) => oneOf(TIMES_IN_FORCE, text)),
    acceptsOddLots: row.flag(9),
    sizeDecimals: quantityDecimals,
    minOrderQuantity: quantity(row.number(10)),
    maxOrderQuantity: quantity(row.number(11)),
    assetClass,
    supportedSymbols: row.flag(12) ? null : [],
    typicalLatencyUs: row.number(13),
    priority: row.number(14),
    enabled: row.flag(15),
    fees: feesOf(row.row(16)),
    ...(row.length > 17 && row.flag(17) ? { refusesMinQuantity: true } : {}),
  };
}

/** What is charged for one order; by which tier is not asked of a decision. */
function feesRow(fees: FeeSchedule): unknown[] {
  return [
    fees.effectiveFrom,
    fees.takePerUnitE8,
    fees.makePerUnitE8,
    fees.midpointPerUnitE8,
    fees.subDollarTakePpm,
    fees.subDollarMakePpm,
    fees.takePpm,
    fees.makePpm,
    amountOf(fees.fixedPerOrderE8),
  ];
}

function feesOf(row: StoredRow): FeeSchedule {
  return {
    ...NO_CHARGES,
    effectiveFrom: row.text(0),
    takePerUnitE8: priceE8(row.number(1)),
    makePerUnitE8: priceE8(row.number(2)),
    midpointPerUnitE8: priceE8(row.number(3)),
    subDollarTakePpm: row.number(4),
    subDollarMakePpm: row.number(5),
    takePpm: row.number(6),
    makePpm: row.number(7),
    fixedPerOrderE8: moneyE8(row.amount(8)),
  };
}
