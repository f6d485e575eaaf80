import { describe, expect, it } from 'vitest';
import { type CrowdReader, gather } from './crowd.ts';
import { note } from './ordeal/figures.ts';
import { RunningStack } from './running-stack.ts';

/** Readers in one run: some in the tests, more with FAIRLEAD_READERS in the long mode. */
const READERS = Number(process.env.FAIRLEAD_READERS ?? 60);
const STALLED = Math.floor(READERS * 0.4);
const ORDERS = Number(process.env.FAIRLEAD_READER_ORDERS ?? READERS);
const AT_ONCE = 8;
const ENDED = new Set(['FILLED', 'CANCELED']);
/** The window's text, twenty thousand messages, and what the heap keeps beside it; far below what the stalled would make without a bound. */
const GROWTH_BYTES_MAX = 512 * 1_048_576;

describe('a router with many readers', () => {
  it(
    `does every order while ${STALLED} of ${READERS} readers take nothing, and the others see all of it in order`,
    async () => {
      await using stack = await RunningStack.start();
      const alone = await trade(stack, 'alone');
      const memory = await stack.routerMemory();
      const door = { url: `${stack.address}/api/v1/smart-routing/stream`, key: stack.key };
      const stalled = await gather(STALLED, door);
      for (const reader of stalled) reader.stall();
      const live = await gather(READERS - STALLED, door);

      const together = await trade(stack, 'together');
      const last = await lastSeq(stack);
      await until(() => live.every((reader) => reader.last >= last));
      const grown = ((await stack.routerMemory()) ?? 0) - (memory ?? 0);

      expect([alone.done, together.done]).toEqual([ORDERS, ORDERS]);
      // A market order whose last wave finds the quote gone ends without a rest of it, readers or not.
      expect(together.filled).toBeGreaterThan(ORDERS * 0.9);
      expect(faultsOf(live)).toEqual([]);
      expect(grown).toBeLessThan(GROWTH_BYTES_MAX);
      const leaving = stalled.slice(0, STALLED / 2);
      for (const reader of leaving) reader.cut();
      expect((await trade(stack, 'after')).done).toBe(ORDERS);
      note('readers, of them stalled', `${READERS}, ${STALLED}`);
      note('orders done, of them filled, without readers', `${alone.done}, ${alone.filled}`);
      note('orders done, of them filled, with them', `${together.done}, ${together.filled}`);
      note('an order until it is done, p50 and p99, without readers', alone.times);
      note('the same with them', together.times);
      note(
        'messages that each live reader saw in order',
        String(last - Math.min(...live.map(({ first }) => first)) + 1),
      );
      const staying = READERS - leaving.length;
      const dropped = staying - (await listeners(stack));
      note('stalled readers that never left, of them dropped by the end', `${STALLED - leaving.length}, ${dropped}`);
      note('memory of the router, grown by', `${Math.round(grown / 1_048_576)} MiB`);
    },
    60_000 + (READERS + ORDERS) * 500,
  );
});

/** Sends orders, some at once, each until it is done. */
async function trade(stack: RunningStack, name: string): Promise<{ done: number; filled: number; times: string }> {
  const times: number[] = [];
  let done = 0;
  let filled = 0;
  let next = 0;
  const work = async () => {
    for (let at = next++; at < ORDERS; at = next++) {
      const begun = performance.now();
      const answer = await stack.call('POST', '/orders?wait=done', {
        order_id: `${name}-${at}`,
        instrument_id: at % 2 === 0 ? 'AAPL' : 'MSFT',
        side: at % 4 < 2 ? 'BUY' : 'SELL',
        quantity: 100,
        order_type: 'MARKET',
      });
      times.push(performance.now() - begun);
      const execution = answer?.body.execution as { state?: string } | undefined;
      if (answer?.status === 200 && ENDED.has(execution?.state ?? '')) done += 1;
      if (execution?.state === 'FILLED') filled += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
  return { done, filled, times: `${at(0.5)}, ${at(0.99)}` };
}

/** The number of the newest message, by the STATUS of a reader that comes now. */
async function lastSeq(stack: RunningStack): Promise<number> {
  const abort = new AbortController();
  const response = await stack.stream('', abort.signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = (await reader?.read()) ?? {};
  abort.abort();
  const seq = /"type":"STATUS","seq":(\d+)/.exec(value ?? '')?.[1];
  if (seq === undefined) throw new Error(`no STATUS in ${value}`);
  return Number(seq);
}

async function listeners(stack: RunningStack): Promise<number> {
  const text = await (await fetch(`${stack.address}/metrics`)).text();
  return Number(/^fairlead_stream_listeners (\d+)$/m.exec(text)?.[1]);
}

function faultsOf(readers: readonly CrowdReader[]): CrowdReader[] {
  return readers.filter(({ faults, hasEnded }) => faults > 0 || hasEnded);
}

/** Looks again in every turn of the event loop until something holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
