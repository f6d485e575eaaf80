import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { MoneyE8, Price, Quantity } from '@fairlead/core/money/units';
import { MonthlyFees } from '@fairlead/core/monthly-fees/monthly-fees';
import { tradedVolume } from '@fairlead/core/monthly-fees/traded-volume';
import { chargeableFees } from '@fairlead/core/venue/access-fee-cap';
import { executionFeeE8, type LiquidityFlag } from '@fairlead/core/venue/fees';
import type { Venue } from '@fairlead/core/venue/venue';

/** An execution as far as money goes. */
export interface Chargeable {
  readonly price: Price;
  readonly quantity: Quantity;
  readonly flag: LiquidityFlag;
}

/**
 * What one venue charges: by its own schedule, as far as the cap on access fees allows it, and by the tier that it has seen the firm reach. A venue
 * that has restarted knows of nothing that was traded before.
 */
export class FeeBook {
  readonly #venue: Venue;
  readonly #months: MonthlyFees;

  constructor(venue: Venue, instruments: readonly Instrument[]) {
    this.#venue = venue;
    const rules = instruments.find(({ assetClass }) => assetClass === venue.assetClass)?.rules;
    this.#months = new MonthlyFees([venue], () => rules?.feeVolumeMonth ?? 'RUNNING');
  }

  /** The fee of an execution in 10^-8 of the instrument's currency; the first one of an order bears its fixed charge. */
  feeE8({ flag, ...at }: Chargeable, instrument: Instrument, isFirst: boolean): MoneyE8 {
    const fees = this.#months.inForce(this.#venue.venueId) ?? this.#venue.fees;
    const chargeable = chargeableFees({ protectedQuote: this.#venue.protectedQuote, fees }, instrument.rules);
    return executionFeeE8(chargeable, flag, { price: at.price, quantity: at.quantity, scale: instrument, isFirst });
  }

  /** Counts an execution towards the tiers, or takes it back, in the month of its time (microseconds since 1970). */
  count(traded: Chargeable, instrument: Instrument, { sign, atUs }: { sign: 1n | -1n; atUs: number }): void {
    this.#months.recount(this.#venue.venueId, tradedVolume(traded, instrument, sign), atUs);
  }

  /** Turns the months that have ended by now, in microseconds since 1970. */
  keepMonth(nowUs: number): void {
    this.#months.beginMonth(nowUs);
  }
}
