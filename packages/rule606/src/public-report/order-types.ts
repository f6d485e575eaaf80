import type { OrderClassification } from '@fairlead/core/order-life/classification';

/** One value a type of order. */
export type ByOrderType<T> = Readonly<Record<OrderClassification, T>>;

/** Makes one value a type of order, in the order of the form. */
export function byOrderType<T>(of: (type: OrderClassification) => T): ByOrderType<T> {
  return {
    MARKET: of('MARKET'),
    MARKETABLE_LIMIT: of('MARKETABLE_LIMIT'),
    NON_MARKETABLE_LIMIT: of('NON_MARKETABLE_LIMIT'),
    OTHER: of('OTHER'),
  };
}
