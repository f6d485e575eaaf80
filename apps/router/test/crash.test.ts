import { SHARD } from '@fairlead/db/journal/shard-lease';
import { JOURNAL_CODEC } from '@fairlead/db/projection/journal-codec';
import { rebuildProjections } from '@fairlead/db/projection/rebuild';
import { Reconciliation } from '@fairlead/db/repositories/reconciliation';
import { v7 as uuidV7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { note, noteTrial, spread } from './ordeal/figures.ts';
import { killOrdeal } from './ordeal/kill-ordeal.ts';
import type { OrderLoad } from './ordeal/order-load.ts';
import { tallied } from './ordeal/promises.ts';
import { lateQuantity } from './ordeal/venue-orders.ts';
import { RunningStack } from './running-stack.ts';

/** Crashes in one run: a few in the tests, more with FAIRLEAD_CRASHES in the long mode. */
const CRASHES = Number(process.env.FAIRLEAD_CRASHES ?? 4);
const SEED = Number(process.env.FAIRLEAD_CRASH_SEED ?? 20_261_129);

describe('a router that is killed under load, at venues that misbehave', () => {
  it(
    `loses nothing, sends nothing twice, books what venues have executed and keeps its word on cancels and replacements (${CRASHES} crashes, seed ${SEED})`,
    async () => {
      await using stack = await RunningStack.start();
      const { whileWorking, atTheEnd, orders, atVenues, load, recoveries } = await killOrdeal(stack, {
        seed: SEED,
        count: CRASHES,
      });
      const executions = [...atVenues.values()].flatMap((each) => each.executions);
      noteTrial({
        failure: 'ROUTER_KILLED',
        outageMs: recoveries.map(({ outageMs }) => outageMs),
        recoverMs: recoveries.map(({ takenMs }) => takenMs),
        orders: orders.length,
        executions: executions.length,
        differences: new Set([...whileWorking, ...atTheEnd]).size,
      });
      expect({ whileWorking, atTheEnd }).toEqual({ whileWorking: [], atTheEnd: [] });
      const reconciled = await journalBreaks(stack);
      expect(reconciled.breaks).toEqual([]);
      expect(reconciled.orders).toBeGreaterThanOrEqual(orders.length);
      expect(await rebuiltDifferently(stack)).toEqual([]);

      const late = [...atVenues.values()].filter((each) => lateQuantity(each) > 0);
      const replaced = load.replaces.filter(({ status }) => status === 200);
      expect(Math.min(load.taken.size, load.canceled.size, replaced.length, late.length)).toBeGreaterThan(0);
      const children = orders.flatMap((order) => order.children);
      note('seed', String(SEED));
      note('orders recorded, children, executions', count(orders, children, executions));
      note('orders acknowledged, cancels confirmed', count([...load.taken], [...load.canceled]));
      note('replacements confirmed, without an answer', count(replaced, unanswered(load)));
      note('orders with replaced terms, children with them', await withReplacedTerms(stack));
      note('changes of children that reached their venues', sumOf([...atVenues.values()].map((each) => each.revision)));
      note('children with executions after their confirmed cancel', count(late));
      note('answers', tallied(load.answers));
      note('from the start of the process to ready', spread(recoveries.map(({ readyMs }) => readyMs)));
      note('from the start of the process to the first order taken', spread(recoveries.map(({ takenMs }) => takenMs)));
    },
    180_000 + CRASHES * 15_000,
  );
});

/** What the reconciliation of reports says of the rows of all that was routed: every order of the journal is in them as it is there. */
async function journalBreaks({ database }: RunningStack) {
  const scope = { from: '2000-01-01', to: '2198-01-01', simulated: false, clientId: null };
  const { sources, first } = await new Reconciliation(database).of(uuidV7(), scope, 'America/New_York');
  const breaks = first.filter(({ code }) => code !== 'CHILD_IN_DOUBT' && code !== 'ORPHAN_REPORT');
  return { orders: sources?.journal.orders, breaks };
}

/** Where the readable tables, those of replaced terms too, are not what a rebuild makes of the journal alone. */
async function rebuiltDifferently({ databaseUrl }: RunningStack) {
  const asked = { databaseUrl, shard: SHARD, codec: JOURNAL_CODEC, check: true, toldMax: 20 };
  return (await rebuildProjections(asked)).told;
}

async function withReplacedTerms({ database }: RunningStack): Promise<string> {
  const sql = `select count(distinct id) filter (where id = order_pk)::int as orders, count(distinct id) filter (where id <> order_pk)::int as children from order_terms`;
  const [row] = (await database.query<{ orders: number; children: number }>(sql)).rows;
  expect(row?.orders).toBeGreaterThan(0);
  return `${row?.orders.toLocaleString('en')}, ${row?.children.toLocaleString('en')}`;
}

function unanswered({ replaces }: OrderLoad) {
  return replaces.filter(({ status }) => status === null);
}

function sumOf(numbers: readonly number[]): string {
  return numbers.reduce((sum, each) => sum + each, 0).toLocaleString('en');
}

function count(...all: readonly (readonly unknown[])[]): string {
  return all.map(({ length }) => length.toLocaleString('en')).join(', ');
}
