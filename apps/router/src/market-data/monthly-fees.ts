import { type FeeSchedule, feesInForce, type MonthlyVolume } from '@fairlead/core/venue/fees';
import type { Venue } from '@fairlead/core/venue/venue';

/** What was traded in one go, in 10^-8. */
export type TradedVolume = MonthlyVolume;

interface VenueMonth {
  readonly schedule: FeeSchedule;
  readonly volume: { unitsE8: bigint; notionalE8: bigint };
  fees: FeeSchedule;
}

/** The fees of every venue by the tier that the firm's own volume there has reached this calendar month (UTC). */
export class MonthlyFees {
  readonly #venues: ReadonlyMap<string, VenueMonth>;
  #monthEndsUs = 0;

  constructor(venues: readonly Venue[]) {
    this.#venues = new Map(venues.map(({ venueId, fees }) => [venueId, newMonth(fees)]));
  }

  /** The fees in force at a venue; undefined for one that is not known. */
  inForce(venueId: string): FeeSchedule | undefined {
    return this.#venues.get(venueId)?.fees;
  }

  /** Counts what was traded at a venue; true where that reached another tier. */
  count(venueId: string, traded: TradedVolume): boolean {
    const venue = this.#venues.get(venueId);
    if (venue === undefined) return false;
    venue.volume.unitsE8 += traded.unitsE8;
    venue.volume.notionalE8 += traded.notionalE8;
    return refresh(venue);
  }

  /** Starts counting anew where a month has ended by this time (microseconds since 1970); gives the venues whose fees changed by it. */
  beginMonth(nowUs: number): string[] {
    if (nowUs < this.#monthEndsUs) return [];
    const isFirst = this.#monthEndsUs === 0;
    this.#monthEndsUs = monthStartUs(nowUs, 1);
    // What was counted before the first look at the clock is of this month: it was read for it.
    return isFirst ? [] : [...this.#venues].filter(([, venue]) => restart(venue)).map(([venueId]) => venueId);
  }
}

/** The start of the calendar month (UTC) of a time, or of one so many months later, in microseconds since 1970. */
export function monthStartUs(nowUs: number, monthsLater = 0): number {
  const now = new Date(nowUs / 1_000);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsLater, 1) * 1_000;
}

function newMonth(schedule: FeeSchedule): VenueMonth {
  const volume = { unitsE8: 0n, notionalE8: 0n };
  return { schedule, volume, fees: feesInForce(schedule, volume) };
}

function restart(venue: VenueMonth): boolean {
  venue.volume.unitsE8 = 0n;
  venue.volume.notionalE8 = 0n;
  return refresh(venue);
}

function refresh(venue: VenueMonth): boolean {
  if (venue.schedule.tiers.length === 0) return false;
  const before = venue.fees;
  const now = feesInForce(venue.schedule, venue.volume);
  const rates = [
    [before.takePerUnitE8, now.takePerUnitE8],
    [before.makePerUnitE8, now.makePerUnitE8],
    [before.takePpm, now.takePpm],
    [before.makePpm, now.makePpm],
  ];
  if (rates.every(([was, is]) => was === is)) return false;
  venue.fees = now;
  return true;
}
