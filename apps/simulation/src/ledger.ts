import { applyToHalts, type Halts } from '@fairlead/core/control/halts';
import { applyAll } from '@fairlead/core/order-life/fold';
import type { PlannedChild } from '@fairlead/core/order-life/order-event';
import { lifeOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import type { JournalEntry, StoredEntry } from '@fairlead/db/journal/journal-entry';
import { readControl } from '@fairlead/db/record/control-body';
import { readBody } from '@fairlead/db/record/entry-body';
import type { Happenings } from './happenings.ts';
import type { Verdict } from './verdict.ts';

/** A child that the journal intends, and whose. */
export interface Intended extends PlannedChild {
  readonly orderPk: string;
  readonly clientId: string;
  readonly instrumentId: string;
}

/** What is durable, entry by entry as it becomes so: what whoever looks on holds the router to. */
export class Ledger {
  readonly intended = new Map<string, Intended>();
  readonly lives = new Map<string, OrderLife>();
  /** What people may be told of: executions by our ids, and halts with what has become of them. */
  readonly durable = new Set<string>();
  /** Halts in force by the journal alone. */
  halts: Halts = [];
  readonly #happenings: Happenings;
  readonly #verdict: Verdict;

  constructor(happenings: Happenings, verdict: Verdict) {
    this.#happenings = happenings;
    this.#verdict = verdict;
  }

  readonly take = (entry: StoredEntry, _key: JournalEntry['key']): void => {
    const { orderPk, body } = entry;
    this.#happenings.count('entry');
    // Whoever writes has written, whatever is made of it here.
    try {
      if (orderPk === null) this.#takeControl(body);
      else this.#takeOrder(orderPk, body);
    } catch (error) {
      this.#verdict.holds(false, 'EVERY_ENTRY_CAN_BE_READ', () => ({ entry, error: String(error) }));
    }
  };

  #takeControl(body: string): void {
    const event = readControl(body);
    this.halts = applyToHalts(this.halts, event);
    this.durable.add(`${event.type} ${event.id}`);
    const what = event.type === 'CIRCUIT_CHANGED' ? `circuit: ${event.from} to ${event.to}` : event.type;
    this.#happenings.tell(what, event);
  }

  #takeOrder(orderPk: string, body: string): void {
    const content = readBody(body);
    if (content.kind !== 'EVENTS') throw new Error('no order of before the journal is here');
    const { head, events } = content;
    const [first] = events;
    const before = this.lives.get(orderPk) ?? (first?.type === 'RECEIVED' ? lifeOf(first.receipt, head.scale) : null);
    if (before === null) throw new Error(`the first entry of ${orderPk} is not its receipt`);
    this.lives.set(orderPk, applyAll(before, events));
    for (const event of events) {
      this.#happenings.count(`event: ${event.type}`);
      if (event.type === 'FILL' || event.type === 'EXECUTED_ELSEWHERE') this.durable.add(event.execution.id);
      if (event.type !== 'WAVE_PLANNED' || head.routeOnly) continue;
      const { clientId, instrumentId } = head;
      for (const child of event.children) this.intended.set(child.id, { ...child, orderPk, clientId, instrumentId });
    }
    this.#happenings.note('durable', { orderPk, events: events.map(shortOf) });
  }
}

/** An event without what would fill the page. */
function shortOf(event: { readonly type: string }): object {
  return 'record' in event || 'receipt' in event ? { ...event, record: undefined, receipt: undefined } : event;
}
