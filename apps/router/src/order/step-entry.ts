import { formatScaled } from '@fairlead/core/money/scaled';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { ChildUpdateRow, ExecutionRow, JournalEntry, OrderUpdateRow, OutboxRow } from '@fairlead/db/journal-rows';
import type { Hash, Ids } from '../ports.ts';
import { writeEvent } from './event-record.ts';
import { type ExecutionSource, executionRow, executionUpdateRow } from './execution-row.ts';
import type { Bundle, OrderIdentity } from './live-order.ts';
import { type ChainLink, chained } from './order-chain.ts';
import { arrivalColumns } from './order-row.ts';
import { decisionEvent, executionEvent, riskRejectionEvent } from './outbox-rows.ts';
import { childRows, decisionRow } from './wave.ts';

/** What the record of a step is made of. */
export interface Step {
  readonly identity: OrderIdentity;
  readonly bundle: Pick<Bundle, 'events' | 'waves'>;
  /** The life before the step, as durable, and after it. */
  readonly before: OrderLife;
  readonly after: OrderLife;
  readonly chain: ChainLink;
}

/** The record of a step: its entry, the end of the chain of events with it, and the executions that it books. */
export interface Recorded {
  readonly entry: JournalEntry;
  readonly chain: ChainLink;
  readonly executions: readonly ExecutionRow[];
}

/** The rows of a step of an order that is already stored: its events, and what they change in the readable tables. */
export function recordOf(step: Step, ports: { readonly hash: Hash; readonly ids: Ids }, nowUs: number): Recorded {
  const { identity, bundle, before, after } = step;
  const { pk } = identity;
  const { rows, end } = chained(
    { orderPk: pk, from: step.chain, hash: ports.hash },
    bundle.events.map((event) => ({ type: event.type, payload: writeEvent(event, after.scale), atUs: event.atUs })),
  );
  const executions = newExecutions(step);
  const decisions = bundle.waves.map((wave) => decisionRow(wave, pk, nowUs));
  const children = identity.routeOnly ? [] : bundle.waves.flatMap((wave) => childRows(wave, pk, nowUs));
  const entry: JournalEntry = {
    decisions,
    parts: bundle.waves.flatMap(({ parts }) => [parts.catalogue, parts.belief]),
    children,
    executions,
    ...changedExecutions(step),
    events: rows,
    outbox: outboxOf(step, executions, ports),
    childUpdates: changedChildren(before, after).map((child) => childUpdate(child, after, nowUs)),
    orderUpdates: [orderUpdateRow(identity, after, nowUs)],
  };
  return { entry, chain: end, executions };
}

/** The entry of a new order: the same, with its row as it stands after its first step. */
export function firstEntryOf(step: Step, ports: { readonly hash: Hash; readonly ids: Ids }, nowUs: number): Recorded {
  const recorded = recordOf(step, ports, nowUs);
  const { orderUpdates, ...entry } = recorded.entry;
  const [update] = orderUpdates ?? [];
  return { ...recorded, entry: { ...entry, orders: [{ ...step.identity.row, ...update }] } };
}

function outboxOf(
  { identity, bundle, after }: Step,
  executions: readonly ExecutionRow[],
  { ids }: { ids: Ids },
): OutboxRow[] {
  const rows = bundle.waves.map((wave) => decisionEvent(identity, wave, ids));
  for (const row of executions) rows.push(executionEvent(identity, row, ids));
  const refused = bundle.events.find((event) => event.type === 'ORDER_REJECTED');
  if (refused !== undefined) rows.push(riskRejectionEvent(identity, { code: after.code, nowUs: refused.atUs }, ids));
  return rows;
}

/** Executions that the step books and does not take back. */
function newExecutions({ identity, bundle, after }: Step): ExecutionRow[] {
  return bundle.events.flatMap((event) => {
    const source = sourceOf(event, after);
    return source === null ? [] : [executionRow({ identity, start: after.start, source })];
  });
}

/** The execution of an event as it stands after the step; null for another event, and where it was taken back since. */
function sourceOf(event: OrderEvent, after: OrderLife): ExecutionSource | null {
  if (event.type === 'EXECUTED_ELSEWHERE') {
    const { venueId, execution, marks, market, executedAtUs } = event;
    return { child: null, venueId, execution, marks, market, atUs: executedAtUs, bookedAtUs: event.atUs };
  }
  if (event.type !== 'FILL') return null;
  const child = after.children.find((each) => each.id === event.childId);
  const execution = child?.executions.find((each) => each.id === event.execution.id);
  if (child === undefined || execution === undefined) return null;
  const { marks, market, atUs } = event;
  return { child, venueId: child.venueId, execution, marks, market, atUs, bookedAtUs: atUs };
}

/** Executions that were stored before the step, and that it corrects or takes back. */
function changedExecutions({ identity, before, after }: Step): Pick<JournalEntry, 'executionUpdates' | 'busted'> {
  const executionUpdates = [];
  const busted = [];
  for (const child of changedChildren(before, after)) {
    const old = before.children.find((each) => each.id === child.id);
    for (const execution of old?.executions ?? []) {
      const now = child.executions.find((each) => each.id === execution.id);
      if (now === undefined) busted.push({ id: execution.id });
      else if (now !== execution) executionUpdates.push(executionUpdateRow(identity, after.start, now));
    }
  }
  return { executionUpdates, busted };
}

/** The children of before that the step has changed: new ones are stored as they are intended. */
function changedChildren(before: OrderLife, after: OrderLife): readonly ChildLife[] {
  return after.children.filter((child, index) => index < before.children.length && before.children[index] !== child);
}

/** What of an order's row a step may change. */
function orderUpdateRow(identity: OrderIdentity, life: OrderLife, nowUs: number): OrderUpdateRow {
  const { instrument } = identity;
  const count = (value: number) => formatScaled(value, instrument.quantityDecimals);
  const { limitPrice } = life.order;
  return {
    id: identity.pk,
    ...arrivalColumns(life.start.nbbo, instrument),
    quantity: count(life.order.quantity),
    limit_price: limitPrice === null ? null : formatScaled(limitPrice, instrument.priceDecimals),
    released_at_us: life.releasedAtUs,
    state: life.state,
    reject_code: life.code,
    filled_quantity: count(life.filled),
    excess_quantity: count(Math.max(0, life.filled - life.order.quantity)),
    notional: formatScaled(life.notionalE8, 8),
    total_fees: formatScaled(life.feesE8, 8),
    waves: life.waves.length,
    version: life.version,
    updated_at_us: nowUs,
  };
}

function childUpdate(child: ChildLife, { scale }: OrderLife, nowUs: number): ChildUpdateRow {
  return {
    id: child.id,
    state: child.state,
    reject_code: child.code,
    filled_quantity: formatScaled(child.filled, scale.quantityDecimals),
    sent_at_us: child.sentAtUs,
    acked_at_us: child.ackedAtUs,
    venue_epoch: child.venueEpoch,
    done_at_us: child.doneAtUs,
    version: child.version,
    updated_at_us: nowUs,
  };
}
