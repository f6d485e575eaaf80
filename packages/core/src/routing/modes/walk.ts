import { type Quantity, quantity } from '../../money/units.ts';
import { sideSign } from '../../order/side.ts';
import { type Candidate, levelsByVenue, takeable } from '../candidate.ts';
import type { ProtectedQuote } from '../protection.ts';
import type { Allocation, AllocationInput } from './mode.ts';

/** A walk over candidates as it goes: what is left, and what each venue has been given. */
export interface Walk {
  readonly input: AllocationInput;
  /** The levels of each venue, best first; made when they are first asked for: in price order they never are. */
  levels: ReadonlyMap<string, readonly Candidate[]> | null;
  /** By venue, over its levels. */
  readonly takes: Map<string, Quantity>;
  readonly taken: Set<Candidate>;
  remaining: number;
  /** How many of the protected quotes, best first, are known to be taken in full: no candidate need look at them again. */
  swept: number;
}

/** A walk that has not begun. */
export function newWalk(input: AllocationInput): Walk {
  return {
    input,
    levels: null,
    takes: new Map(),
    taken: new Set(),
    remaining: input.quantity,
    swept: 0,
  };
}

/** What a walk has come to. */
export function allocationOf(walk: Walk): Allocation {
  return { takes: walk.takes, unallocated: quantity(walk.remaining), proof: null };
}

/**
 * Walks again while something is left and the last walk has taken something: a level that alone is below its venue's minimum is passed, and
 * may be taken once a deeper one has met the minimum.
 */
export function repeatedly(walk: Walk, once: () => void): void {
  let before: number;
  do {
    before = walk.remaining;
    once();
  } while (walk.remaining > 0 && walk.remaining < before);
}

/**
 * Takes up to `wanted` at a candidate, after every better protected quote has been taken in full in the same plan; changes nothing, and
 * says so, where that cannot be done. So no walk trades through.
 */
export function takeInOrder(walk: Walk, candidate: Candidate, wanted: number): boolean {
  const better = untakenBetter(walk, candidate);
  if (better === null) return false;
  const betterTotal = better.reduce((sum, each) => sum + each.count, 0);
  const rest = Math.min(wanted, walk.remaining - betterTotal);
  if (rest <= 0) return false;
  const count = takeableAt(walk, candidate, rest);
  if (count === 0) return false;
  const venues = new Set([candidate.snapshot.venue.venueId, ...better.map((each) => each.venueId)]);
  const added = [...venues].filter((venueId) => !walk.takes.has(venueId)).length;
  if (walk.takes.size + added > walk.input.maxVenues) return false;
  for (const { levels } of better) for (const level of levels) take(walk, level, level.most);
  take(walk, candidate, count);
  return true;
}

/** How much may be taken at a candidate on top of what its venue has been given. */
export function takeableAt(walk: Walk, candidate: Candidate, wanted: number): number {
  const already = walk.takes.get(candidate.snapshot.venue.venueId) ?? 0;
  return takeable(candidate, wanted, { roundLot: walk.input.roundLot, already });
}

/** What has to be taken of a venue before anything worse may be: the levels that make its protected quote, as far as they are not taken yet. */
export interface Better {
  readonly venueId: string;
  readonly levels: readonly Candidate[];
  /** All that they hold, in units of the instrument. */
  readonly count: number;
}

/** The better protected quotes that are not taken yet, or null where one of them cannot be taken in full. */
export function untakenBetter(walk: Walk, candidate: Candidate): Better[] | null {
  const sign = sideSign(walk.input.side);
  const better: Better[] = [];
  skipTaken(walk);
  for (let index = walk.swept; index < walk.input.protectedQuotes.length; index++) {
    const quote = walk.input.protectedQuotes[index];
    if (quote === undefined || (quote.price - candidate.price) * sign >= 0) break;
    const given = walk.takes.get(quote.venueId) ?? 0;
    if (given >= quote.displayed) continue;
    const levels = levelsAt(walk, quote.venueId).filter((level) => !walk.taken.has(level));
    const making = makingLevels(levels, quote, walk.input.side);
    const count = making.reduce((sum, level) => sum + level.most, 0);
    if (!isTakenWhole(making, quote, given + count)) return null;
    better.push({ venueId: quote.venueId, levels: making, count });
  }
  return better;
}

/** The levels of a venue that make its protected quote: those at its price or better. */
export function makingLevels(
  levels: readonly Candidate[],
  quote: ProtectedQuote,
  side: AllocationInput['side'],
): readonly Candidate[] {
  const sign = sideSign(side);
  return levels.filter((level) => (level.price - quote.price) * sign <= 0);
}

/** Whether so much at the levels that make a protected quote takes it in full, in an order that its venue accepts. */
export function isTakenWhole(levels: readonly Candidate[], quote: ProtectedQuote, count: number): boolean {
  const [first] = levels;
  return first !== undefined && count >= quote.displayed && count >= first.snapshot.venue.minOrderQuantity;
}

function levelsAt(walk: Walk, venueId: string): readonly Candidate[] {
  walk.levels ??= levelsByVenue(walk.input.candidates);
  return walk.levels.get(venueId) ?? [];
}

/** What is taken in full stays so: takes are never made smaller. */
function skipTaken(walk: Walk): void {
  for (;;) {
    const quote = walk.input.protectedQuotes[walk.swept];
    if (quote === undefined || (walk.takes.get(quote.venueId) ?? 0) < quote.displayed) return;
    walk.swept += 1;
  }
}

/** Adds to what a venue is given, and takes it off what is left. */
export function give(walk: Walk, venueId: string, count: number): void {
  walk.takes.set(venueId, quantity((walk.takes.get(venueId) ?? 0) + count));
  walk.remaining -= count;
}

function take(walk: Walk, candidate: Candidate, count: number): void {
  walk.taken.add(candidate);
  give(walk, candidate.snapshot.venue.venueId, count);
}
