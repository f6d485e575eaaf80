import type { OrderLife } from './order-life.ts';

/**
 * Until when what venues have given back of an order is not routed on, in microseconds since 1970; 0 where nothing is held. A venue that has filled late may
 * do so again: what it has canceled is kept for as long as it was late (`lateUs`, in microseconds, 0 for one that is not), so that it is not filled twice.
 */
export function heldBackUntilUs(
  { children }: Pick<OrderLife, 'children'>,
  lateUs: (venueId: string) => number,
): number {
  let untilUs = 0;
  for (const { venueId, state, code, sentAtUs, doneAtUs, filled, quantity } of children) {
    // What was never sent, and what was lost with its venue's life, is not filled.
    const isGivenBack = state === 'CANCELED' && sentAtUs !== null && doneAtUs !== null && code !== 'VENUE_LOST';
    if (!isGivenBack || filled >= quantity) continue;
    const heldUs = lateUs(venueId);
    if (heldUs > 0) untilUs = Math.max(untilUs, doneAtUs + heldUs);
  }
  return untilUs;
}
