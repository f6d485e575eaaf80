import type { Nbbo } from '@fairlead/core/market/nbbo';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import { mayBeBetter, restsToReplan } from '@fairlead/core/order-life/replan';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock } from '../ports.ts';
import type { Desk } from './desk.ts';

/** What the replanner works with. */
export interface ReplannerPorts {
  readonly desk: Pick<Desk, 'live' | 'replan'>;
  readonly market: { nbbo(instrumentId: string, nowUs: number): Nbbo | undefined };
  readonly clock: Clock;
}

/** How often one order is planned again at most, in milliseconds; 0 is never. */
export interface ReplannerSettings {
  readonly replanEveryMs: number;
}

/** A round is so short that no order waits for it: a look is at two prices, a plan takes some tenths of a millisecond. */
export const REPLAN_ROUND_MS = 20;
const LOOKS_IN_A_ROUND = 400;
const PLANS_IN_A_ROUND = 2;

/**
 * Looks at the orders that rest, one after the other, and has those planned again whose market may be better than when they were sent: none oftener than
 * its interval, and of all together no more in a round than the order path does not feel. Where there are many, each waits for its turn.
 */
export class Replanner {
  readonly #ports: ReplannerPorts;
  readonly #everyUs: number;
  readonly #lastUs = new WeakMap<LiveOrder, number>();
  #turn: Iterator<LiveOrder> | null = null;

  constructor(ports: ReplannerPorts, { replanEveryMs }: ReplannerSettings) {
    this.#ports = ports;
    this.#everyUs = replanEveryMs * 1_000;
  }

  round(): void {
    if (this.#everyUs === 0) return;
    const nowUs = this.#ports.clock.nowUs();
    const nbbos = new Map<string, Nbbo | undefined>();
    let plans = 0;
    for (let looks = 0; looks < LOOKS_IN_A_ROUND && plans < PLANS_IN_A_ROUND; looks += 1) {
      const live = this.#next();
      if (live === null) return;
      if (!this.#mayGain(live, { nowUs, nbbos })) continue;
      plans += 1;
      this.#lastUs.set(live, nowUs);
      this.#ports.desk.replan(live);
    }
  }

  /** The next order in turn; null at the end of the list, which the next round begins anew. */
  #next(): LiveOrder | null {
    this.#turn ??= this.#ports.desk.live.alive();
    const { done, value } = this.#turn.next();
    if (done !== true) return value;
    this.#turn = null;
    return null;
  }

  #mayGain(live: LiveOrder, at: { readonly nowUs: number; readonly nbbos: Map<string, Nbbo | undefined> }): boolean {
    if (live.identity.routeOnly || !live.isDurable || at.nowUs - (this.#lastUs.get(live) ?? 0) < this.#everyUs)
      return false;
    const rests = restsToReplan(live.life);
    if (rests.length === 0 || !rests.every((child) => this.#isDue(child, at.nowUs))) return false;
    const { instrumentId } = live.identity.order;
    if (!at.nbbos.has(instrumentId)) at.nbbos.set(instrumentId, this.#ports.market.nbbo(instrumentId, at.nowUs));
    const nbbo = at.nbbos.get(instrumentId);
    return nbbo !== undefined && mayBeBetter(live.life, rests, nbbo);
  }

  #isDue({ ackedAtUs }: ChildLife, nowUs: number): boolean {
    return ackedAtUs !== null && nowUs - ackedAtUs >= this.#everyUs;
  }
}
