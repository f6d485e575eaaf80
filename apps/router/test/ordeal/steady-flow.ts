import type { RunningStack } from '../running-stack.ts';

/** An order of the flow and what became of it. */
interface Done {
  readonly isFilled: boolean;
  readonly tookMs: number;
}

/** What a flow is when nothing is wrong. */
export interface Ordinary {
  readonly slowestMs: number;
}

const MEASURED = 8;
/** So many in a row say that it is as before. */
const IN_A_ROW = 3;
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
    const took: number[] = [];
    for (let index = 0; index < MEASURED; index++) took.push((await this.#order()).tookMs);
    return { slowestMs: Math.max(...took) };
  }

  /** Sends on until orders in a row are filled whole in about the ordinary time; how long after now the first of them was sent. Gives up at the limit. */
  async untilAsBefore({ slowestMs }: Ordinary, limitMs: number): Promise<number | null> {
    const beganMs = performance.now();
    let rowBeganMs = beganMs;
    for (let inARow = 0; inARow < IN_A_ROW; ) {
      const sentMs = performance.now();
      if (sentMs - beganMs > limitMs) return null;
      if (inARow === 0) rowBeganMs = sentMs;
      const { isFilled, tookMs } = await this.#order();
      inARow = isFilled && tookMs <= slowestMs * SLOWER_MAX + SLACK_MS ? inARow + 1 : 0;
    }
    return rowBeganMs - beganMs;
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
