import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { CandidateLine, CostBps, Manner } from '../../rows/candidate-line';
import { priceFormOfRecord } from '../../rows/instrument-form';
import { passedOverWords } from '../../words/passed-over-words';

type Candidate = DecisionEvidence['candidates'][number];
type Slice = DecisionEvidence['slices'][number];

/** The venues that were left out, by the reason in words. */
export interface LeftOut {
  readonly whyNot: string;
  readonly venueIds: readonly string[];
}

/** What the decision page draws, from the evidence alone. */
export interface DecisionPicture {
  readonly routed: number;
  readonly chosen: readonly CandidateLine[];
  readonly considered: readonly CandidateLine[];
  readonly leftOut: readonly LeftOut[];
}

/** Chosen lines in sending order, then those that were considered from the cheapest on, then the reasons of the others. */
export function decisionPicture(evidence: DecisionEvidence): DecisionPicture {
  const form = priceFormOfRecord(evidence);
  const latency = new Map(evidence.market.venues.map((venue) => [venue.venue_id, venue.latency_us]));
  const line = (candidate: Candidate | undefined, venueId: string) => ({
    venueId,
    price: numberOrNull(candidate?.price),
    displayed: numberOrNull(candidate?.displayed_quantity),
    cost: costOf(candidate),
    countedBps: candidate?.terms?.weighted_bps ?? null,
    latencyUs: latency.get(venueId) ?? null,
    whyNot: candidate === undefined ? '' : passedOverWords(candidate, form),
  });
  let given = 0;
  const chosen = evidence.slices.map((slice): CandidateLine => {
    const taken = Number(slice.quantity);
    const offset = given;
    given += taken;
    const found = evidence.candidates.find((candidate) => candidate.venue_id === slice.venue_id);
    const manner = mannerOf(slice, found);
    const base = line(found, slice.venue_id);
    const shown = manner === 'resting' ? { displayed: null, cost: null, countedBps: slice.expected_cost_bps } : {};
    const key = `${slice.venue_id}-${slice.routing_priority}`;
    return { ...base, ...shown, ...pricesOf(slice), key, taken, offset, manner, slice };
  });
  const considered = evidence.candidates
    .filter((candidate) => candidate.status === 'considered')
    .sort((a, b) => (a.terms?.weighted_bps ?? 0) - (b.terms?.weighted_bps ?? 0))
    .map(
      (candidate): CandidateLine => ({
        ...line(candidate, candidate.venue_id),
        key: candidate.venue_id,
        worst: null,
        taken: 0,
        offset: 0,
        manner: 'taken',
        slice: null,
      }),
    );
  return { routed: Number(evidence.routed_quantity), chosen, considered, leftOut: leftOutOf(evidence) };
}

/** A record from before venues were asked blind says nothing of how they are reached: all of them were shown. */
function mannerOf(slice: Slice, candidate: Candidate | undefined): Manner {
  if (isResting(slice.order_kind)) return 'resting';
  const reach = candidate?.reach ?? null;
  const isShown = slice.order_kind !== 'MID_IOC' && (reach === null || reach === 'DISPLAYED');
  return isShown ? 'taken' : 'blind';
}

function pricesOf(slice: Slice): { price: number; worst: number | null } {
  const [price, limit] = [Number(slice.expected_price), Number(slice.limit_price)];
  return { price, worst: limit === price ? null : limit };
}

function leftOutOf(evidence: DecisionEvidence): LeftOut[] {
  const sliced = new Set(evidence.slices.map((slice) => slice.venue_id));
  const form = priceFormOfRecord(evidence);
  const byReason = new Map<string, string[]>();
  for (const candidate of evidence.candidates) {
    if (candidate.status !== 'excluded' || sliced.has(candidate.venue_id)) continue;
    const whyNot = passedOverWords(candidate, form);
    byReason.set(whyNot, [...(byReason.get(whyNot) ?? []), candidate.venue_id]);
  }
  return [...byReason]
    .map(([whyNot, venueIds]) => ({ whyNot, venueIds }))
    .sort((a, b) => b.venueIds.length - a.venueIds.length);
}

function costOf(candidate: Candidate | undefined): CostBps | null {
  const terms = candidate?.terms;
  if (terms === null || terms === undefined) return null;
  return {
    spread: terms.spread_bps,
    fee: terms.fee_bps,
    fade: terms.fade_bps,
    delay: terms.delay_bps,
    impact: terms.impact_bps,
  };
}

function numberOrNull(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}
