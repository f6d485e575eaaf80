import { formatScaled } from '@fairlead/core/money/scaled';
import type {
  ChildRow,
  ChildUpdateRow,
  DecisionRow,
  ExecutionRow,
  JournalEntry,
  OrderEventRow,
  OrderRow,
  OrderUpdateRow,
  OutboxRow,
} from '@fairlead/db/journal-rows';
import type { LiveChild, LiveOrder } from './live-order.ts';
import { arrivalColumns } from './order-row.ts';

/** Collects what one step changes, so that it becomes durable as one entry. */
export class Changes {
  readonly #live: LiveOrder;
  readonly #nowUs: number;
  readonly #children = new Set<LiveChild>();
  readonly events: OrderEventRow[] = [];
  readonly executions: ExecutionRow[] = [];
  readonly outbox: OutboxRow[] = [];
  readonly decisions: DecisionRow[] = [];
  readonly newChildren: ChildRow[] = [];

  constructor(live: LiveOrder, nowUs: number) {
    this.#live = live;
    this.#nowUs = nowUs;
  }

  /** Notes an event of the order, with its facts. */
  event(eventType: string, facts: object): void {
    this.events.push(this.#live.chain.next(eventType, facts, this.#nowUs));
  }

  /** Notes that a stored child has changed. */
  child(child: LiveChild): void {
    this.#children.add(child);
  }

  /** The entry of a step on an order that is already stored. */
  update(): JournalEntry {
    this.#live.version += 1;
    return { ...this.#common(), orderUpdates: [this.#orderUpdate()] };
  }

  /** The entry of a new order. */
  create(order: OrderRow): JournalEntry {
    return { ...this.#common(), orders: [order] };
  }

  #common(): JournalEntry {
    return {
      decisions: this.decisions,
      children: this.newChildren,
      executions: this.executions,
      events: this.events,
      outbox: this.outbox,
      childUpdates: [...this.#children].map((child) => this.#childUpdate(child)),
    };
  }

  #orderUpdate(): OrderUpdateRow {
    const live = this.#live;
    return {
      id: live.identity.pk,
      ...arrivalColumns(live.start.nbbo, live.identity.instrument),
      released_at_us: live.releasedAtUs,
      state: live.state,
      reject_code: live.rejectCode,
      filled_quantity: this.#count(live.filled),
      notional: formatScaled(live.notionalE8, 8),
      total_fees: formatScaled(live.feesE8, 8),
      waves: live.waves,
      version: live.version,
      updated_at_us: this.#nowUs,
    };
  }

  #childUpdate(child: LiveChild): ChildUpdateRow {
    child.version += 1;
    return {
      id: child.id,
      state: child.state,
      reject_code: child.rejectCode,
      filled_quantity: this.#count(child.filled),
      sent_at_us: child.sentAtUs,
      acked_at_us: child.ackedAtUs,
      venue_epoch: child.venueEpoch,
      done_at_us: child.doneAtUs,
      version: child.version,
      updated_at_us: this.#nowUs,
    };
  }

  #count(value: number): string {
    return formatScaled(value, this.#live.identity.instrument.quantityDecimals);
  }
}
