import type { VenueQuality } from '@fairlead/contracts/smart-routing';
import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import { scoreVenue } from '@fairlead/core/quality/scores';
import { isoTime } from '../publish/wire.ts';
import type { VenueHealth } from './venue-health.ts';

/** A lit print tells the market more than a dark one. */
const LIT_INFORMATION = 1;
const DARK_INFORMATION = 0.5;

/** The quality of every venue in one instrument, from its own answers and what it displays now. */
export function venueQuality(book: InstrumentBook, venues: readonly VenueHealth[]): VenueQuality[] {
  const displayed = venues.map((_, row) => displayedSize(book, row));
  const bestDisplayedSize = Math.max(0, ...displayed);
  return venues.map(({ venue, status, condition, lastUpdatedUs }, row) => {
    const scores = scoreVenue({
      latencyUs: condition.latencyUs,
      fillRate: condition.fillRate,
      observations: condition.observations,
      takeFeeE8: venue.fees.takePerUnitE8,
      displayedSize: displayed[row] ?? 0,
      bestDisplayedSize,
      impactBps: roundLotImpactBps(book, venue.lit),
    });
    return {
      venue_id: venue.venueId,
      venue_type: venue.venueType,
      status,
      liquidity_score: scores.liquidityScore,
      speed_score: scores.speedScore,
      cost_score: scores.costScore,
      fill_rate: condition.fillRate,
      market_impact_score: scores.marketImpactScore,
      latency_ms: condition.latencyUs / 1_000,
      observations: condition.observations,
      last_updated: lastUpdatedUs === null ? null : isoTime(lastUpdatedUs),
    };
  });
}

/** The smaller of both sides: what can be had whichever way the order goes. */
function displayedSize(book: InstrumentBook, row: number): number {
  if (book.quotes.quoteState(row) !== 'FRESH') return 0;
  const quote = book.quotes.quote(row);
  return Math.min(quote.bidSize, quote.askSize);
}

/** The square-root law for one round lot; what is expected until markouts are measured. */
function roundLotImpactBps({ instrument }: InstrumentBook, isLit: boolean): number {
  const share = instrument.roundLot / instrument.averageDailyVolume;
  return instrument.dailyVolatilityBps * Math.sqrt(share) * (isLit ? LIT_INFORMATION : DARK_INFORMATION);
}
