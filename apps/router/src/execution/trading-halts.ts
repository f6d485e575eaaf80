import type { HaltScope } from '@fairlead/core/control/control-event';
import { covers, type Halt } from '@fairlead/core/control/halts';
import { quantityUnit } from '@fairlead/core/instrument/quantity-unit';
import { notionalRoundedE8 } from '@fairlead/core/money/amount';
import { powerOfTen } from '@fairlead/core/money/scaled';
import { quantity } from '@fairlead/core/money/units';
import { isChildEnded } from '@fairlead/core/order/child-state';
import { type ChildLife, reservedOf } from '@fairlead/core/order-life/child-life';
import { isAskable } from '@fairlead/core/order-life/next-step';
import { isEnded } from '@fairlead/core/order-life/order-life';
import type { LiveOrder } from '../order/live-order.ts';
import type { HaltDesk, HaltWish, Holding } from '../risk/halt-desk.ts';
import type { Desk } from './desk.ts';

/** What halts act on. */
export interface TradingHaltPorts {
  readonly halts: HaltDesk;
  readonly desk: Pick<Desk, 'live' | 'cancelAtOnce' | 'recall' | 'routeOn'>;
}

/** What lies within a halt: open orders, what of them is out at venues, and how much that is. Sums in 10^-8. */
export interface HaltEffect {
  readonly openOrders: number;
  readonly workingChildren: number;
  /** By what a quantity counts: shares, or a currency or coin. */
  readonly quantityE8: ReadonlyMap<string, bigint>;
  /** By the currency of the price; at the limits of the children. */
  readonly notionalE8: ReadonlyMap<string, bigint>;
}

/** A halt that is placed, with what it found. */
export interface PlacedHalt extends Holding {
  readonly effect: HaltEffect;
  /** Children that are asked back because of it. */
  readonly askedBack: number;
}

interface Within {
  readonly live: LiveOrder;
  readonly children: readonly ChildLife[];
}

/**
 * Places and releases halts, with what follows for the orders that are alive, all in the turn in which it is asked: whoever is halted sends nothing new
 * after it, what is to be asked back is asked back, and what waited goes on at a release.
 */
export class TradingHalts {
  readonly #ports: TradingHaltPorts;

  constructor(ports: TradingHaltPorts) {
    this.#ports = ports;
  }

  /** What a halt of this scope would find now. */
  effectOf(scope: HaltScope): HaltEffect {
    return effectOn(this.#within(scope));
  }

  place(wish: HaltWish): PlacedHalt {
    const within = this.#within(wish.scope);
    const holding = this.#ports.halts.place(wish);
    const askedBack = wish.cancelAll ? this.#askBack(wish.scope, within) : 0;
    return { ...holding, effect: effectOn(within), askedBack };
  }

  /** Asks back what halts in force ask back and a router before this one has not: it may have ended between a halt and the cancels of it, or the halt came before its orders were known here. */
  askBackAgain(): void {
    for (const { scope, cancelAll } of this.#ports.halts.inForce)
      if (cancelAll) this.#askBack(scope, this.#within(scope));
  }

  release(halt: Halt, by: { readonly actor: string; readonly reason: string }): Holding {
    const holding = this.#ports.halts.release(halt, by);
    if (halt.scope.venueId === null) for (const { live } of this.#within(halt.scope)) this.#ports.desk.routeOn(live);
    return holding;
  }

  /** Every order in scope is asked to end, or, where a venue is halted, every child there is asked back. Gives how many children are. */
  #askBack({ venueId }: HaltScope, within: readonly Within[]): number {
    const { desk } = this.#ports;
    let count = 0;
    for (const { live, children } of within) {
      count += children.filter(isAskable).length;
      if (venueId === null) desk.cancelAtOnce(live);
      else desk.recall(live, venueId);
    }
    return count;
  }

  /** The orders in scope that we work, with their children in scope that may be out; of a venue, those that have something there. */
  #within(scope: HaltScope): Within[] {
    const found: Within[] = [];
    for (const live of this.#ports.desk.live.alive()) {
      const { clientId, order, routeOnly } = live.identity;
      const asked = { clientId, instrumentId: order.instrumentId };
      if (routeOnly || isEnded(live.life) || !covers({ ...scope, venueId: null }, { ...asked, venueId: null }))
        continue;
      const children = live.life.children.filter(
        ({ state, venueId }) => !isChildEnded(state) && (scope.venueId === null || venueId === scope.venueId),
      );
      if (scope.venueId === null || children.length > 0) found.push({ live, children });
    }
    return found;
  }
}

function effectOn(within: readonly Within[]): HaltEffect {
  const quantityE8 = new Map<string, bigint>();
  const notionalE8 = new Map<string, bigint>();
  let workingChildren = 0;
  for (const { live, children } of within) {
    const { instrument } = live.identity;
    for (const child of children) {
      workingChildren += 1;
      const count = quantity(reservedOf(child));
      const countE8 = BigInt(count) * BigInt(powerOfTen(8 - instrument.quantityDecimals));
      add(quantityE8, quantityUnit(instrument), countE8);
      add(notionalE8, instrument.currency, notionalRoundedE8(child.limitPrice, count, instrument));
    }
  }
  return { openOrders: within.length, workingChildren, quantityE8, notionalE8 };
}

function add(sums: Map<string, bigint>, key: string, more: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + more);
}
