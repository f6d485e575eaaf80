import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownLevels, type VenueSnapshot } from '../market/market-view.ts';
import { roundLotQuote } from '../market/round-lot-quote.ts';
import { quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { planInputs } from '../testing/plan-inputs.ts';
import type { Candidate } from './candidate.ts';
import type { ReasonKey } from './passed-over.ts';
import { planRoute } from './plan.ts';
import type { PlanInput } from './plan-input.ts';
import type { CandidateOutcome, RoutePlan } from './route-plan.ts';

const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 3_000) };

/** A decision with what the checks look at: the venues that take, and those that were passed over. */
interface Decided {
  readonly input: PlanInput;
  readonly plan: RoutePlan;
  readonly taking: readonly CandidateOutcome[];
}

const everyReason = (check: (outcome: CandidateOutcome, decided: Decided) => void) =>
  everyPlan((decided) => {
    for (const outcome of decided.plan.outcomes) if (outcome.code !== null) check(outcome, decided);
  });

const everyPlan = (check: (decided: Decided) => void) =>
  fc.assert(
    fc.property(planInputs, (input) => {
      const plan = planRoute(input);
      check({ input, plan, taking: plan.outcomes.filter(({ quantity, terms }) => quantity > 0 && terms !== null) });
    }),
    RUNS,
  );

describe('the reason of every venue that was passed over, in every mode, objective, sourcing and asset class', () => {
  it('is that it is not needed only where it counts as dearer than everything that was chosen', () => {
    everyReason(({ code, weightedBps }, { input, plan, taking }) => {
      if (code !== 'NOT_NEEDED') return;
      expect(taking.length).toBeGreaterThan(0);
      expect(plan.slices.some(({ kind }) => kind === 'POST') ? 0 : plan.unallocated).toBe(0);
      for (const chosen of taking)
        expect(weightedBps).toBeGreaterThanOrEqual((chosen.weightedBps ?? 0) - roundingBps(input));
    });
  });

  it('names as ranked before it a chosen venue, and a key by which that venue is before it', () => {
    everyReason(({ code, rankedBy, candidate, venueId }, { plan, input }) => {
      expect(rankedBy !== null).toBe(code === 'RANKED_LATER');
      if (rankedBy === null) return;
      expect(plan.slices.map((slice) => slice.venueId)).toContain(rankedBy.venueId);
      const chosen = plan.outcomes.find((outcome) => outcome.venueId === rankedBy.venueId)?.candidate ?? null;
      if (candidate === null || chosen === null) expect(input.order.orderType).toBe('MIDPOINT_PEG');
      else if (rankedBy.key === 'PRIORITY') expect(venueId).not.toBe(rankedBy.venueId);
      else if (chosen.snapshot.depth === null)
        expect(rankOf(rankedBy.key, chosen)).toBeLessThan(rankOf(rankedBy.key, candidate));
    });
  });

  it('names as the quote that it would trade through a better protected one that the plan does not take in full', () => {
    everyReason(({ code, blockedBy, candidate }, { input, plan }) => {
      expect(blockedBy !== null).toBe(code === 'WOULD_TRADE_THROUGH' || code === 'AFTER_PROTECTED');
      if (blockedBy === null || candidate === null) return;
      expect(input.settings.protection && input.view.nbbo.state !== 'CROSSED').toBe(true);
      expect(protectedAt(blockedBy.venueId, input)).toEqual([blockedBy.price, blockedBy.displayed]);
      const isTaken = takenAt(blockedBy.venueId, plan) >= blockedBy.displayed;
      expect(isTaken).toBe(code === 'AFTER_PROTECTED');
      const worst = plan.slices.filter(({ kind }) => kind !== 'POST').map(({ limitPrice }) => limitPrice);
      const own = input.order.timeInForce === 'FOK' ? pricesOf(candidate, input) : [candidate.price];
      const behind = code === 'WOULD_TRADE_THROUGH' ? own : [...own, ...worst];
      expect(behind.some((at) => (at - blockedBy.price) * sideSign(input.order.side) > 0)).toBe(true);
    });
  });

  it('is the number of venues only where the plan uses as many as it may', () => {
    everyReason(({ code }, { input, plan }) => {
      if (code !== 'SPLIT_LIMIT') return;
      const used = new Set(plan.slices.filter(({ kind }) => kind !== 'POST').map(({ venueId }) => venueId));
      expect(used.size).toBe(input.order.maxVenueSplit);
    });
  });

  it('is a minimum or a lot only at a venue that has one, and for which a part of the plan or the rest is too small', () => {
    everyReason(({ code, candidate }, { input, plan, taking }) => {
      if (code !== 'VENUE_MINIMUM' || candidate === null) return;
      const least = leastOf(candidate.snapshot, input);
      const parts = taking.map(({ quantity }) => quantity);
      const isBlind = candidate.reach !== 'DISPLAYED';
      const said = input.order.manualAllocations.map((each) => each.quantity);
      const couldBeSent = [
        ...parts,
        ...said,
        plan.unallocated,
        input.quantity,
        candidate.most,
        ...levelsOf(candidate, input),
      ];
      expect(least).toBeGreaterThan(1);
      expect(
        isBlind ||
          Math.min(...couldBeSent.filter((count) => count >= 0)) < least ||
          input.order.routingMode === 'PRO_RATA',
      ).toBe(true);
    });
  });

  it('is what the others could not give up only where one of them has a minimum or takes round lots', () => {
    everyReason(({ code }, { input, taking }) => {
      if (code !== 'LOT_REMAINDER') return;
      expect(taking.some(({ candidate }) => candidate !== null && leastOf(candidate.snapshot, input) > 1)).toBe(true);
    });
  });

  it('is the mode, the charge, the search or the rest only where it is so', () => {
    everyReason(({ code, candidate, venueId }, { input, plan, taking }) => {
      const { order } = input;
      switch (code) {
        case 'FIXED_CHARGE':
          return expect(candidate?.snapshot.venue.fees.fixedPerOrderE8).toBeGreaterThan(0n);
        case 'RESTS_INSTEAD':
          return expect([taking.length, plan.slices.length > 0]).toEqual([0, true]);
        case 'NOT_WHOLE':
          return expect(order.timeInForce).toBe('FOK');
        case 'SHARE_TOO_SMALL':
          return expect(order.routingMode).toBe('PRO_RATA');
        case 'NOT_YET':
          return expect([order.routingMode, plan.unallocated > 0]).toEqual(['SEQUENTIAL', true]);
        case 'ALREADY_TRIED':
          return expect(input.triedVenues).toContain(venueId);
        default:
          return undefined;
      }
    });
  });
});

describe('the reason of a venue whose least order reaches into dearer levels of its own book', () => {
  it('is its minimum, where its best level counts as the cheapest', () => {
    const order = orderOf({ routingMode: 'OPTIMAL', quantity: quantity(50) });
    const market = marketOf({
      XNAS: { bid: [990, 100], ask: [1_000, 100] },
      EPRL: {
        bid: [990, 100],
        ask: [999, 40],
        deeper: [[2, 100]],
        venue: { protectedQuote: false, minOrderQuantity: quantity(50) },
      },
    });
    const { outcomes } = planRoute(planInputOf(order, market));
    expect(outcomes.map(({ venueId, code, quantity: count }) => [venueId, code, count])).toEqual([
      ['XNAS', null, 50],
      ['EPRL', 'VENUE_MINIMUM', 0],
    ]);
  });
});

describe('the reason for what is left, in every plan', () => {
  it('is little liquidity only where everything within the limit is taken', () => {
    everyPlan(({ input, plan, taking }) => {
      if (plan.unallocatedCode !== 'INSUFFICIENT_LIQUIDITY') return;
      expect(plan.outcomes.filter(({ status, code }) => status === 'considered' && code !== 'ALREADY_TRIED')).toEqual(
        [],
      );
      for (const { candidate, venueId } of taking)
        if (candidate?.reach === 'DISPLAYED')
          expect(takenAt(venueId, plan)).toBe(levelsOf(candidate, input).reduce((sum, size) => sum + size, 0));
    });
  });

  it('is protection only with a protected quote that is not taken in full', () => {
    everyPlan(({ input, plan }) => {
      const { unallocatedBlocker: blocker } = plan;
      expect(blocker !== null).toBe(plan.unallocatedCode === 'PROTECTED_QUOTE_UNREACHABLE');
      if (blocker === null) return;
      expect(protectedAt(blocker.venueId, input)).toEqual([blocker.price, blocker.displayed]);
      expect(takenAt(blocker.venueId, plan)).toBeLessThan(blocker.displayed);
    });
  });

  it('is the number of venues only where as many are used as may be', () => {
    everyPlan(({ input, plan }) => {
      if (plan.unallocatedCode !== 'SPLIT_LIMIT') return;
      expect(new Set(plan.slices.map(({ venueId }) => venueId)).size).toBe(input.order.maxVenueSplit);
    });
  });
});

/** One 10^-8 of the currency, in basis points of the mid: costs are rounded to it. */
function roundingBps({ view: { nbbo, instrument } }: PlanInput): number {
  const price = nbbo.bid?.price ?? nbbo.ask?.price ?? 1;
  return (1.01 * 10_000) / (price * 10 ** (8 - instrument.priceDecimals));
}

function rankOf(key: ReasonKey, { snapshot, ...candidate }: Candidate): number {
  switch (key) {
    case 'COST':
      return candidate.unitCostE8;
    case 'PRICE':
      return candidate.allInCostE8 - candidate.feeE8;
    case 'ALL_IN_PRICE':
      return candidate.allInCostE8;
    case 'DARK':
      return Number(snapshot.venue.lit);
    case 'LATENCY':
      return snapshot.latencyUs;
    case 'PREFERENCE':
      return candidate.preference;
    case 'SIZE':
      return -candidate.displayed;
    case 'FILL_RATE':
      return -candidate.fillRate;
    case 'PRIORITY':
    case 'HIDDEN_SIZE':
    case 'FEE':
    case 'LISTING':
      throw new Error(`not a rank of candidates: ${key}`);
  }
}

/** The price and size of a venue's protected quote, written down again from Rule 611; null where it has none. */
function protectedAt(venueId: string, { view, order }: PlanInput): [number, number] | null {
  const found = view.venues.find(({ venue }) => venue.venueId === venueId);
  if (found === undefined || !found.venue.protectedQuote || found.quoteState !== 'FRESH') return null;
  if (!found.connected || found.status === 'OFFLINE' || found.circuit === 'OPEN') return null;
  const quote = roundLotQuote(shownLevels(found, order.side), view.instrument.roundLot);
  return quote === null ? null : [quote.price, quote.size];
}

function takenAt(venueId: string, { slices }: RoutePlan): number {
  return slices
    .filter((slice) => slice.venueId === venueId && slice.kind !== 'POST')
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

function leastOf({ venue }: VenueSnapshot, { view: { instrument } }: PlanInput): number {
  const step = venue.acceptsOddLots ? 1 : instrument.roundLot;
  return Math.max(step, Math.ceil(venue.minOrderQuantity / step) * step);
}

/** The sizes that a venue displays within the limit. */
function levelsOf(candidate: Candidate, input: PlanInput): number[] {
  return displayed(candidate, input).map(({ size }) => size);
}

function pricesOf(candidate: Candidate, input: PlanInput): number[] {
  return displayed(candidate, input).map(({ price }) => price);
}

function displayed({ snapshot }: Candidate, { order, worstPrice }: PlanInput) {
  const isBuy = order.side === 'BUY';
  const best = isBuy
    ? { price: snapshot.ask, size: snapshot.askSize }
    : { price: snapshot.bid, size: snapshot.bidSize };
  const levels = (isBuy ? snapshot.depth?.asks : snapshot.depth?.bids) ?? [best];
  const isWithin = (price: number) => worstPrice === null || (price - worstPrice) * sideSign(order.side) <= 0;
  return levels.filter(({ price }) => isWithin(price));
}
