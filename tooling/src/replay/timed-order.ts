import type { OrderRequest } from '@fairlead/core/order/request';
import type { TapeMarket } from './nbbo-pass.ts';

/** An order as it will come in, with the moment of the virtual clock at which it does. */
export interface TimedOrder {
  /** Microseconds since 1970. */
  readonly atUs: number;
  readonly request: OrderRequest;
  /** Where it stands in a file, to be told with what becomes of it; absent for generated ones. */
  readonly where?: string;
}

/** An order with the tape's market at its arrival, which every router is measured against, and the end of its horizon. */
export interface MeasuredOrder extends TimedOrder {
  readonly arrival: TapeMarket;
  /** Microseconds since 1970. */
  readonly endUs: number;
}
