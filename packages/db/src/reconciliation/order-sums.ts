import { formatScaled } from '@fairlead/core/money/scaled';
import type { OrderClassification } from '@fairlead/core/order-life/classification';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { invariant } from '@fairlead/core/result';
import type { ColumnType } from '../order-columns.ts';
import type { EntryPlace } from '../projection/projected-order.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { wholeE8 } from '../row-reading.ts';

/** An entry of an order as it is read. */
export interface ReadContent {
  readonly place: Pick<EntryPlace, 'orderPk' | 'position' | 'atUs'>;
  readonly content: EntryContent;
}

/** What the journal says of an order, in sums. Decimals are exact texts. */
export interface OrderSums {
  readonly order_pk: string;
  /** Of the last entry that is in it. */
  readonly position: number;
  readonly client_id: string;
  readonly instrument_id: string;
  readonly classification: OrderClassification;
  readonly held: boolean;
  readonly directed: boolean;
  readonly rejected: boolean;
  /** Parts that left. */
  readonly sent: number;
  readonly executions: number;
  readonly quantity: string;
  /** Sum of price × quantity, with sixteen decimals. */
  readonly notional: string;
  /** Negative is received. */
  readonly fees: string;
  /** The quantity at receipt with each increase, and the one that is in force. */
  readonly ordered: string;
  readonly last_quantity: string;
  readonly received_at_us: number;
  readonly changed_at_us: number;
}

export const ORDER_SUMS_COLUMNS: { readonly [Field in keyof OrderSums]-?: ColumnType } = {
  order_pk: 'uuid',
  position: 'int8',
  client_id: 'text',
  instrument_id: 'text',
  classification: 'text',
  held: 'bool',
  directed: 'bool',
  rejected: 'bool',
  sent: 'int4',
  executions: 'int4',
  quantity: 'numeric',
  notional: 'numeric',
  fees: 'numeric',
  ordered: 'numeric',
  last_quantity: 'numeric',
  received_at_us: 'time',
  changed_at_us: 'time',
};

/** What counts of an execution, in 10^-8. */
interface Counted {
  readonly quantityE8: bigint;
  readonly priceE8: bigint;
  readonly feeE8: bigint;
}

/** What places an order in the cells of a report. */
type Placed = Pick<OrderSums, 'classification' | 'held' | 'directed' | 'received_at_us'>;

/**
 * Adds up all entries of one order, in order: its events taken for what they say, not by the fold that makes the rows, so that a fault of that is found by
 * this. Throws where the first of them does not begin with its receipt.
 */
export function orderSums(entries: readonly ReadContent[]): OrderSums {
  const [first, last] = [entries[0], entries.at(-1)];
  invariant(first !== undefined && last !== undefined, 'an order has an entry');
  const tally = new Tally();
  for (const { content } of entries) tally.take(content);
  const { clientId, instrumentId } = first.content.head;
  return {
    ...{ order_pk: first.place.orderPk, position: last.place.position },
    ...{ client_id: clientId, instrument_id: instrumentId },
    ...tally.sums(),
    changed_at_us: last.place.atUs,
  };
}

class Tally {
  #placed: Placed | null = null;
  #isRejected = false;
  #orderedE8 = 0n;
  #lastQuantityE8 = 0n;
  readonly #sent = new Set<string>();
  /** By child and the venue's own id of it; what its client executed itself by ours. */
  readonly #executions = new Map<string, Counted>();

  take(content: EntryContent): void {
    if (content.kind === 'MIGRATED') return this.#migrated(content);
    const { scale } = content.head;
    const units = {
      quantity: 10n ** BigInt(8 - scale.quantityDecimals),
      price: 10n ** BigInt(8 - scale.priceDecimals),
    };
    for (const event of content.events) this.#event(event, units);
  }

  sums() {
    invariant(this.#placed !== null, 'the first entry of an order begins with its receipt');
    let [quantity, notional, fees] = [0n, 0n, 0n];
    for (const { quantityE8, priceE8, feeE8 } of this.#executions.values()) {
      quantity += quantityE8;
      notional += quantityE8 * priceE8;
      fees += feeE8;
    }
    return {
      ...this.#placed,
      ...{ rejected: this.#isRejected, sent: this.#sent.size, executions: this.#executions.size },
      ...{ quantity: formatScaled(quantity, 8), notional: formatScaled(notional, 16), fees: formatScaled(fees, 8) },
      ...{ ordered: formatScaled(this.#orderedE8, 8), last_quantity: formatScaled(this.#lastQuantityE8, 8) },
    };
  }

  #event(event: OrderEvent, unit: { readonly quantity: bigint; readonly price: bigint }): void {
    const counted = ({ quantity, price, feeE8 }: { quantity: number; price: number; feeE8: bigint }): Counted => ({
      ...{ quantityE8: BigInt(quantity) * unit.quantity, priceE8: BigInt(price) * unit.price, feeE8 },
    });
    switch (event.type) {
      case 'RECEIVED': {
        const { receipt, atUs } = event;
        const { held, directedVenue } = receipt.order;
        this.#order(BigInt(receipt.order.quantity) * unit.quantity);
        const { classification } = receipt;
        this.#placed = { classification, held, directed: directedVenue !== null, received_at_us: atUs };
        return;
      }
      case 'ORDER_REJECTED':
        this.#isRejected = true;
        return;
      case 'ORDER_REPLACED':
        this.#order(BigInt(event.quantity) * unit.quantity);
        return;
      // That a part was sent may be known only from its venue's answer.
      case 'CHILD_SENT':
      case 'CHILD_SETTLED':
        this.#sent.add(event.childId);
        return;
      case 'FILL':
        this.#executions.set(nameOf(event.childId, event.execution.executionId), counted(event.execution));
        return;
      case 'EXECUTED_ELSEWHERE':
        this.#executions.set(event.execution.id, counted(event.execution));
        return;
      case 'TRADE_CORRECTED':
        this.#executions.set(nameOf(event.childId, event.executionId), counted(event));
        return;
      case 'TRADE_BUSTED':
        this.#executions.delete(nameOf(event.childId, event.executionId));
        if (event.bears !== null) this.#charge(nameOf(event.childId, event.bears.executionId), event.bears.feeE8);
        return;
      default:
    }
  }

  /** What comes first is ordered, and what is more than before; less takes nothing back. */
  #order(quantityE8: bigint): void {
    if (quantityE8 > this.#lastQuantityE8) this.#orderedE8 += quantityE8 - this.#lastQuantityE8;
    this.#lastQuantityE8 = quantityE8;
  }

  #charge(name: string, feeE8: bigint): void {
    const known = this.#executions.get(name);
    if (known !== undefined) this.#executions.set(name, { ...known, feeE8 });
  }

  #migrated({ rows: { order, children, executions } }: Extract<EntryContent, { kind: 'MIGRATED' }>): void {
    const { classification, held, directed_venue, created_at_us } = order;
    this.#placed = { classification, held, directed: directed_venue !== null, received_at_us: created_at_us };
    this.#isRejected = order.state === 'REJECTED';
    this.#order(wholeE8(order.quantity));
    for (const { id, sent_at_us } of children) if (sent_at_us !== null) this.#sent.add(id);
    for (const { id, child_id, venue_execution_id, quantity, price, fee } of executions)
      this.#executions.set(child_id === null ? id : nameOf(child_id, venue_execution_id), {
        quantityE8: wholeE8(quantity),
        priceE8: wholeE8(price),
        feeE8: wholeE8(fee),
      });
  }
}

function nameOf(childId: string, executionId: string): string {
  return `${childId} ${executionId}`;
}
