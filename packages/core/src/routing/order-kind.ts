/**
 * How a slice is sent: immediate or cancel, the same marked as intermarket sweep, fill or kill, resting, blind at the midpoint and immediate
 * or cancel, or resting pegged to the midpoint.
 */
export const ORDER_KINDS = ['IOC', 'ISO', 'FOK', 'POST', 'MID_IOC', 'MID_PEG'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** True for the kinds that stay in a venue's book until they are filled, canceled or expire. */
export function isResting(kind: OrderKind): boolean {
  return kind === 'POST' || kind === 'MID_PEG';
}
