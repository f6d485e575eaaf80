import type { OrderRequest } from '@fairlead/core/order/request';

/** An order as it will come in, with the moment of the virtual clock at which it does. */
export interface TimedOrder {
  /** Microseconds since 1970. */
  readonly atUs: number;
  readonly request: OrderRequest;
}
