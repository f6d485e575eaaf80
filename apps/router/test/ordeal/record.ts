import type { Scale } from '@fairlead/core/money/amount';
import { type ChildState, isChildEnded } from '@fairlead/core/order/child-state';
import { isOrderEnded, type OrderState } from '@fairlead/core/order/order-state';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { createPool } from '@fairlead/db/pool';
import { readBody } from '@fairlead/db/record/entry-body';
import { EVENT_CODES } from '@fairlead/db/record/entry-codes';
import { ProjectionRepository } from '@fairlead/db/repositories/projection-repository';

import type { Terms } from './promises.ts';

type Pool = ReturnType<typeof createPool>;

export interface RecordedExecution {
  readonly venue_execution_id: string;
  readonly quantity: number;
  /** In ten-thousandths of a dollar. */
  readonly price: number;
}

export interface RecordedChild {
  readonly id: string;
  readonly venue_id: string;
  readonly quantity: number;
  readonly filled: number;
  readonly state: ChildState;
  readonly reject_code: string | null;
  readonly order_kind: string;
  /** In ten-thousandths of a dollar. */
  readonly limit: number;
  readonly isEnded: boolean;
  /** When its plan was made, in microseconds since 1970. */
  readonly planned_us: number;
  /** When it was sent; null where it was not, or nobody knows. */
  readonly sent_us: number | null;
  readonly executions: readonly RecordedExecution[];
}

export interface RecordedOrder {
  readonly order_id: string;
  readonly side: string;
  readonly state: OrderState;
  readonly quantity: number;
  readonly filled: number;
  readonly isEnded: boolean;
  /** A person is to look at it before anything more is sent. */
  readonly waitsForPerson: boolean;
  /** The numbers of its events have no gap. */
  readonly isChainWhole: boolean;
  /** The terms that it has had, by the journal, oldest first. */
  readonly terms: readonly Terms[];
  readonly children: readonly RecordedChild[];
}

interface OrderLine {
  readonly id: string;
  readonly order_id: string;
  readonly side: string;
  readonly state: OrderState;
  readonly quantity: number;
  readonly limit: number | null;
  readonly filled: number;
  readonly waits: boolean;
  readonly whole: boolean;
}

type ChildLine = Omit<RecordedChild, 'executions' | 'isEnded'> & { readonly order_pk: string };
type ExecutionLine = RecordedExecution & { readonly child_id: string };

const ORDERS = `
  select o.id, o.order_id, o.side, o.state, o.quantity::float8 as quantity, round(o.limit_price * 10000)::float8 as limit, o.filled_quantity::float8 as filled,
    exists (select 1 from order_journal j where j.order_pk = o.id and j.body like '%' || chr(10) || '[${EVENT_CODES.WAITS_FOR_PERSON},%') as waits,
    (select sum(last_event - first_event + 1) = max(last_event) and min(first_event) = 1 from order_journal j where j.order_pk = o.id) as whole
  from orders o`;
const CHILDREN = `
  select c.id, c.order_pk, c.venue_id, c.quantity::float8 as quantity, c.filled_quantity::float8 as filled, c.state, c.reject_code,
    c.order_kind, round(c.limit_price * 10000)::float8 as limit,
    (extract(epoch from d.created_at) * 1000000)::float8 as planned_us,
    (extract(epoch from c.sent_at) * 1000000)::float8 as sent_us
  from child_orders c join routing_decisions d on d.id = c.decision_id`;
const EXECUTIONS = `
  select child_id, venue_execution_id, quantity::float8 as quantity, round(price * 10000)::float8 as price from executions`;
const TERMS = `
  with replaced as (select distinct order_pk from order_journal where body like '%' || chr(10) || '[${EVENT_CODES.ORDER_REPLACED},%')
  select j.order_pk, j.body from order_journal j join replaced using (order_pk)
  where j.first_event = 1 or j.body like '%' || chr(10) || '[${EVENT_CODES.ORDER_REPLACED},%' order by j.position`;

/** Waits until the readable tables tell the whole journal; a projector that is stuck shows in what they say then. */
export async function untilProjected(database: Pool): Promise<void> {
  const end = await database.query<{ position: number }>(
    'select coalesce(max(position), 0)::float8 as position from order_journal',
  );
  await new ProjectionRepository(database).untilPosition(end.rows[0]?.position ?? 0);
}

/** Every order of the database by its caller's id, with its children and their executions. Quantities are shares. */
export async function recordedOrders(database: Pool): Promise<Map<string, RecordedOrder>> {
  await untilProjected(database);
  const { rows: orders } = await database.query<OrderLine>(ORDERS);
  const { rows: children } = await database.query<ChildLine>(CHILDREN);
  const { rows: executions } = await database.query<ExecutionLine>(EXECUTIONS);
  const termsOf = await termsOfReplaced(database);
  const executionsOf = grouped(executions, (line) => line.child_id);
  const childrenOf = grouped(children, (line) => line.order_pk);
  const whole = (line: ChildLine): RecordedChild => ({
    ...line,
    isEnded: isChildEnded(line.state),
    executions: executionsOf.get(line.id) ?? [],
  });
  return new Map(
    orders.map(({ id, waits, whole: isChainWhole, limit, ...line }) => [
      line.order_id,
      {
        ...line,
        isChainWhole,
        isEnded: isOrderEnded(line.state),
        waitsForPerson: waits,
        terms: termsOf.get(id) ?? [{ quantity: line.quantity, limit }],
        children: (childrenOf.get(id) ?? []).map(whole),
      },
    ]),
  );
}

/** The terms of every order that has had others than its first, by the events of the journal. */
async function termsOfReplaced(database: Pool): Promise<Map<string, Terms[]>> {
  const { rows } = await database.query<{ order_pk: string; body: string }>(TERMS);
  const all = new Map<string, Terms[]>();
  for (const { order_pk: orderPk, body } of rows) {
    const content = readBody(body);
    if (content.kind === 'MIGRATED') throw new Error(`an order of before the journal: ${orderPk}`);
    const terms = all.get(orderPk) ?? [];
    all.set(orderPk, terms);
    for (const event of content.events) {
      if (event.type === 'RECEIVED') terms.push(termsAt(event.receipt.order, content.head.scale));
      if (event.type === 'ORDER_REPLACED') terms.push(termsAt(event, content.head.scale));
    }
  }
  return all;
}

function termsAt({ quantity, limitPrice }: Pick<ValidOrder, 'quantity' | 'limitPrice'>, scale: Scale): Terms {
  const limit = limitPrice === null ? null : limitPrice * 10 ** (4 - scale.priceDecimals);
  return { quantity: quantity / 10 ** scale.quantityDecimals, limit };
}

/** Lines by their key, in their order. */
export function grouped<Line>(lines: readonly Line[], key: (line: Line) => string): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const group = groups.get(key(line));
    if (group === undefined) groups.set(key(line), [line]);
    else group.push(line);
  }
  return groups;
}
