import type { Instrument } from '../instrument/instrument.ts';

/** Round lots traded on an average day from which an instrument counts as one of a kind. */
const BUSY_LOTS = 100_000;
const ORDINARY_LOTS = 10_000;

/**
 * The class in which instruments share what is learned of undisplayed size: their asset class, and how many round lots trade on an average
 * day (from 100,000 `BUSY`, from 10,000 `ORDINARY`, below `QUIET`). One instrument alone is asked for blind too seldom to be learned. Fairlead's
 * own bounds.
 */
export function instrumentClass({ assetClass, averageDailyVolume, roundLot }: Instrument): string {
  const lots = averageDailyVolume / roundLot;
  const activity = lots >= BUSY_LOTS ? 'BUSY' : lots >= ORDINARY_LOTS ? 'ORDINARY' : 'QUIET';
  return `${assetClass}-${activity}`;
}
