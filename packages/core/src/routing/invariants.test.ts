import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VenueSnapshot } from '../market/market-view.ts';
import { sideSign } from '../order/side.ts';
import { planInputs } from '../testing/plan-inputs.ts';
import { REFERENCES, storedRecordOf } from '../testing/records.ts';
import { isResting } from './order-kind.ts';
import { planRoute } from './plan.ts';
import type { PlanInput } from './plan-input.ts';
import { evidenceOf } from './record/evidence.ts';
import { readRecord } from './record/read-record.ts';
import { recompute } from './record/recompute.ts';
import { recordSummary } from './record/record-summary.ts';
import { justDecided } from './record/recorded-decision.ts';

/** Property runs: 1,000 in the tests, more with FAIRLEAD_PROPERTY_RUNS in the long mode. */
const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };

const everyPlan = (check: (input: PlanInput, plan: ReturnType<typeof planRoute>) => void) =>
  fc.assert(
    fc.property(planInputs, (input) => check(input, planRoute(input))),
    RUNS,
  );

describe('every plan, whatever the order and the market', () => {
  it('gives out exactly the quantity, in lots that each venue takes (invariant 1)', () => {
    everyPlan((input, plan) => {
      expect(plan.slices.reduce((sum, slice) => sum + slice.quantity, 0) + plan.unallocated).toBe(input.quantity);
      for (const slice of plan.slices) {
        const venue = input.view.venues.find((each) => each.venue.venueId === slice.venueId)?.venue;
        expect(slice.quantity).toBeGreaterThanOrEqual(venue?.minOrderQuantity ?? Number.POSITIVE_INFINITY);
        expect(slice.quantity).toBeLessThanOrEqual(venue?.maxOrderQuantity ?? 0);
        if (venue?.acceptsOddLots === false) expect(slice.quantity % input.view.instrument.roundLot).toBe(0);
      }
    });
  });

  it('sends nothing to a venue that may not be used, and to no more venues than allowed (invariant 2)', () => {
    everyPlan((input, plan) => {
      const used = new Set(plan.slices.map((slice) => slice.venueId));
      expect(used.size).toBeLessThanOrEqual(input.order.maxVenueSplit ?? 24);
      for (const each of input.view.venues.filter((snapshot) => used.has(snapshot.venue.venueId))) {
        expect(input.order.excludeVenues).not.toContain(each.venue.venueId);
        expect(input.order.directedVenue ?? each.venue.venueId).toBe(each.venue.venueId);
        expect([
          each.status === 'OFFLINE' || each.status === 'RESTRICTED',
          each.circuit === 'OPEN',
          each.connected,
        ]).toEqual([false, false, true]);
      }
    });
  });

  it('gives no venue more than the rules let it have, taking and resting together', () => {
    everyPlan((input, plan) => {
      for (const { venueId, maxQuantity } of input.order.venueCaps) {
        const given = plan.slices.filter((slice) => slice.venueId === venueId);
        expect(given.reduce((sum, slice) => sum + slice.quantity, 0)).toBeLessThanOrEqual(maxQuantity);
      }
    });
  });

  it('keeps the constraints of the order in every slice that takes', () => {
    everyPlan((input, plan) => {
      const { constraints } = input.order;
      for (const outcome of plan.outcomes) {
        const slice = plan.slices.find((each) => each.venueId === outcome.venueId);
        if (constraints === null || slice === undefined || slice.kind === 'POST' || outcome.candidate === null)
          continue;
        const { feeE8, snapshot, fillRate } = outcome.candidate;
        expect(feeE8).toBeLessThanOrEqual(constraints.maxFeeE8 ?? feeE8);
        expect(fillRate).toBeGreaterThanOrEqual(constraints.minFillRate ?? 0);
        expect(snapshot.latencyUs / 1_000).toBeLessThanOrEqual(constraints.maxLatencyMs ?? Number.POSITIVE_INFINITY);
        const resting = plan.slices.some((each) => each.venueId === outcome.venueId && each.kind === 'POST');
        if (!resting)
          expect(outcome.terms?.impactBps).toBeLessThanOrEqual((constraints.maxImpactBps ?? 1e9) * (1 + 1e-9));
      }
    });
  });

  it('says that others cover the whole quantity only where nothing is left', () => {
    everyPlan((_, plan) => {
      if (plan.outcomes.some((outcome) => outcome.code === 'NOT_NEEDED')) {
        expect(plan.slices.some((slice) => slice.kind === 'POST') ? 0 : plan.unallocated).toBe(0);
      }
    });
  });

  it('keeps the limit (invariant 3)', () => {
    everyPlan((input, plan) => {
      const sign = sideSign(input.order.side);
      for (const slice of plan.slices) {
        const limit = input.worstPrice ?? slice.limitPrice;
        expect((slice.limitPrice - limit) * sign).toBeLessThanOrEqual(0);
      }
    });
  });

  it('trades through no protected quote: better ones are swept in full, marked ISO (invariant 3)', () => {
    everyPlan((input, plan) => {
      if (!input.settings.protection || input.view.nbbo.state === 'CROSSED') return;
      const sign = sideSign(input.order.side);
      const taking = plan.slices.filter((slice) => !isResting(slice.kind));
      for (const each of input.view.venues.filter(isProtected)) {
        const quote = protectedQuoteOf(each, sign, input.view.instrument.roundLot);
        if (quote === null) continue;
        const { at, size } = quote;
        const throughIt = taking.some((slice) => (slice.limitPrice - at) * sign > 0);
        const taken = taking.find((slice) => slice.venueId === each.venue.venueId);
        if (!throughIt) continue;
        // A fill-or-kill order walks the book of its own venue alone.
        expect(['ISO', 'FOK']).toContain(taken?.kind);
        expect(taken?.quantity).toBeGreaterThanOrEqual(size);
      }
    });
  });

  it('asks nobody blind who is barred, was asked before, or is not sourced', () => {
    everyPlan((input, plan) => {
      const { order, triedVenues } = input;
      for (const slice of plan.slices) {
        const found = input.view.venues.find((each) => each.venue.venueId === slice.venueId);
        if (found === undefined || found.venue.lit || slice.kind === 'MID_PEG') continue;
        const isNamed =
          order.routingMode === 'MANUAL' || order.directedVenue !== null || found.venue.venueType === 'INTERNAL';
        expect([order.sourcing === 'LIT_ONLY', triedVenues.includes(slice.venueId)]).toEqual([false, false]);
        expect(order.sourcing === 'EXTERNAL_ONLY' && found.venue.venueType === 'INTERNAL').toBe(false);
        if (!isNamed) expect(found.blindBar).toBeNull();
      }
    });
  });

  it('crosses internally and in the dark at the national best price or better', () => {
    everyPlan((input, plan) => {
      const { nbbo } = input.view;
      const far = input.order.side === 'BUY' ? nbbo.ask : nbbo.bid;
      for (const slice of plan.slices) {
        const venue = input.view.venues.find((each) => each.venue.venueId === slice.venueId)?.venue;
        // A peg waits for its midpoint, also where there is none now.
        if (venue?.lit !== false || slice.kind === 'MID_PEG') continue;
        const worse = (slice.limitPrice - (far?.price ?? Number.NaN)) * sideSign(input.order.side);
        expect(worse).toBeLessThanOrEqual(0);
        if (slice.kind === 'MID_IOC') expect(worse).toBeLessThan(0);
      }
    });
  });

  it('is recomputed from its own record to the same bytes (invariant 4)', () => {
    everyPlan((input, plan) => {
      const stored = storedRecordOf(input, plan);
      expect(recompute(stored)).toBe(stored.record);
    });
  });

  it('is read from its record as it was made', () => {
    everyPlan((input, plan) => {
      const { record, parts, order } = storedRecordOf(input, plan);
      expect(evidenceOf(readRecord(record, parts, order))).toEqual(evidenceOf(justDecided(input, plan, REFERENCES)));
    });
  });

  it('is summed up from its record alone', () => {
    everyPlan((input, plan) => {
      const evidence = evidenceOf(justDecided(input, plan));
      const summary = recordSummary(storedRecordOf(input, plan).record);
      expect([summary.objective, summary.mode, summary.rationale]).toEqual([
        evidence.objective,
        evidence.mode,
        evidence.rationale,
      ]);
      expect([summary.routedQuantity, summary.unallocatedQuantity, summary.unallocatedCode]).toEqual([
        input.quantity,
        plan.unallocated,
        plan.unallocatedCode,
      ]);
      expect(summary.venueIds).toEqual(plan.slices.map(({ venueId }) => venueId));
      expect(
        summary.slices.map(({ quantity, limitPrice, expectedFeeE8 }) => [quantity, limitPrice, expectedFeeE8]),
      ).toEqual(plan.slices.map(({ quantity, limitPrice, expectedFeeE8 }) => [quantity, limitPrice, expectedFeeE8]));
      expect(summary.slices.map(({ venueType }) => venueType)).toEqual(
        evidence.slices.map(({ venue_type }) => venue_type),
      );
      expect(summary.expected.costBps).toBe(evidence.expected.cost_bps);
    });
  });

  it('is recorded in the canonical form of RFC 8785', () => {
    everyPlan((input, plan) => {
      const { record, parts } = storedRecordOf(input, plan);
      for (const text of [record, parts.catalogue, parts.belief]) expect(text).toBe(canonical(JSON.parse(text)));
    });
  });

  it('gives a venue that is better or equal in every way no less (invariant 5)', () => {
    everyPlan((input, plan) => {
      if (
        input.order.timeInForce === 'FOK' ||
        input.order.routingMode === 'MANUAL' ||
        input.order.constraints !== null ||
        input.order.maxVenueSplit !== null ||
        input.order.venueCaps.length > 0 ||
        plan.stage !== 'ALL' ||
        plan.slices.some((slice) => isResting(slice.kind)) ||
        input.order.excludeVenues.length > 0
      )
        return;
      const eligible = plan.outcomes.filter(
        (outcome) =>
          outcome.candidate?.reach === 'DISPLAYED' &&
          outcome.candidate.snapshot.depth === null &&
          outcome.code !== 'VENUE_MINIMUM' &&
          outcome.code !== 'WOULD_TRADE_THROUGH' &&
          outcome.code !== 'ALREADY_TRIED',
      );
      for (const a of eligible) {
        for (const b of eligible)
          if (dominates(a, b))
            expect(a.quantity).toBeGreaterThanOrEqual(Math.min(b.quantity, a.candidate?.displayed ?? 0));
      }
    });
  });
});

function isProtected(each: VenueSnapshot): boolean {
  const down = !each.connected || each.status === 'OFFLINE' || each.circuit === 'OPEN';
  return each.venue.protectedQuote && each.quoteState === 'FRESH' && !down;
}

/** The rule written the slow way: add up what is shown from the best price on until it is a round lot; that price, and the whole lots down to it. */
function protectedQuoteOf(each: VenueSnapshot, sign: 1 | -1, roundLot: number): { at: number; size: number } | null {
  const best = sign === 1 ? { price: each.ask, size: each.askSize } : { price: each.bid, size: each.bidSize };
  const levels = each.depth === null ? [best] : sign === 1 ? each.depth.asks : each.depth.bids;
  let sum = 0;
  for (const level of levels) {
    sum += level.size;
    if (sum >= roundLot) return { at: level.price, size: sum - (sum % roundLot) };
  }
  return null;
}

type Outcome = ReturnType<typeof planRoute>['outcomes'][number];

/** Strictly better price, and no worse in fee, speed, size, lots and bounds. */
function dominates(a: Outcome, b: Outcome): boolean {
  if (a.candidate === null || b.candidate === null) return false;
  const [x, y] = [a.candidate, b.candidate];
  const [v, w] = [x.snapshot.venue, y.snapshot.venue];
  const better =
    x.allInCostE8 - x.feeE8 < y.allInCostE8 - y.feeE8 &&
    x.feeE8 <= y.feeE8 &&
    x.displayed >= y.displayed &&
    x.snapshot.latencyUs < y.snapshot.latencyUs &&
    x.snapshot.fillRate >= y.snapshot.fillRate &&
    v.lit === w.lit;
  const freer =
    v.maxOrderQuantity >= w.maxOrderQuantity && v.minOrderQuantity <= w.minOrderQuantity && v.acceptsOddLots;
  return better && freer;
}

/** RFC 8785 written the slow way, as the oracle. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
