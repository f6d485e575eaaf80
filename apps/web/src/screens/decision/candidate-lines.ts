import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { isResting } from '@fairlead/core/routing/order-kind';

/** The parts of an expected cost, in the order in which they are stacked. */
export const COST_PARTS = ['spread', 'fee', 'fade', 'delay', 'impact'] as const;
export type CostPart = (typeof COST_PARTS)[number];
export type CostBps = Readonly<Record<CostPart, number>>;

type Candidate = DecisionEvidence['candidates'][number];
type Slice = DecisionEvidence['slices'][number];

/** One venue that could have been sent to, as one line of the picture. Quantities in units, costs in basis points per share. */
export interface CandidateLine {
  readonly key: string;
  readonly venueId: string;
  readonly price: number | null;
  readonly displayed: number | null;
  /** What it was given, and how much had been given away before. */
  readonly taken: number;
  readonly offset: number;
  readonly resting: boolean;
  readonly cost: CostBps | null;
  /** What the objective made of the parts: each times its weight. A resting slice has only its expected cost. */
  readonly countedBps: number | null;
  readonly latencyUs: number | null;
  readonly slice: Slice | null;
  readonly code: string | null;
}

/** The venues that were left out, by the reason. */
export interface LeftOut {
  readonly code: string;
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
  const latency = new Map(evidence.market.venues.map((venue) => [venue.venue_id, venue.latency_us]));
  const line = (candidate: Candidate | undefined, venueId: string) => ({
    venueId,
    price: numberOrNull(candidate?.price),
    displayed: numberOrNull(candidate?.displayed_quantity),
    cost: costOf(candidate),
    countedBps: candidate?.terms?.weighted_bps ?? null,
    latencyUs: latency.get(venueId) ?? null,
    code: candidate?.code ?? null,
  });
  let given = 0;
  const chosen = evidence.slices.map((slice): CandidateLine => {
    const taken = Number(slice.quantity);
    const offset = given;
    given += taken;
    const resting = isResting(slice.order_kind);
    const found = evidence.candidates.find((candidate) => candidate.venue_id === slice.venue_id);
    const base = line(found, slice.venue_id);
    const shown = resting
      ? { price: Number(slice.limit_price), displayed: null, cost: null, countedBps: slice.expected_cost_bps }
      : {};
    return { ...base, ...shown, key: `${slice.venue_id}-${slice.routing_priority}`, taken, offset, resting, slice };
  });
  const considered = evidence.candidates
    .filter((candidate) => candidate.status === 'considered')
    .sort((a, b) => (a.terms?.weighted_bps ?? 0) - (b.terms?.weighted_bps ?? 0))
    .map(
      (candidate): CandidateLine => ({
        ...line(candidate, candidate.venue_id),
        key: candidate.venue_id,
        taken: 0,
        offset: 0,
        resting: false,
        slice: null,
      }),
    );
  return { routed: Number(evidence.routed_quantity), chosen, considered, leftOut: leftOutOf(evidence) };
}

function leftOutOf(evidence: DecisionEvidence): LeftOut[] {
  const sliced = new Set(evidence.slices.map((slice) => slice.venue_id));
  const byCode = new Map<string, string[]>();
  for (const { venue_id, status, code } of evidence.candidates) {
    if (status !== 'excluded' || sliced.has(venue_id)) continue;
    byCode.set(code ?? '', [...(byCode.get(code ?? '') ?? []), venue_id]);
  }
  return [...byCode]
    .map(([code, venueIds]) => ({ code, venueIds }))
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
