import type { Nbbo } from '@fairlead/core/market/nbbo';
import { isStopReached } from '@fairlead/core/market/stop-reached';
import type { LiveOrder } from '../order/live-order.ts';

/** The waiting stops of one instrument, each side in the order in which a moving market reaches them; the next one is last. */
interface Stops {
  readonly buys: LiveOrder[];
  readonly sells: LiveOrder[];
}

/**
 * Stop orders that wait for their price, by instrument: a quote looks at the next stop of each side, never at all of them. Of equal stop prices
 * the earlier order goes first.
 */
export class TriggerBook {
  readonly #stops = new Map<string, Stops>();

  get instrumentIds(): IterableIterator<string> {
    return this.#stops.keys();
  }

  has(instrumentId: string): boolean {
    return this.#stops.has(instrumentId);
  }

  add(live: LiveOrder): void {
    const { instrumentId } = live.identity.order;
    const stops = this.#stops.get(instrumentId) ?? { buys: [], sells: [] };
    this.#stops.set(instrumentId, stops);
    const side = sideOf(stops, live);
    side.splice(placeOf(side, live), 0, live);
  }

  /** Takes a stop out that has ended while it waited. */
  remove(live: LiveOrder): void {
    const { instrumentId } = live.identity.order;
    const stops = this.#stops.get(instrumentId);
    if (stops === undefined) return;
    const side = sideOf(stops, live);
    const at = side.indexOf(live);
    if (at >= 0) side.splice(at, 1);
    this.#tidy(instrumentId, stops);
  }

  /** Takes out, and gives, the stops of an instrument that this market has reached. */
  reached(instrumentId: string, nbbo: Nbbo): LiveOrder[] {
    const stops = this.#stops.get(instrumentId);
    if (stops === undefined) return [];
    const reached: LiveOrder[] = [];
    for (const side of [stops.buys, stops.sells]) {
      for (let next = side.at(-1); next !== undefined; next = side.at(-1)) {
        if (!isStopReached(next.identity.order, nbbo)) break;
        side.pop();
        reached.push(next);
      }
    }
    this.#tidy(instrumentId, stops);
    return reached;
  }

  #tidy(instrumentId: string, { buys, sells }: Stops): void {
    if (buys.length === 0 && sells.length === 0) this.#stops.delete(instrumentId);
  }
}

function sideOf({ buys, sells }: Stops, { identity }: LiveOrder): LiveOrder[] {
  return identity.order.side === 'BUY' ? buys : sells;
}

/** Where a stop belongs, found by halving: behind all that are reached before it, and so in front of them in the list. */
function placeOf(side: readonly LiveOrder[], live: LiveOrder): number {
  let low = 0;
  let high = side.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const other = side[middle];
    if (other !== undefined && reachKey(other) > reachKey(live)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Smaller is reached earlier: a rising market comes to low buy stops first, a falling one to high sell stops. */
function reachKey({ identity: { order } }: LiveOrder): number {
  const stop = order.stopPrice ?? 0;
  return order.side === 'BUY' ? stop : -stop;
}
