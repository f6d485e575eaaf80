import { setTimeout as pause } from 'node:timers/promises';
import type { RunningStack } from '../running-stack.ts';
import type { Action, PlannedOrder, ReplaceAction } from './load-plan.ts';
import { type AskedReplace, nowUs, type Promised } from './promises.ts';

const AT_ONCE = 24;
/** The pace of a load that does not wait for its answers. */
export const CALL_EVERY_MS = 15;
const TAKEN_MS_MAX = 60_000;
const ASK_AGAIN_MS = 10;
const SMALL = { instrumentId: 'AAPL', side: 'BUY', quantity: 1, type: 'MARKET', timeInForce: 'DAY', reach: 0 } as const;

/** A call and what was answered. Times in microseconds since 1970. */
export interface Answered {
  readonly kind: Action['kind'];
  readonly orderId: string;
  /** Null where the router went away before it answered. */
  readonly status: number | null;
  readonly code: string | null;
  /** With NOT_DURABLE: what was asked has gone to the venues all the same. */
  readonly isSent: boolean;
  readonly askedUs: number;
  readonly answeredUs: number;
}

/** How the orders of a load are named and what they say besides what is planned. */
export interface LoadManner {
  readonly prefix: string;
  readonly terms: (planned: PlannedOrder) => object;
}

const PLAIN: LoadManner = { prefix: 'o', terms: () => ({}) };

/** Callers who send, replace and cancel orders, and keep what they were promised. */
export class OrderLoad implements Promised {
  readonly sent = new Set<string>();
  readonly taken = new Set<string>();
  readonly canceled = new Map<string, number>();
  readonly ended = new Set<string>();
  readonly replaces: AskedReplace[] = [];
  readonly answers: Answered[] = [];
  readonly #stack: RunningStack;
  readonly #manner: LoadManner;
  /** The middle of each instrument's market in cents, when the load began. */
  readonly #middles: ReadonlyMap<string, number>;
  /** Orders that were sent and are not known to have ended, the newest last. */
  readonly #open: string[] = [];
  readonly #bodies = new Map<string, object>();
  readonly #planned = new Map<string, PlannedOrder>();

  constructor(stack: RunningStack, middles: ReadonlyMap<string, number>, manner = PLAIN) {
    this.#stack = stack;
    this.#manner = manner;
    this.#middles = middles;
  }

  /** Makes these calls, some at once, for as long as `goesOn` says so after an answer. */
  async run(actions: readonly Action[], goesOn: () => boolean): Promise<void> {
    let isOver = false;
    await someAtOnce(actions, async (action) => {
      if (isOver) return;
      await this.act(action);
      isOver = !goesOn();
    });
  }

  /** Makes one call. There is nothing to cancel or replace where every order is known to have ended. */
  async act(action: Action): Promise<void> {
    if (action.kind === 'ORDER') return this.#order(action.order);
    const orderId = this.#open.at(-1 - (action.back % Math.max(1, this.#open.length)));
    if (orderId === undefined) return;
    await (action.kind === 'CANCEL' ? this.cancel(orderId) : this.#replace(orderId, action));
  }

  /** Cancels these orders, once each. */
  cancelAll(orderIds: readonly string[]): Promise<void> {
    return someAtOnce(orderIds, (orderId) => this.cancel(orderId));
  }

  async cancel(orderId: string): Promise<void> {
    const answered = await this.#call('CANCEL', orderId);
    const { status, code } = answered;
    if (status === 202 && !this.canceled.has(orderId)) this.canceled.set(orderId, answered.answeredUs);
    if (status === 202 || code === 'NOT_FOUND') this.#forget(orderId);
  }

  async #replace(orderId: string, { quantity, reach }: ReplaceAction): Promise<void> {
    const planned = this.#planned.get(orderId);
    if (planned === undefined) throw new Error(`${orderId} was never sent`);
    const limitPrice = reach === null ? null : this.#limit({ ...planned, reach });
    const { status, askedUs, answeredUs } = await this.#call('REPLACE', orderId, {
      quantity,
      limit_price: limitPrice,
    });
    const limit = limitPrice === null ? null : Math.round(limitPrice * 10_000);
    this.replaces.push({ orderId, asked: { quantity, limit }, status, askedUs, answeredUs });
  }

  /** Sends these orders once more, as a caller does who had no answer or one that asks for it. */
  sendAgain(orderIds: readonly string[]): Promise<void> {
    return someAtOnce(orderIds, (orderId) => this.#send(orderId));
  }

  /** Sends small orders, one after another, until one is taken. */
  async untilTaken(): Promise<void> {
    const before = this.taken.size;
    for (const deadline = performance.now() + TAKEN_MS_MAX; this.taken.size === before; ) {
      if (performance.now() > deadline) throw new Error(`no order is taken: ${JSON.stringify(this.answers.at(-1))}`);
      await this.#order(SMALL);
      if (this.taken.size === before) await pause(ASK_AGAIN_MS);
    }
  }

  #order(planned: PlannedOrder): Promise<void> {
    const orderId = `${this.#manner.prefix}-${this.#bodies.size}`;
    this.sent.add(orderId);
    this.#open.push(orderId);
    this.#planned.set(orderId, planned);
    this.#bodies.set(orderId, {
      order_id: orderId,
      instrument_id: planned.instrumentId,
      side: planned.side,
      quantity: planned.quantity,
      order_type: planned.type,
      time_in_force: planned.timeInForce,
      ...(planned.type === 'LIMIT' ? { limit_price: this.#limit(planned) } : {}),
      ...this.#manner.terms(planned),
    });
    return this.#send(orderId);
  }

  async #send(orderId: string): Promise<void> {
    const { status } = await this.#call('ORDER', orderId);
    if (status === 202) this.taken.add(orderId);
  }

  async #call(kind: Action['kind'], orderId: string, terms: object = {}): Promise<Answered> {
    const askedUs = nowUs();
    const answer = await this.#answer(kind, orderId, terms);
    const { status = null, body = {} } = answer ?? {};
    const code = typeof body.code === 'string' ? body.code : null;
    // Taken behind the answer, so a little late: what a venue receives after this was sent after the promise.
    const answered = { kind, orderId, status, code, isSent: body.sent === true, askedUs, answeredUs: nowUs() };
    this.answers.push(answered);
    if (code === 'ORDER_ENDED') {
      this.ended.add(orderId);
      this.#forget(orderId);
    }
    return answered;
  }

  #answer(kind: Action['kind'], orderId: string, terms: object) {
    switch (kind) {
      case 'ORDER':
        return this.#stack.call('POST', '/orders', this.#bodies.get(orderId));
      case 'CANCEL':
        return this.#stack.call('DELETE', `/${orderId}`);
      case 'REPLACE':
        return this.#stack.call('PATCH', `/${orderId}`, terms);
    }
  }

  #forget(orderId: string): void {
    const at = this.#open.indexOf(orderId);
    if (at >= 0) this.#open.splice(at, 1);
  }

  #limit({ instrumentId, side, reach }: PlannedOrder): number {
    const middle = this.#middles.get(instrumentId);
    if (middle === undefined) throw new Error(`no market of ${instrumentId}`);
    return (middle + (side === 'BUY' ? reach : -reach)) / 100;
  }
}

/** Makes calls at a steady pace, whatever becomes of them; gives those that are under way. */
export async function callFor(ms: number, load: OrderLoad, actions: Iterator<Action>): Promise<Promise<void>[]> {
  const calls: Promise<void>[] = [];
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    const next = actions.next();
    if (next.done !== true) calls.push(load.act(next.value));
    await pause(CALL_EVERY_MS);
  }
  return calls;
}

async function someAtOnce<Each>(all: readonly Each[], act: (each: Each) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const work = async () => {
    for (const each of waiting) await act(each);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
