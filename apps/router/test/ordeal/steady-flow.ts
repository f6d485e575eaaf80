import type { RunningStack } from '../running-stack.ts';

/** An order of the flow and what became of it. */
interface Done {
  readonly isFilled: boolean;
  readonly tookMs: number;
}

/** What a flow is when nothing is wrong. */
export interface Ordinary {
  readonly slowestMs: number;
  /** The share of orders that are filled whole, 0 to 1: who names venues does not always find there what they want. */
  readonly filledShare: number;
}

const MEASURED = 8;
/** So many in a row say that it is as before. */
const IN_A_ROW = 4;
/** A machine that is busy takes longer now and then. */
const SLOWER_MAX = 3;
const SLACK_MS = 150;

/** One caller who sends small orders, one after another, and waits for the end of each. */
export class SteadyFlow {
  readonly #stack: RunningStack;
  readonly #prefix: string;
  readonly #terms: () => Promise<object>;
  #sent = 0;

  /** `terms` are what each order says of how it is to be routed. */
  constructor(stack: RunningStack, prefix: string, terms: () => Promise<object>) {
    this.#stack = stack;
    this.#prefix = prefix;
    this.#terms = terms;
  }

  /** What the flow is now, while nothing is wrong. */
  async ordinary(): Promise<Ordinary> {
    const done: Done[] = [];
    for (let index = 0; index < MEASURED; index++) done.push(await this.#order());
    return {
      slowestMs: Math.max(...done.map(({ tookMs }) => tookMs)),
      filledShare: done.filter(({ isFilled }) => isFilled).length / MEASURED,
    };
  }

  /**
   * Sends on until orders in a row are done in about the ordinary time, and about as many of them are filled as ordinarily; how long after now the first of them was sent. Gives up at
   * the limit.
   */
  async untilAsBefore({ slowestMs, filledShare }: Ordinary, limitMs: number): Promise<number | null> {
    const leastFilled = Math.max(1, Math.floor(filledShare * IN_A_ROW));
    const beganMs = performance.now();
    let row: { readonly sentMs: number; readonly isFilled: boolean }[] = [];
    for (;;) {
      const sentMs = performance.now();
      if (sentMs - beganMs > limitMs) return null;
      const { isFilled, tookMs } = await this.#order();
      const isInTime = tookMs <= slowestMs * SLOWER_MAX + SLACK_MS;
      row = isInTime ? [...row, { sentMs, isFilled }].slice(-IN_A_ROW) : [];
      const [first] = row;
      if (first === undefined || row.length < IN_A_ROW) continue;
      if (row.filter((each) => each.isFilled).length >= leastFilled) return first.sentMs - beganMs;
    }
  }

  async #order(): Promise<Done> {
    this.#sent += 1;
    const order = { order_id: `${this.#prefix}-${this.#sent}`, instrument_id: 'AAPL', quantity: 10 };
    const side = this.#sent % 2 === 0 ? 'BUY' : 'SELL';
    const body = { ...order, side, order_type: 'MARKET', time_in_force: 'IOC', ...(await this.#terms()) };
    const sentMs = performance.now();
    const answer = await this.#stack.call('POST', '/orders?wait=done', body);
    const tookMs = performance.now() - sentMs;
    const execution = answer?.body.execution as { filled_quantity: number } | null | undefined;
    return { isFilled: execution?.filled_quantity === order.quantity, tookMs };
  }
}
