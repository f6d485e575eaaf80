import type { MarketView } from '@fairlead/core/market/market-view';
import type { Price } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { orderOf, planInputOf } from '@fairlead/core/testing/market';

/** A market order of a benchmark, with nothing asked for beyond what is given. */
export function marketOrder(
  given: Pick<ValidOrder, 'orderId' | 'instrumentId' | 'side' | 'quantity' | 'routingObjective' | 'timeInForce'>,
): ValidOrder {
  return orderOf({ routingMode: 'OPTIMAL', ...given });
}

/** The input of the first wave of an order on a market. */
export function firstWave(order: ValidOrder, view: MarketView, worstPrice: Price): PlanInput {
  return { ...planInputOf(order, view), worstPrice };
}
