import type { Side } from './request.ts';

/** +1 for a buyer, -1 for a seller: the sign with which a higher price hurts. */
export function sideSign(side: Side): 1 | -1 {
  return side === 'BUY' ? 1 : -1;
}
