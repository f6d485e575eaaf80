import { ROUTING_MODES } from '@fairlead/core/order/request';
import { createPool } from '@fairlead/db/pool';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cell, type CellOutcome, faultCell } from './ordeal/fault-cell.ts';
import { note, noteCell, noteTrial, spread } from './ordeal/figures.ts';
import type { VenueFault } from './ordeal/load-plan.ts';
import { RunningStack } from './running-stack.ts';

/** A handful of cells in the tests, drawn by the seed; all in the long mode. */
const CELLS = Number(process.env.FAIRLEAD_FAULT_CELLS ?? 3);
const SEED = Number(process.env.FAIRLEAD_FAULT_SEED ?? 20_261_130);
/** What the issue allows for one cell. */
const CELL_MS_MAX = 10_000;
const A_STACK = 5;

/** Every kind of fault that a simulated venue can have, set so that it strikes often. */
const FAULTS: readonly VenueFault[] = [
  { kind: 'disconnect' },
  { kind: 'flapping', up_ms: 300, down_ms: 200 },
  { kind: 'silence' },
  { kind: 'slow', factor: 20 },
  { kind: 'reject_all' },
  { kind: 'throttle', orders_per_second: 2, retry_after_ms: 500 },
  { kind: 'outcome_unknown', probability: 0.5 },
  { kind: 'duplicate_fill' },
  { kind: 'late_fill_after_cancel', delay_us: 50_000 },
  { kind: 'fill_before_cancel' },
  { kind: 'out_of_order' },
  { kind: 'wrong_quantity', probability: 0.5 },
  { kind: 'wrong_cumulative_quantity', probability: 0.5 },
  { kind: 'wrong_canceled_quantity', probability: 0.5 },
  { kind: 'lost_message', probability: 0.5 },
  { kind: 'bust_and_correct', probability: 0.5 },
  { kind: 'trading_halt' },
  { kind: 'clock_skew' },
];

const WHOLE: readonly Cell[] = FAULTS.flatMap((fault) =>
  ROUTING_MODES.map((mode, index) => ({ name: `${fault.kind}-${mode}`, fault, mode, seed: SEED + index })),
);
/** A handful are as far from each other as may be, of several modes, from one that the seed says on. */
const STRIDE =
  CELLS >= WHOLE.length ? 1 : Math.ceil(WHOLE.length / CELLS / ROUTING_MODES.length) * ROUTING_MODES.length + 1;
const DRAWN = WHOLE.filter((_, index) => (index + SEED) % STRIDE === 0);
const BY_STACK = Array.from({ length: Math.ceil(DRAWN.length / A_STACK) }, (_, index) =>
  DRAWN.slice(index * A_STACK, (index + 1) * A_STACK),
);

const all: CellOutcome[] = [];
afterAll(() => {
  if (CELLS < WHOLE.length) return;
  note('cells', `${FAULTS.length} faults × ${ROUTING_MODES.length} modes`);
  note('a whole cell, from its first order to the comparison of the books', spread(all.map(({ tookMs }) => tookMs)));
});

describe.each(BY_STACK.map((cells) => ({ cells })))('venues with a fault under load', ({ cells }) => {
  let stack: RunningStack;
  let ops: Awaited<ReturnType<RunningStack['person']>>;
  beforeAll(async () => {
    stack = await RunningStack.start({}, inHaste);
    ops = await stack.person('ops', ['orders:read', 'venues:write']);
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it('are tried with every kind of fault that there is', async () => {
    const answer = await fetch(`${stack.controlAddress}/faults/kinds`);
    const { kinds } = (await answer.json()) as { kinds: { kind: string }[] };
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(FAULTS.map(({ kind }) => kind).toSorted());
  });

  it.each(cells.map((cell) => ({ cell, kind: cell.fault.kind, mode: cell.mode })))(
    '$kind × $mode: nothing is lost or done twice, and the flow is as before',
    async ({ cell }) => {
      const outcome = await faultCell(stack, ops, cell);
      tell(cell, outcome);
      expect(outcome.differences).toEqual([]);
      expect(outcome.recoverMs).not.toBeNull();
      // 503 says that it is not done for now, as on a machine that is too busy to write in time.
      const errors = outcome.load.answers.filter(({ status }) => status === null || (status >= 500 && status !== 503));
      expect(errors).toEqual([]);
    },
  );
});

function tell({ fault, mode }: Cell, outcome: CellOutcome): void {
  all.push(outcome);
  const { recoverMs, opened, orders, differences, tookMs } = outcome;
  const seconds = recoverMs === null ? '**not in time**' : `${(recoverMs / 1_000).toFixed(2)} s`;
  const circuits = opened.length === 0 ? '' : `, ${opened.length} open`;
  const late = tookMs > CELL_MS_MAX ? `, took ${(tookMs / 1_000).toFixed(0)} s` : '';
  noteCell({ row: fault.kind, column: mode, says: `${seconds}${circuits}${late}` });
  noteTrial({
    failure: 'VENUE_FAULT',
    outageMs: [],
    recoverMs: [recoverMs ?? Number.POSITIVE_INFINITY],
    orders: orders.length,
    executions: orders.flatMap(({ children }) => children.flatMap(({ executions }) => executions)).length,
    differences: differences.length,
  });
}

/** Venues that owe an answer within a second, so that what is not answered shows within a cell. */
async function inHaste(databaseUrl: string): Promise<string> {
  const pool = createPool(databaseUrl, { max: 1, onError: () => {} });
  await pool.query(
    `update venue_configurations set connection_config = connection_config || '{"child_timeout_ms": 1000, "latency_p99_ms_max": 500}'`,
  );
  await pool.end();
  return databaseUrl;
}
