import { sideSign } from '@fairlead/core/order/side';
import type { PlanInput } from '@fairlead/core/routing/plan-input';

/** What the reference gives one venue. */
export interface ReferenceSlice {
  readonly venueId: string;
  readonly quantity: number;
  readonly price: number;
}

interface Level {
  readonly venueId: string;
  readonly price: number;
  readonly size: number;
  readonly allInE8: number;
}

/**
 * The least that a sweep can be: collect the displayed quotes, sort all of them by price with fee, take until nothing is left. No eligibility,
 * no protection, no cost terms, no reasons, no record. What our planner costs more than this is the price of explaining itself.
 */
export function referencePlan(input: PlanInput): ReferenceSlice[] {
  const sign = sideSign(input.order.side);
  const levels: Level[] = [];
  for (const { venue, bid, bidSize, ask, askSize } of input.view.venues) {
    const [price, size] = sign === 1 ? [ask, askSize] : [bid, bidSize];
    if (size === 0) continue;
    const scale = 10 ** (8 - input.view.instrument.priceDecimals);
    levels.push({ venueId: venue.venueId, price, size, allInE8: sign * price * scale + venue.fees.takePerUnitE8 });
  }
  levels.sort((a, b) => a.allInE8 - b.allInE8);
  const slices: ReferenceSlice[] = [];
  let left: number = input.quantity;
  for (const level of levels) {
    if (left === 0) break;
    const quantity = Math.min(left, level.size);
    slices.push({ venueId: level.venueId, quantity, price: level.price });
    left -= quantity;
  }
  return slices;
}
