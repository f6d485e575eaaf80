import type { RulesSimulation } from '@fairlead/contracts/rules';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { RoutePlan } from '@fairlead/core/routing/route-plan';
import type { Comparison } from '@fairlead/core/rules/comparison';
import type { FirstWave } from '@fairlead/db/repositories/decision-repository';

type SampleRow = RulesSimulation['sample'][number];

const SAMPLE = 20;
const INSTRUMENTS = 20;
const MICRO = 1_000_000;
/** Standard errors to either side in which 95 of 100 means lie. */
const WIDTH_95 = 1.96;

/** The mean of differences of cost as they come, and the spread between them (Welford). */
class Costs {
  count = 0;
  mean = 0;
  #squares = 0;

  add(bps: number): void {
    this.count += 1;
    const away = bps - this.mean;
    this.mean += away / this.count;
    this.#squares += away * (bps - this.mean);
  }

  /** Half the width of the 95 % interval of the mean; null for fewer than two. */
  get halfWidth(): number | null {
    if (this.count < 2) return null;
    return WIDTH_95 * Math.sqrt(this.#squares / (this.count - 1) / this.count);
  }
}

interface OfInstrument {
  readonly currency: string;
  readonly costs: Costs;
  compared: number;
  changed: number;
  costE8: bigint;
}

/** The sums of a simulation as it goes. */
export class SimulationTotals {
  #compared = 0;
  #skipped = 0;
  #matched = 0;
  #changed = 0;
  #changedVenues = 0;
  #takesLess = 0;
  #takesMore = 0;
  #fillRate = 0;
  readonly #costs = new Costs();
  readonly #instruments = new Map<string, OfInstrument>();
  readonly #venues = new Map<string, { before: number; after: number }>();
  readonly #changes: SampleRow[] = [];

  skip(): void {
    this.#skipped += 1;
  }

  add({ decision, order }: FirstWave, after: PlanInput, compared: Comparison): void {
    this.#compared += 1;
    if (after.rulesApplied.length > 0) this.#matched += 1;
    this.#fillRate += compared.fillRateDifference;
    if (compared.takenDifference < 0) this.#takesLess += 1;
    if (compared.takenDifference > 0) this.#takesMore += 1;
    if (compared.costDifferenceBps !== null) this.#costs.add(compared.costDifferenceBps);
    this.#addInstrument(decision.instrument_id, after, compared);
    this.#addVenues(compared.before, 'before');
    this.#addVenues(compared.after, 'after');
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
    const { count, mean, halfWidth } = this.#costs;
    return {
      compared: this.#compared,
      skipped: this.#skipped,
      matched: this.#matched,
      changed: this.#changed,
      changed_venues: this.#changedVenues,
      takes_less: this.#takesLess,
      takes_more: this.#takesMore,
      mean_cost_difference_bps: rounded(mean),
      costed: count,
      cost_difference_low_bps: halfWidth === null ? null : rounded(mean - halfWidth),
      cost_difference_high_bps: halfWidth === null ? null : rounded(mean + halfWidth),
      cost_difference: this.#money(),
      mean_fill_rate_difference: rounded(this.#fillRate / Math.max(1, this.#compared)),
      by_instrument: this.#byInstrument(),
      by_venue: [...this.#venues]
        .map(([venue_id, counts]) => ({ venue_id, ...counts }))
        .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || b.before - a.before),
      sample: this.#changes.sort((a, b) => weight(b) - weight(a)).slice(0, SAMPLE),
    };
  }

  #addInstrument(instrumentId: string, { view: { instrument } }: PlanInput, compared: Comparison): void {
    const sums = this.#instruments.get(instrumentId) ?? {
      ...{ currency: instrument.currency, costs: new Costs(), compared: 0, changed: 0, costE8: 0n },
    };
    this.#instruments.set(instrumentId, sums);
    sums.compared += 1;
    if (compared.slicesDiffer) sums.changed += 1;
    if (compared.costDifferenceBps !== null) sums.costs.add(compared.costDifferenceBps);
    sums.costE8 += compared.costDifferenceE8 ?? 0n;
  }

  #addVenues(plan: RoutePlan, when: 'before' | 'after'): void {
    for (const venueId of new Set(plan.slices.map((slice) => slice.venueId))) {
      const counts = this.#venues.get(venueId) ?? { before: 0, after: 0 };
      this.#venues.set(venueId, counts);
      counts[when] += 1;
    }
  }

  /** By currency. */
  #money(): Record<string, string> {
    const sums = new Map<string, bigint>();
    for (const { currency, costE8 } of this.#instruments.values())
      sums.set(currency, (sums.get(currency) ?? 0n) + costE8);
    return Object.fromEntries([...sums].map(([currency, sum]) => [currency, formatScaled(sum, 8)]));
  }

  #byInstrument(): RulesSimulation['by_instrument'] {
    return [...this.#instruments]
      .filter(([, { changed }]) => changed > 0)
      .sort(([, a], [, b]) => b.changed - a.changed)
      .slice(0, INSTRUMENTS)
      .map(([instrument_id, { currency, costs, compared, changed, costE8 }]) => ({
        instrument_id,
        compared,
        changed,
        mean_cost_difference_bps: costs.count === 0 ? null : rounded(costs.mean),
        currency,
        cost_difference: formatScaled(costE8, 8),
      }));
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
