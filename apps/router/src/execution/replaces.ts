import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import { partHalt } from '@fairlead/core/control/halts';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { AskedTerms } from '@fairlead/core/order-life/child-replace';
import { mayBeReplaced } from '@fairlead/core/order-life/next-step';
import { childOf } from '@fairlead/core/order-life/order-life';
import type { Market } from '../market-data/market.ts';
import { childReference } from '../order/child-message.ts';
import type { LiveOrder, OrderIdentity } from '../order/live-order.ts';
import type { VenueGateway } from '../ports.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';

/** What is asked before a child is given other terms. */
export interface ReplacePorts {
  readonly market: Market;
  readonly gateway: Pick<VenueGateway, 'isConnected'>;
  readonly halts: Pick<HaltDesk, 'viewFor'>;
}

/** True where the venue of a child says that it can change orders, and may be asked to now; else the child is canceled where it has to be another. */
export function canReplace(
  { market, gateway, halts }: ReplacePorts,
  { clientId, order: { instrumentId } }: OrderIdentity,
  { venueId }: Pick<ChildLife, 'venueId'>,
): boolean {
  const health = market.health(venueId);
  if (health?.abilities?.canReplace !== true || health.circuit.shown === 'OPEN') return false;
  return gateway.isConnected(venueId) && partHalt(halts.viewFor(clientId), instrumentId, venueId) === null;
}

/** A child with the terms of this revision on their way, where they may leave now; null where they may not. */
export function toBeReplaced(
  { identity, life }: Pick<LiveOrder, 'identity' | 'life'>,
  { childId, revision }: { readonly childId: string; readonly revision: number },
): {
  readonly child: ChildLife;
  readonly wave: number;
  readonly message: Extract<ToVenue, { type: 'replace' }>;
} | null {
  const child = childOf(life, childId);
  const asked: AskedTerms | null = child?.replace?.asked ?? null;
  if (child === undefined || asked === null || !mayBeReplaced(life, child, revision)) return null;
  const { quantity, limitPrice, wave } = asked;
  const terms = { revision, quantity, limit_price: limitPrice };
  return { child, wave, message: { type: 'replace', ...childReference(identity, child), ...terms } };
}
