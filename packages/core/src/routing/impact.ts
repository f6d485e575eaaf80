import type { MarketView, VenueSnapshot } from '../market/market-view.ts';

/** A lit print tells more than a dark one. */
const LIT_INFORMATION = 1;
const DARK_INFORMATION = 0.5;

/**
 * The impact per unit of an order of `count` units, in basis points, before a venue's information factor. Square-root impact: Almgren, Thum,
 * Hauptmann, Li, "Direct Estimation of Equity Market Impact" (2005) and the square-root law with Y = 1. The square root is correctly
 * rounded by IEEE 754, so every machine gets the same.
 */
export function impactBps(count: number, view: MarketView): number {
  return view.instrument.dailyVolatilityBps * Math.sqrt(count / view.instrument.averageDailyVolume);
}

/** How much of the impact of a lit print a print at this venue makes. */
export function informationFactor(snapshot: VenueSnapshot): number {
  return snapshot.venue.lit ? LIT_INFORMATION : DARK_INFORMATION;
}
