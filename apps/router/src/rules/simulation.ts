import { setImmediate } from 'node:timers/promises';
import type { RulesSimulation } from '@fairlead/contracts/rules';
import { readDecision, type StoredDecision } from '@fairlead/contracts/stored-decision';
import { isoTime } from '@fairlead/contracts/wire-value';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { RoutePlan } from '@fairlead/core/routing/route-plan';
import type { FirmSettings } from '@fairlead/core/routing/routing-settings';
import { applyRules, NOTHING_USED } from '@fairlead/core/rules/apply';
import { type Comparison, compareRules } from '@fairlead/core/rules/comparison';
import type { RuleSet } from '@fairlead/core/rules/rule';
import type { OrderRow } from '@fairlead/db/order-rows';
import { askedRouting, readRequestExtras } from '@fairlead/db/record/request-extras';
import type { DecisionRepository, FirstWave } from '@fairlead/db/repositories/decision-repository';

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

type SampleRow = RulesSimulation['sample'][number];

const PAGE = 50;
const SAMPLE = 20;
const MICRO = 1_000_000;

/**
 * Plans stored first decisions again, the newest first, as they were and with the rules applied to what their orders asked for, and sums up
 * what differs. Gives way to the order path after every decision.
 */
export async function simulateRules(task: SimulationTask, ports: SimulationPorts): Promise<RulesSimulation> {
  const totals = new Totals();
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
      await setImmediate();
    }
    cursor = page.next;
    left -= page.rows.length;
  } while (cursor !== null && left > 0);
  const { fromUs, toUs, contentHash } = task;
  return { content_hash: contentHash, from: isoTime(fromUs), to: isoTime(toUs), ...totals.view() };
}

function addDecision(totals: Totals, wave: FirstWave, { set, routing }: { set: RuleSet; routing: FirmSettings }): void {
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

/** The sums of a simulation as it goes. */
class Totals {
  #compared = 0;
  #skipped = 0;
  #matched = 0;
  #changed = 0;
  #changedVenues = 0;
  #takesLess = 0;
  #takesMore = 0;
  #costed = 0;
  #costBps = 0;
  #fillRate = 0;
  readonly #costE8 = new Map<string, bigint>();
  readonly #changes: SampleRow[] = [];

  skip(): void {
    this.#skipped += 1;
  }

  add({ decision, order }: FirstWave, after: PlanInput, compared: Comparison): void {
    const { currency } = after.view.instrument;
    this.#compared += 1;
    if (after.rulesApplied.length > 0) this.#matched += 1;
    this.#fillRate += compared.fillRateDifference;
    if (compared.takenDifference < 0) this.#takesLess += 1;
    if (compared.takenDifference > 0) this.#takesMore += 1;
    this.#costE8.set(currency, (this.#costE8.get(currency) ?? 0n) + (compared.costDifferenceE8 ?? 0n));
    if (compared.costDifferenceBps !== null) {
      this.#costed += 1;
      this.#costBps += compared.costDifferenceBps;
    }
    if (compared.venuesDiffer) this.#changedVenues += 1;
    if (!compared.slicesDiffer) return;
    this.#changed += 1;
    this.#changes.push({
      decision_id: decision.id,
      order_id: order.order_id,
      instrument_id: decision.instrument_id,
      rules_applied: [...after.rulesApplied],
      cost_difference_bps: compared.costDifferenceBps === null ? null : rounded(compared.costDifferenceBps),
      fill_rate_difference: rounded(compared.fillRateDifference),
      before: slicesOf(compared.before, after),
      after: slicesOf(compared.after, after),
    });
  }

  view(): Omit<RulesSimulation, 'content_hash' | 'from' | 'to'> {
    return {
      compared: this.#compared,
      skipped: this.#skipped,
      matched: this.#matched,
      changed: this.#changed,
      changed_venues: this.#changedVenues,
      takes_less: this.#takesLess,
      takes_more: this.#takesMore,
      mean_cost_difference_bps: rounded(this.#costBps / Math.max(1, this.#costed)),
      cost_difference: Object.fromEntries([...this.#costE8].map(([currency, sum]) => [currency, formatScaled(sum, 8)])),
      mean_fill_rate_difference: rounded(this.#fillRate / Math.max(1, this.#compared)),
      sample: this.#changes.sort((a, b) => weight(b) - weight(a)).slice(0, SAMPLE),
    };
  }
}

/** What comes first in the sample; finite, so that two without a cost keep their order. */
function weight({ cost_difference_bps: bps }: SampleRow): number {
  return bps === null ? Number.MAX_VALUE : Math.abs(bps);
}

function slicesOf(plan: RoutePlan, { view }: PlanInput): SampleRow['before'] {
  return plan.slices.map(({ venueId, quantity, kind }) => ({
    venue_id: venueId,
    quantity: formatScaled(quantity, view.instrument.quantityDecimals),
    order_kind: kind,
  }));
}

function rounded(value: number): number {
  return Math.round(value * MICRO) / MICRO;
}
