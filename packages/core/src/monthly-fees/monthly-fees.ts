import type { AssetClass } from '../instrument/instrument.ts';
import type { FeeVolumeMonth } from '../instrument/market-rules.ts';
import { type FeeSchedule, feesInForce, type MonthlyVolume } from '../venue/fees.ts';
import type { Venue } from '../venue/venue.ts';
import { feeMonthsAt } from './fee-months.ts';
import type { TradedVolume } from './traded-volume.ts';

interface VenueMonths {
  readonly venue: Venue;
  prior: MonthlyVolume;
  running: MonthlyVolume;
  endsUs: number;
  fees: FeeSchedule;
}

const NOTHING: MonthlyVolume = { unitsE8: 0n, notionalE8: 0n };

/**
 * The fees of every venue by the tier that what was traded there for one firm has reached, in calendar months of exchange time. The rule calendar
 * says whose month counts: where fees must be known at the time of execution (US stocks, Rule 610(d)) the month before, elsewhere the running one.
 */
export class MonthlyFees {
  readonly #venues: ReadonlyMap<string, VenueMonths>;
  readonly #pricing: (assetClass: AssetClass) => FeeVolumeMonth;

  constructor(venues: readonly Venue[], pricing: (assetClass: AssetClass) => FeeVolumeMonth) {
    this.#pricing = pricing;
    this.#venues = new Map(
      venues.map((venue) => [
        venue.venueId,
        { venue, prior: NOTHING, running: NOTHING, endsUs: 0, fees: feesInForce(venue.fees, NOTHING) },
      ]),
    );
  }

  /** The fees in force at a venue; undefined for one that is not known. */
  inForce(venueId: string): FeeSchedule | undefined {
    return this.#venues.get(venueId)?.fees;
  }

  /** Counts what was traded at a venue in the month that runs; true where that reached another tier. */
  count(venueId: string, traded: TradedVolume): boolean {
    return this.#add(venueId, traded, 'RUNNING');
  }

  /**
   * Counts what was traded at a time in microseconds since 1970, in its month; less than nothing takes back what was counted. True where that reached
   * another tier. What is of before either month counts for nothing any more.
   */
  recount(venueId: string, traded: TradedVolume, tradedAtUs: number): boolean {
    const months = this.#venues.get(venueId);
    if (months === undefined) return false;
    const { assetClass } = months.venue;
    const { endsUs } = feeMonthsAt(assetClass, tradedAtUs);
    if (months.endsUs === 0 || endsUs === months.endsUs) return this.#add(venueId, traded, 'RUNNING');
    return endsUs === feeMonthsAt(assetClass, months.endsUs - 1).runningFromUs && this.#add(venueId, traded, 'PRIOR');
  }

  /** Takes what was traded before the start, of either month. */
  restore(venueId: string, traded: TradedVolume, month: FeeVolumeMonth): void {
    this.#add(venueId, traded, month);
  }

  /** Prices by the rules of now, which may have changed; gives the venues whose fees changed by it. */
  priceAnew(): string[] {
    return [...this.#venues].flatMap(([venueId, months]) => (this.#refresh(months) ? [venueId] : []));
  }

  /** Turns the months that have ended by this time (microseconds since 1970); gives the venues whose fees changed by it. */
  beginMonth(nowUs: number): string[] {
    const changed: string[] = [];
    for (const [venueId, months] of this.#venues) {
      if (nowUs < months.endsUs) continue;
      const now = feeMonthsAt(months.venue.assetClass, nowUs);
      // What was counted before the first look at the clock is of this month: it was read for it.
      if (months.endsUs !== 0) {
        months.prior = months.endsUs === now.runningFromUs ? months.running : NOTHING;
        months.running = NOTHING;
      }
      months.endsUs = now.endsUs;
      if (this.#refresh(months)) changed.push(venueId);
    }
    return changed;
  }

  #add(venueId: string, traded: TradedVolume, month: FeeVolumeMonth): boolean {
    const months = this.#venues.get(venueId);
    if (months === undefined) return false;
    const counts = traded.currency === months.venue.fees.tierCurrency;
    const before = month === 'PRIOR' ? months.prior : months.running;
    const after = {
      unitsE8: before.unitsE8 + traded.unitsE8,
      notionalE8: before.notionalE8 + (counts ? traded.notionalE8 : 0n),
    };
    if (month === 'PRIOR') months.prior = after;
    else months.running = after;
    return this.#refresh(months);
  }

  #refresh(months: VenueMonths): boolean {
    const { venue, fees: before } = months;
    if (venue.fees.tiers.length === 0) return false;
    const volume = this.#pricing(venue.assetClass) === 'PRIOR' ? months.prior : months.running;
    const now = feesInForce(venue.fees, volume);
    months.fees = now;
    return (
      before.takePerUnitE8 !== now.takePerUnitE8 ||
      before.makePerUnitE8 !== now.makePerUnitE8 ||
      before.takePpm !== now.takePpm ||
      before.makePpm !== now.makePpm
    );
  }
}
