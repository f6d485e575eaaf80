import { decimal, FLAG, needed, oneOf, optional, otherwise, TIME, text } from './field.ts';
import type { RowOf } from './layout.ts';

/** Whether it provided liquidity or removed it. */
export const LIQUIDITIES = ['PROVIDED', 'REMOVED'] as const;
/** Where in the NBBO it was executed, seen from the order: at its own side, at the midpoint, at the other side. */
export const PRICE_SIDES = ['NEAR', 'MIDPOINT', 'FAR'] as const;

/** An execution of a route. */
export const EXECUTION_LAYOUT = {
  execution_id: needed(text(100), 'The firm’s id of the execution, unique for its client.'),
  route_id: needed(text(100), 'The route that it executes.'),
  quantity: needed(decimal('POSITIVE'), 'Shares; contracts of an option.'),
  price: needed(decimal('POSITIVE'), 'US dollars a share.'),
  executed_at: needed(TIME, 'When the venue executed it.'),
  liquidity: optional(oneOf(LIQUIDITIES), 'Whether it provided liquidity or removed it.'),
  price_side: optional(oneOf(PRICE_SIDES), 'At the near side, the midpoint, or the far side.'),
  as_principal: otherwise(FLAG, false, 'Whether the firm executed it as principal. Empty: `N`.'),
  fee_usd: otherwise(decimal('NOT_NEGATIVE'), 0n, 'Transaction fee paid to the venue, US dollars. Empty: 0.'),
  rebate_usd: otherwise(decimal('NOT_NEGATIVE'), 0n, 'Rebate received from the venue, US dollars. Empty: 0.'),
  payment_for_order_flow_usd: otherwise(
    decimal('ANY'),
    0n,
    'Payment for order flow received for it, US dollars; negative where it was paid. Empty: 0.',
  ),
  profit_sharing_usd: otherwise(
    decimal('ANY'),
    0n,
    'Its part of profit sharing received, US dollars; negative where it was paid. Empty: 0.',
  ),
  nbbo_bid: optional(decimal('POSITIVE'), 'National best bid at the execution, US dollars a share.'),
  nbbo_ask: optional(decimal('POSITIVE'), 'National best offer at the execution, US dollars a share.'),
  mid_50ms: optional(
    decimal('POSITIVE'),
    'Midpoint of the NBBO 50 ms after it, US dollars a share; where the session ends before, here and below: the session’s last one.',
  ),
  mid_1s: optional(decimal('POSITIVE'), 'Midpoint 1 s after it.'),
  mid_15s: optional(decimal('POSITIVE'), 'Midpoint 15 s after it.'),
  mid_1min: optional(decimal('POSITIVE'), 'Midpoint 1 min after it.'),
  mid_5min: optional(decimal('POSITIVE'), 'Midpoint 5 min after it.'),
} as const;
export type ImportedExecution = RowOf<typeof EXECUTION_LAYOUT>;
