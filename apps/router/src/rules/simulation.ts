import { setImmediate } from 'node:timers/promises';
import type { RulesSimulation } from '@fairlead/contracts/rules';
import { readDecision, type StoredDecision } from '@fairlead/contracts/stored-decision';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { FirmSettings } from '@fairlead/core/routing/routing-settings';
import { applyRules, NOTHING_USED } from '@fairlead/core/rules/apply';
import { compareRules } from '@fairlead/core/rules/comparison';
import type { RuleSet } from '@fairlead/core/rules/rule';
import type { OrderRow } from '@fairlead/db/order-rows';
import { askedRouting, readRequestExtras } from '@fairlead/db/record/request-extras';
import type { DecisionRepository, FirstWave } from '@fairlead/db/repositories/decision-repository';
import type { SimulationRun } from './simulation-runs.ts';
import { SimulationTotals } from './simulation-totals.ts';

/** What a simulation reads, and the settings of the firm that orders are decided under. */
export interface SimulationPorts {
  readonly firstWaves: DecisionRepository['firstWaves'];
  readonly routing: FirmSettings;
}

/** Which rules, and over which decisions. Times are microseconds since 1970. */
export interface SimulationTask {
  readonly set: RuleSet;
  readonly contentHash: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly maxDecisions: number;
}

const PAGE = 50;

/**
 * Plans stored first decisions again, the newest first, as they were and with the rules applied to what their orders asked for, and sums up
 * what differs. Gives way to the order path after every decision, and null where it was stopped there.
 */
export async function simulateRules(
  task: SimulationTask,
  run: Pick<SimulationRun, 'lookedAt' | 'isStopped'>,
  ports: SimulationPorts,
): Promise<RulesSimulation | null> {
  const totals = new SimulationTotals();
  let cursor: string | null = null;
  let left = task.maxDecisions;
  do {
    const limit = Math.min(PAGE, left);
    const page: Awaited<ReturnType<typeof ports.firstWaves>> = await ports.firstWaves({
      fromUs: task.fromUs,
      limit,
      cursor,
    });
    for (const wave of page.rows) {
      addDecision(totals, wave, { set: task.set, routing: ports.routing });
      run.lookedAt += 1;
      await setImmediate();
      if (run.isStopped) return null;
    }
    if (run.isStopped) return null;
    cursor = page.next;
    left -= page.rows.length;
  } while (cursor !== null && left > 0);
  const { fromUs, toUs, contentHash } = task;
  return { content_hash: contentHash, from: isoTime(fromUs), to: isoTime(toUs), ...totals.view() };
}

function addDecision(
  totals: SimulationTotals,
  wave: FirstWave,
  { set, routing }: { set: RuleSet; routing: FirmSettings },
): void {
  const before = readInput(wave.stored);
  if (before === null) return totals.skip();
  const order = askedOrder(before, wave.order);
  const settings = { ...before.settings, urgency: order.urgency ?? routing.urgency };
  const after = applyRules({ ...before, order, settings }, set, NOTHING_USED);
  totals.add(wave, after, compareRules(before, after));
}

/** What a decision was made from, or null where its record is of a shape that this version does not read. */
function readInput(stored: StoredDecision): PlanInput | null {
  try {
    return readDecision(stored).input;
  } catch {
    return null;
  }
}

/** The order of a record as it was asked for, before the rules of then. Its numbers are the record's: those of its row may have been replaced since. */
function askedOrder({ order, view }: PlanInput, row: OrderRow): ValidOrder {
  const { urgency, constraints, said } = readRequestExtras(row.request_extras, view.instrument);
  return {
    ...order,
    ...askedRouting(row),
    urgency,
    constraints,
    said,
    venueCaps: [],
  };
}
