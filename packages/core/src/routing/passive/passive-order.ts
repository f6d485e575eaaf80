import type { PriceE8, Quantity } from '../../money/units.ts';

/** A queue that part of an order may join, at the price that we would bid. Quantities in the instrument's units. */
export interface PostingVenue {
  /** What stands before us in the queue. */
  readonly queueAhead: Quantity;
  /** What is expected to leave the queue's front over the order's horizon, by trades and cancels ahead of us; over 0. */
  readonly meanOutflow: number;
  /** The make fee as in the fee schedule: negative for a rebate. */
  readonly makeFeeE8: PriceE8;
  /** The most that may be posted here; `quantity` of the order where there is no bound. */
  readonly most: Quantity;
}

/** What the trade-off between taking and posting is made of. All per unit, in 10^-8 of the currency. */
export interface PassivePrices {
  /** Half of the quoted spread, h. */
  readonly halfSpreadE8: PriceE8;
  /** The fee for taking, f. */
  readonly takeFeeE8: PriceE8;
  /** The impact of showing a unit or of trading it, θ. */
  readonly impactE8: PriceE8;
  /** What a unit costs that is left at the horizon and must then be taken, λu. */
  readonly shortfallE8: PriceE8;
}

/** A quantity to be split between taking now and posting. */
export interface PassiveOrder {
  /** A whole number of lots. */
  readonly quantity: Quantity;
  readonly lot: Quantity;
  /** The instrument's quantity decimals, 0 to 8: they turn units × money per unit into money. */
  readonly quantityDecimals: number;
  readonly prices: PassivePrices;
  readonly venues: readonly PostingVenue[];
}

/** What to take now, and what to post at each venue in the order's sequence. */
export interface TakePostSplit {
  readonly take: Quantity;
  readonly posts: readonly Quantity[];
}

/** Throws for an order that no caller may make: parts of lots, a lot of nothing, a venue without outflow. */
export function checkPassiveOrder({ quantity, lot, venues }: PassiveOrder): void {
  if (!(lot > 0 && quantity >= 0 && quantity % lot === 0)) throw new Error(`${quantity} is not whole lots of ${lot}`);
  for (const { meanOutflow, queueAhead, most } of venues) {
    const isRight = meanOutflow > 0 && Number.isFinite(meanOutflow) && queueAhead >= 0 && most >= 0;
    if (!isRight) throw new Error(`not a queue: ${queueAhead} ahead, outflow ${meanOutflow}, at most ${most}`);
  }
}
