import { type Quantity, quantity } from '@fairlead/core/money/units';
import type { Random } from '../random.ts';
import type { VenueProfile } from './profiles.ts';

/** How a pool's interest is sized for one instrument. */
export interface PoolShape {
  readonly roundLot: Quantity;
  /** How deep the symbol is compared with an ordinary one. */
  readonly depthScale: number;
}

/**
 * Interest that nobody sees: drawn anew when its time is up, used up by what trades with it until then. It is drawn only when it is
 * asked for, so that hundreds of pools cost nothing while nobody pings them.
 */
export class HiddenPool {
  readonly #profile: VenueProfile;
  readonly #shape: PoolShape;
  readonly #random: Random;
  #quantity = 0;
  #validUntilUs = 0;

  constructor(profile: VenueProfile, shape: PoolShape, random: Random) {
    this.#profile = profile;
    this.#shape = shape;
    this.#random = random;
  }

  /** What is there now. */
  quantityAt(nowUs: number): Quantity {
    if (nowUs >= this.#validUntilUs) this.#draw(nowUs);
    return quantity(this.#quantity);
  }

  /** Takes out what traded. */
  use(traded: number): void {
    this.#quantity = Math.max(0, this.#quantity - traded);
  }

  #draw(nowUs: number): void {
    const { hiddenProbability, hiddenLotsMean, hiddenRefreshUs } = this.#profile;
    this.#validUntilUs = nowUs + this.#random.exponential(hiddenRefreshUs);
    const lots = 1 + this.#random.geometric(hiddenLotsMean * this.#shape.depthScale - 1);
    this.#quantity = this.#random.chance(hiddenProbability) ? lots * this.#shape.roundLot : 0;
  }
}
