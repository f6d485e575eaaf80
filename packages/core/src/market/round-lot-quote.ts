import { type Quantity, quantity } from '../money/units.ts';
import type { DepthLevel } from './market-view.ts';

/** The largest whole number of round lots in a size, both at the instrument's quantity scale. A round lot is at least 1. */
function wholeLots(size: number, roundLot: Quantity): Quantity {
  return quantity(Math.floor(size / roundLot) * roundLot);
}

/**
 * The place of the level at which one side of a venue's book, best level first, makes a round lot: odd lots at better prices count into it, at the
 * least aggressive price of those that make it together. -1 where everything that is shown makes none.
 * Source: Regulation NMS Rule 600(b) (17 CFR 242.600), "bid" and "offer" of round lots, and how the exchanges' plans aggregate odd lots.
 */
function roundLotLevel(levels: readonly DepthLevel[], roundLot: Quantity): number {
  let sum = 0;
  for (let place = 0; place < levels.length; place++) {
    sum += levels[place]?.size ?? 0;
    if (sum >= roundLot) return place;
  }
  return -1;
}

/**
 * What one side of a venue's book quotes in round lots: the price at which it makes one, and what is shown down to that price in whole round lots.
 * Null where it makes none. This is the quotation that counts towards the national best, and that is protected.
 */
export function roundLotQuote(levels: readonly DepthLevel[], roundLot: Quantity): DepthLevel | null {
  const place = roundLotLevel(levels, roundLot);
  const level = levels[place];
  if (level === undefined) return null;
  let sum = 0;
  for (let better = 0; better <= place; better++) sum += levels[better]?.size ?? 0;
  return { price: level.price, size: wholeLots(sum, roundLot) };
}
