import { code, decimal, FLAG, id, name, needed, optional, otherwise, TIME, text } from './field.ts';
import type { RowOf } from './layout.ts';
import type { FieldFault } from './line-fault.ts';

/** A part of an order that was sent to one venue. */
export const ROUTE_LAYOUT = {
  route_id: needed(text(100), 'The firm’s id of the route, unique for its client.'),
  order_id: needed(id(100), 'The order that it is a part of.'),
  venue: needed(name(80), 'The venue’s name, as it is to be printed.'),
  mic: optional(code(4), 'The venue’s market identifier code (ISO 10383).'),
  mpid: optional(code(5), 'The venue’s market participant identifier (FINRA).'),
  quantity: needed(decimal('POSITIVE'), 'Shares that were sent; contracts of an option.'),
  ioc: otherwise(FLAG, false, 'Whether it was to be executed at once or canceled. Empty: `N`.'),
  further_routable: otherwise(FLAG, false, 'Whether the venue might route it on. Empty: `N`.'),
  routing_firm: optional(name(80), 'The firm that routed it, where another did: an introducing broker’s look-through.'),
  sent_at: needed(TIME, 'When it left.'),
  ended_at: optional(TIME, 'When it was executed whole, canceled, or refused.'),
} as const;
export type ImportedRoute = RowOf<typeof ROUTE_LAYOUT>;

/** What is wrong between the fields of a route. */
export function routeFaults({ sent_at, ended_at }: ImportedRoute): FieldFault[] {
  if (ended_at === null || ended_at >= sent_at) return [];
  return [{ code: 'TIME_ORDER', field: 'ended_at', message: 'it lies before sent_at' }];
}
