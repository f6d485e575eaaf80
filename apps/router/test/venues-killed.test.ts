import { describe, expect, it } from 'vitest';
import { note, noteTrial } from './ordeal/figures.ts';
import { actionsOf } from './ordeal/load-plan.ts';
import { booksOverALoss } from './ordeal/lost-books.ts';
import { CALL_EVERY_MS, callFor } from './ordeal/order-load.ts';
import { nowUs } from './ordeal/promises.ts';
import { recordedOrders } from './ordeal/record.ts';
import { loadOf, settled } from './ordeal/settling.ts';
import { SteadyFlow } from './ordeal/steady-flow.ts';
import { trueOrders } from './ordeal/venue-orders.ts';
import { RunningStack } from './running-stack.ts';

/** How often all venues die; in the long mode more often. */
const KILLS = Number(process.env.FAIRLEAD_VENUE_KILLS ?? 1);
const SEED = Number(process.env.FAIRLEAD_VENUE_KILL_SEED ?? 20_261_130);
/** Orders that rest far from the market when the venues die, so that these lose something in any case. */
const RESTING = 10;
const AT_REST = {
  instrumentId: 'KO',
  side: 'BUY',
  quantity: 100,
  type: 'LIMIT',
  timeInForce: 'DAY',
  reach: -200,
} as const;
const LOAD_MS = 1_500;
const AWAY_MS = 1_000;
const RECOVER_MS_MAX = 60_000;
/** What a venue has executed is told to us within this; what it did later may have died with it. */
const TOLD_US = 1_000_000;

describe('venues that are killed under load and start anew without their orders', () => {
  it.each(Array.from({ length: KILLS }, (_, index) => ({ seed: SEED + index })))(
    'what they had is ended as lost and routed on; nothing that was told is lost, and nothing is sent twice (seed $seed)',
    { timeout: 180_000 },
    async ({ seed }) => {
      await using stack = await RunningStack.start();
      const load = await loadOf(stack);
      const flow = new SteadyFlow(stack, 'flow', async () => ({}));
      const ordinary = await flow.ordinary();
      const actions = actionsOf(seed, Math.ceil((2 * LOAD_MS + AWAY_MS) / CALL_EVERY_MS)).values();
      for (let resting = 0; resting < RESTING; resting += 1) await load.act({ kind: 'ORDER', order: AT_REST });
      const calls = await callFor(LOAD_MS, load, actions);
      const last = { toldUntilUs: nowUs() - TOLD_US, books: await trueOrders(stack.controlAddress) };
      const killedMs = performance.now();
      await stack.killVenues();
      calls.push(...(await callFor(AWAY_MS, load, actions)));
      const startedMs = performance.now();
      await stack.startVenues();
      const upMs = performance.now();
      const asBefore = flow.untilAsBefore(ordinary, RECOVER_MS_MAX);
      calls.push(...(await callFor(LOAD_MS, load, actions)));
      const backMs = upMs + ((await asBefore) ?? Number.POSITIVE_INFINITY);
      await Promise.all(calls);

      const differences = await settled(stack, load, (now, recorded) => booksOverALoss(last, now, recorded));
      const orders = [...(await recordedOrders(stack.database)).values()];
      const children = orders.flatMap((order) => order.children);
      noteTrial({
        failure: 'VENUES_KILLED',
        outageMs: [backMs - killedMs],
        recoverMs: [backMs - startedMs],
        orders: orders.length,
        executions: children.flatMap(({ executions }) => executions).length,
        differences: differences.length,
      });
      const lost = children.filter(({ reject_code: code }) => code === 'VENUE_LOST');
      note(`children that ended as VENUE_LOST, seed ${seed}`, `${lost.length} of ${children.length}`);
      expect(differences).toEqual([]);
      expect(lost.length).toBeGreaterThan(0);
      expect(backMs).toBeLessThan(Number.POSITIVE_INFINITY);
      const errors = load.answers.filter(({ status }) => status === null || (status >= 500 && status !== 503));
      expect(errors).toEqual([]);
    },
  );
});
