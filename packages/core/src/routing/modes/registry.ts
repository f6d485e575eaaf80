import type { RoutingMode } from '../../order/request.ts';
import { manual } from './manual.ts';
import type { Allocate } from './mode.ts';
import { optimal } from './optimal.ts';
import { proRata } from './pro-rata.ts';
import { sequential } from './sequential.ts';
import { sweep } from './sweep.ts';

/** Every way to divide an order: one file each, one line here. */
export const MODES: ReadonlyMap<RoutingMode, Allocate> = new Map<RoutingMode, Allocate>([
  ['OPTIMAL', optimal],
  ['SWEEP', sweep],
  ['PRO_RATA', proRata],
  ['SEQUENTIAL', sequential],
  ['MANUAL', manual],
]);
