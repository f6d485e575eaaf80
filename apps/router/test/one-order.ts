import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import type { LiveOrder } from '../src/order/live-order.ts';
import { BenchRouter } from './bench-router.ts';
import { eventsBy, revivedOf } from './journaled.ts';

const AT_REST = { orderType: 'LIMIT', limitPrice: '99.50' } as const;

/** A bench on which one order is followed, in a market with two venues that offer 200 and 500. */
export class OneOrder extends BenchRouter {
  constructor(settings: ConstructorParameters<typeof BenchRouter>[0] = {}) {
    super(settings);
    this.quote('XNYS', [9_999, 500], [10_001, 200]);
    this.quote('ARCX', [9_998, 500], [10_002, 500]);
  }

  /** The only order that is alive. */
  get alive(): LiveOrder {
    const [live] = this.desk.live.alive();
    if (live === undefined) throw new Error('an order expected');
    return live;
  }

  child(index: number) {
    const found = this.children[index];
    if (found === undefined) throw new Error(`a child ${index} expected`);
    return found;
  }

  /** Submits an order that rests at one venue, which has acknowledged it. */
  async atRest() {
    await this.submit(AT_REST);
    const resting = this.child(0);
    await this.says(resting, { type: 'ack' });
    return resting;
  }

  /** The children that were asked back. */
  get canceledIds(): string[] {
    return this.sent.flatMap((message) => (message.type === 'cancel' ? [message.child_id] : []));
  }

  /** The codes of what people were told. */
  get alerts(): string[] {
    return this.stream.flatMap(({ data }) => ('severity' in data ? [data.code] : []));
  }

  /** The events that are durable. */
  get events(): OrderEvent[] {
    return eventsBy(this);
  }

  /** The order again, made of what is durable. */
  get revived(): LiveOrder {
    return revivedOf(this);
  }
}
