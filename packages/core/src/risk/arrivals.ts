import type { Rejection } from '../order/reject-code.ts';
import type { ValidOrder } from '../order/request.ts';
import type { StandingLimits } from './exposure.ts';
import { figuresText } from './refusal-figures.ts';

/** An order at its entry, and what bounds how often it may come. Times in microseconds. */
export interface Arrival {
  readonly clientId: string;
  readonly order: Pick<
    ValidOrder,
    'orderId' | 'account' | 'instrumentId' | 'side' | 'quantity' | 'orderType' | 'limitPrice' | 'stopPrice'
  >;
  readonly atUs: number;
  readonly client: Pick<StandingLimits, 'maxOrdersPerSecond'>;
  readonly firm: Pick<StandingLimits, 'maxOrdersPerSecond'>;
  /** For how long an equal order is suspected; 0 where none is. */
  readonly duplicateWindowMs: number;
}

const SECOND_US = 1_000_000;

/** When orders came in the last second, oldest first, in a ring that grows with them: each is looked at twice, when it comes and when it is too old. */
class LastSecond {
  #times = new Float64Array(16);
  #first = 0;
  #count = 0;

  /** How many have come in the second that ends now. */
  countAt(nowUs: number): number {
    const oldestUs = nowUs - SECOND_US;
    while (this.#count > 0 && (this.#times[this.#first] ?? 0) <= oldestUs) {
      this.#first = (this.#first + 1) % this.#times.length;
      this.#count -= 1;
    }
    return this.#count;
  }

  add(atUs: number): void {
    if (this.#count === this.#times.length) this.#grow();
    this.#times[(this.#first + this.#count) % this.#times.length] = atUs;
    this.#count += 1;
  }

  #grow(): void {
    const wider = new Float64Array(this.#times.length * 2);
    for (let index = 0; index < this.#count; index += 1)
      wider[index] = this.#times[(this.#first + index) % this.#times.length] ?? 0;
    this.#times = wider;
    this.#first = 0;
  }
}

/**
 * How often orders come, and which are equal to one of a moment ago: rates over a sliding second of each client and of the firm, and equal orders of a
 * client within a window. Constant work an order. It remembers a second, and equal orders for their window: nothing of it outlives a restart.
 */
export class Arrivals {
  readonly #firm = new LastSecond();
  readonly #clients = new Map<string, LastSecond>();
  /** When an order of this content came last, and as what; the oldest first. */
  readonly #seen = new Map<string, { readonly orderId: string; readonly untilUs: number }>();

  /** Why an order may not come now, or null, and then it is counted. What is refused is not: whoever waits a second may come again. */
  faultOf(arrival: Arrival): Rejection | null {
    const { clientId, atUs, client, firm } = arrival;
    const ofClient = this.#ofClient(clientId);
    const fault =
      rateFault('client', ofClient.countAt(atUs), client.maxOrdersPerSecond) ??
      rateFault('firm', this.#firm.countAt(atUs), firm.maxOrdersPerSecond) ??
      this.#duplicateFault(arrival);
    if (fault !== null) return fault;
    ofClient.add(atUs);
    this.#firm.add(atUs);
    return null;
  }

  /** How many have come in the second that ends now, of a client or of all where it is null. */
  inLastSecond(clientId: string | null, nowUs: number): number {
    return (clientId === null ? this.#firm : this.#clients.get(clientId))?.countAt(nowUs) ?? 0;
  }

  /** The clients of which any order has come. */
  get clients(): Iterable<string> {
    return this.#clients.keys();
  }

  #ofClient(clientId: string): LastSecond {
    const known = this.#clients.get(clientId);
    if (known !== undefined) return known;
    const fresh = new LastSecond();
    this.#clients.set(clientId, fresh);
    return fresh;
  }

  #duplicateFault(arrival: Arrival): Rejection | null {
    const { order, atUs, duplicateWindowMs } = arrival;
    this.#forget(atUs);
    if (duplicateWindowMs === 0) return null;
    const content = contentOf(arrival);
    const earlier = this.#seen.get(content);
    if (earlier !== undefined && earlier.untilUs > atUs && earlier.orderId !== order.orderId) {
      const detail = `The same as order ${earlier.orderId} of less than ${duplicateWindowMs} ms ago.`;
      return { code: 'DUPLICATE_ORDER_SUSPECTED', path: '', detail };
    }
    this.#seen.delete(content);
    this.#seen.set(content, { orderId: order.orderId, untilUs: atUs + duplicateWindowMs * 1_000 });
    return null;
  }

  /** Two at most: more come in than one only where there is room for them. */
  #forget(nowUs: number): void {
    let left = 2;
    for (const [content, { untilUs }] of this.#seen) {
      if (left === 0 || untilUs > nowUs) return;
      this.#seen.delete(content);
      left -= 1;
    }
  }
}

function rateFault(whose: string, count: number, most: number | null): Rejection | null {
  if (most === null || count < most) return null;
  const what = `The ${whose}, within a second`;
  const detail = figuresText({ what, inUse: String(count), asked: '1', limit: String(most), unit: 'orders' });
  return { code: 'ORDER_RATE_OVER_LIMIT', path: '', detail };
}

function contentOf({ clientId, order }: Arrival): string {
  const { account, instrumentId, side, quantity, orderType, limitPrice, stopPrice } = order;
  const rest = `${instrumentId} ${side} ${quantity} ${orderType} ${limitPrice} ${stopPrice}`;
  return `${clientId.length} ${clientId} ${rest} ${account ?? ''}`;
}
