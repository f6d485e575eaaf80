import { type Quantity, quantity } from '../../money/units.ts';
import { sideSign } from '../../order/side.ts';
import { type Candidate, takeable } from '../candidate.ts';
import type { ExclusionCode, UnallocatedCode } from '../exclusion-code.ts';
import type { Allocation, AllocationInput } from './mode.ts';

/** The sweep as it goes: what is left, what each venue has been given, why others were passed over. */
interface Sweep {
  readonly input: AllocationInput;
  /** Made when it is first asked for: in price order it never is. */
  byVenue: ReadonlyMap<string, Candidate> | null;
  readonly takes: Map<string, Quantity>;
  readonly codes: Map<string, ExclusionCode>;
  remaining: number;
  /** How many of the protected quotes, best first, are known to be taken in full: no candidate need look at them again. */
  swept: number;
}

/**
 * Walks the candidates in the objective's order and takes what each displays, until nothing is left. Before a price is taken, every
 * better protected quote is taken in full in the same plan; where that cannot be done, the price is not taken. So no plan trades through,
 * whatever the objective. A candidate looks only at better protected quotes that are not taken yet, so in price order the walk is linear.
 */
export function sweep(input: AllocationInput): Allocation {
  const state: Sweep = {
    input,
    byVenue: null,
    takes: new Map(),
    codes: new Map(),
    remaining: input.quantity,
    swept: 0,
  };
  for (const candidate of input.candidates) {
    const { venueId } = candidate.snapshot.venue;
    if (state.takes.has(venueId)) continue;
    const code = state.remaining === 0 ? 'NOT_NEEDED' : takeInOrder(state, candidate);
    if (code !== null) state.codes.set(venueId, code);
  }
  if (state.remaining > 0) explainDeferred(state);
  return {
    takes: state.takes,
    codes: state.codes,
    unallocated: quantity(state.remaining),
    unallocatedCode: state.remaining === 0 ? null : whyLeft(state),
  };
}

/** Takes the better protected quotes and then the candidate itself, or says why not and changes nothing. */
function takeInOrder(state: Sweep, candidate: Candidate): ExclusionCode | null {
  const better = untakenBetter(state, candidate);
  if (typeof better === 'string') return better;
  const rest = better.reduce((left, each) => left - each.displayed, state.remaining);
  const count = takeable(candidate, quantity(rest), state.input.roundLot);
  if (count === 0) return 'BELOW_MINIMUM';
  if (state.takes.size + better.length + 1 > state.input.maxVenues) return 'SPLIT_LIMIT';
  for (const each of better) take(state, each, each.displayed);
  take(state, candidate, count);
  return null;
}

/**
 * The better protected quotes that are not taken yet, less than what is left in all; or why the candidate cannot be taken: one of them cannot be
 * taken in full, or, as soon as it shows, they cover what is left.
 */
function untakenBetter(state: Sweep, candidate: Candidate): Candidate[] | ExclusionCode {
  const sign = sideSign(state.input.side);
  const better: Candidate[] = [];
  let left = state.remaining;
  skipTaken(state);
  for (let index = state.swept; index < state.input.protectedQuotes.length; index++) {
    const quote = state.input.protectedQuotes[index];
    if (quote === undefined || (quote.price - candidate.price) * sign >= 0) break;
    const taken = state.takes.get(quote.venueId);
    if (taken === quote.displayed) continue;
    if (taken !== undefined) return 'WOULD_TRADE_THROUGH';
    const other = candidateAt(state, quote.venueId);
    if (other === undefined) return 'WOULD_TRADE_THROUGH';
    if (takeable(other, quote.displayed, state.input.roundLot) !== quote.displayed) return 'WOULD_TRADE_THROUGH';
    left -= quote.displayed;
    if (left <= 0) return 'NOT_NEEDED';
    better.push(other);
  }
  return better;
}

function candidateAt(state: Sweep, venueId: string): Candidate | undefined {
  state.byVenue ??= new Map(state.input.candidates.map((candidate) => [candidate.snapshot.venue.venueId, candidate]));
  return state.byVenue.get(venueId);
}

/** What is taken in full stays so: takes are never made smaller. */
function skipTaken(state: Sweep): void {
  for (;;) {
    const quote = state.input.protectedQuotes[state.swept];
    if (quote === undefined || state.takes.get(quote.venueId) !== quote.displayed) return;
    state.swept += 1;
  }
}

function take(state: Sweep, candidate: Candidate, count: number): void {
  state.takes.set(candidate.snapshot.venue.venueId, quantity(count));
  state.codes.delete(candidate.snapshot.venue.venueId);
  state.remaining -= count;
}

/**
 * A candidate that was passed over because better prices would take everything was in fact held back by them when something is left
 * after all: they could not all be used.
 */
function explainDeferred(state: Sweep): void {
  const code = state.takes.size >= state.input.maxVenues ? 'SPLIT_LIMIT' : 'WOULD_TRADE_THROUGH';
  for (const [venueId, given] of state.codes) if (given === 'NOT_NEEDED') state.codes.set(venueId, code);
}

function whyLeft(state: Sweep): UnallocatedCode {
  const codes = new Set(state.codes.values());
  if (state.input.candidates.length === 0) return 'NO_ELIGIBLE_VENUE';
  if (codes.has('SPLIT_LIMIT')) return 'SPLIT_LIMIT';
  return codes.has('WOULD_TRADE_THROUGH') ? 'PROTECTED_QUOTE_UNREACHABLE' : 'INSUFFICIENT_LIQUIDITY';
}
