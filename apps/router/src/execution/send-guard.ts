import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import type { HaltScope } from '@fairlead/core/control/control-event';
import { haltOf } from '@fairlead/core/control/halts';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { AskedTerms } from '@fairlead/core/order-life/child-replace';
import { childOf } from '@fairlead/core/order-life/order-life';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock, VenueGateway } from '../ports.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';

type Message = Parameters<VenueGateway['send']>[1];
type NewChild = Extract<ToVenue, { type: 'new' }>;
type Change = Extract<ToVenue, { type: 'replace' }>;

/** New children a second, beyond which something runs away. */
export interface RunawayBounds {
  readonly ofOrder: number;
  readonly ofRouter: number;
}

/** What the guard has seen, as a closed code. */
export type RunawayCode =
  /** A child that no live order has. */
  | 'UNKNOWN_CHILD'
  /** A child that has left before. */
  | 'SENT_TWICE'
  /** Another quantity, limit or venue than was decided and journaled. */
  | 'NOT_AS_DECIDED'
  /** Executed and working come to more than the parent's quantity. */
  | 'OVER_PARENT'
  | 'ORDER_TOO_FAST'
  | 'ROUTER_TOO_FAST';

/** What runs away, and what is stopped because of it. */
export interface Runaway {
  readonly code: RunawayCode;
  readonly scope: HaltScope;
  /** The order where it is one order's fault. */
  readonly live: LiveOrder | null;
  readonly message: (NewChild | Change) & { readonly venueId: string };
}

/** What the guard works with. */
export interface SendGuardPorts {
  readonly gateway: VenueGateway;
  readonly orderOf: (childId: string) => LiveOrder | undefined;
  readonly halts: Pick<HaltDesk, 'inForce'>;
  readonly clock: Clock;
  /** Halts the scope, in the same turn. */
  readonly stop: (runaway: Runaway) => void;
}

const FIRM: HaltScope = { clientId: null, venueId: null, instrumentId: null };
const SECOND_US = 1_000_000;

/**
 * The last thing that a new child, or a change of one, passes before its bytes leave (SEC Rule 15c3-5(c)(1)(ii)): it believes nothing of what planned and sent it, and looks at
 * the child as it was decided, at its order's sums and at the rates. What speaks against it does not leave, and halts by itself: the order's client in its
 * instrument, or the firm where no order is to blame. What is halted does not leave either, whoever asks. Cancels and questions pass untouched.
 */
export class SendGuard implements VenueGateway {
  readonly #ports: SendGuardPorts;
  readonly #bounds: RunawayBounds;
  readonly #rate = new Rate();
  readonly #rates = new WeakMap<LiveOrder, Rate>();
  /** Children, and other terms of them, as they were when they left: what has left is another object once it is told of its order. */
  readonly #left = new WeakSet<ChildLife | AskedTerms>();

  constructor(ports: SendGuardPorts, bounds: RunawayBounds) {
    this.#ports = ports;
    this.#bounds = bounds;
  }

  isConnected(venueId: string): boolean {
    return this.#ports.gateway.isConnected(venueId);
  }

  epochOf(venueId: string): string | null {
    return this.#ports.gateway.epochOf(venueId);
  }

  send(venueId: string, message: Message): boolean {
    if (message.type !== 'new' && message.type !== 'replace') return this.#ports.gateway.send(venueId, message);
    if (this.#isHalted(venueId, message.child_id)) return false;
    const live = this.#ports.orderOf(message.child_id);
    const child = live === undefined ? undefined : childOf(live.life, message.child_id);
    if (live === undefined || child === undefined) return this.#stop('UNKNOWN_CHILD', null, { ...message, venueId });
    const isThere = child.venueId === venueId;
    const decided = message.type === 'new' ? newFault(child, message) : changeFault(child, message);
    const code = decided ?? (isThere ? this.#faultOf(live, child, message) : 'NOT_AS_DECIDED');
    if (code !== null) return this.#stop(code, live, { ...message, venueId });
    const isSent = this.#ports.gateway.send(venueId, message);
    if (isSent) this.#left.add(message.type === 'new' ? child : (child.replace?.asked ?? child));
    return isSent;
  }

  #faultOf(live: LiveOrder, child: ChildLife, message: NewChild | Change): RunawayCode | null {
    const { filled, working, order } = live.life;
    if (this.#left.has(message.type === 'new' ? child : (child.replace?.asked ?? child))) return 'SENT_TWICE';
    // What becomes less at its venue is what an order of which less is wanted needs.
    const isLess = message.type === 'replace' && message.quantity <= child.quantity;
    if (!isLess && filled + working > order.quantity) return 'OVER_PARENT';
    const nowUs = this.#ports.clock.nowUs();
    if (this.#rateOf(live).add(nowUs) > this.#bounds.ofOrder) return 'ORDER_TOO_FAST';
    return this.#rate.add(nowUs) > this.#bounds.ofRouter ? 'ROUTER_TOO_FAST' : null;
  }

  #isHalted(venueId: string, childId: string): boolean {
    const { halts, orderOf } = this.#ports;
    if (halts.inForce.length === 0) return false;
    // What belongs to nobody is stopped by what stops everybody.
    const { clientId = '', order: { instrumentId = '' } = {} } = orderOf(childId)?.identity ?? {};
    return haltOf(halts.inForce, { clientId, instrumentId, venueId }) !== null;
  }

  #rateOf(live: LiveOrder): Rate {
    const known = this.#rates.get(live);
    if (known !== undefined) return known;
    const rate = new Rate();
    this.#rates.set(live, rate);
    return rate;
  }

  /** Always false: it does not leave. */
  #stop(code: RunawayCode, live: LiveOrder | null, message: Runaway['message']): false {
    const isOfOrder = live !== null && code !== 'ROUTER_TOO_FAST';
    const scope = isOfOrder
      ? { ...FIRM, clientId: live.identity.clientId, instrumentId: live.identity.order.instrumentId }
      : FIRM;
    this.#ports.stop({ code, scope, live: isOfOrder ? live : null, message });
    return false;
  }
}

function newFault(child: ChildLife, { quantity, limit_price }: NewChild): RunawayCode | null {
  if (child.state !== 'INTENDED') return 'SENT_TWICE';
  return child.quantity === quantity && child.limitPrice === limit_price ? null : 'NOT_AS_DECIDED';
}

function changeFault({ replace }: ChildLife, { revision, quantity, limit_price }: Change): RunawayCode | null {
  if (replace === null || replace.asked === null || replace.revision !== revision) return 'NOT_AS_DECIDED';
  const { asked } = replace;
  return asked.quantity === quantity && asked.limitPrice === limit_price ? null : 'NOT_AS_DECIDED';
}

/** How many within a second, counted from its first. */
class Rate {
  #sinceUs = 0;
  #count = 0;

  /** Counts one more; gives how many there are now. */
  add(nowUs: number): number {
    if (nowUs - this.#sinceUs >= SECOND_US) {
      this.#sinceUs = nowUs;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count;
  }
}
