import { shownLevels } from '../market/market-view.ts';
import { sideSign } from '../order/side.ts';
import { isBlind } from './blind.ts';
import { type Candidate, isOutside, levelsByVenue, takeable, venueBound } from './candidate.ts';
import type { UnallocatedCode } from './exclusion-code.ts';
import type { PlanInput } from './plan-input.ts';
import type { ProtectedQuote } from './protection.ts';
import { blockerOf, isFull, type Situation } from './situation.ts';

/** Why a division has left something, and the protected quote in the way where that is why. */
export interface Left {
  readonly code: UnallocatedCode | null;
  readonly blockedBy: ProtectedQuote | null;
}

/** What kept the next level of a venue from taking what is left. */
type Obstacle = 'SPLIT' | ProtectedQuote | 'MINIMUM' | 'BOUND' | 'PART' | null;

/**
 * Why something is left of a division over everybody, found from what every venue still has beyond what it was given: a constraint that
 * stopped it there, or that there is no more.
 */
export function whyLeft(situation: Situation, input: PlanInput): Left {
  const { manner, asked, allocation } = situation;
  const venues = [...levelsByVenue(asked.candidates)];
  if (venues.length === 0) return { code: 'NO_ELIGIBLE_VENUE', blockedBy: null };
  if (manner === 'FILL_OR_KILL') return { code: 'FOK_NOT_FILLABLE', blockedBy: null };
  const isOnce = manner === 'SEQUENTIAL' || manner === 'MANUAL';
  const untried = isOnce ? venues.filter(([venueId]) => !asked.triedVenues.includes(venueId)) : venues;
  if (untried.length === 0) return { code: 'ALL_VENUES_TRIED', blockedBy: null };
  const isWaiting = untried.some(([venueId]) => !allocation.takes.has(venueId));
  if (manner === 'SEQUENTIAL' && allocation.takes.size > 0 && isWaiting)
    return { code: 'NEXT_VENUE_LATER', blockedBy: null };
  const left = nearest(untried.map(([, levels]) => obstacleAt(levels, situation, input)));
  // What tried venues still show is not asked for again.
  const isAllTried = left.code === 'INSUFFICIENT_LIQUIDITY' && untried.length < venues.length;
  return isAllTried ? { code: 'ALL_VENUES_TRIED', blockedBy: null } : left;
}

/** The one that would be met first were the others lifted. */
function nearest(obstacles: readonly Obstacle[]): Left {
  if (obstacles.includes('SPLIT')) return { code: 'SPLIT_LIMIT', blockedBy: null };
  for (const obstacle of obstacles)
    if (obstacle !== null && typeof obstacle === 'object')
      return { code: 'PROTECTED_QUOTE_UNREACHABLE', blockedBy: obstacle };
  if (obstacles.includes('MINIMUM')) return { code: 'REST_BELOW_MINIMUM', blockedBy: null };
  if (obstacles.includes('BOUND')) return { code: 'VENUE_BOUNDS_REACHED', blockedBy: null };
  return { code: obstacles.includes('PART') ? 'PART_NOT_DISPLAYED' : 'INSUFFICIENT_LIQUIDITY', blockedBy: null };
}

function obstacleAt(levels: readonly Candidate[], situation: Situation, input: PlanInput): Obstacle {
  const venueId = levels[0]?.snapshot.venue.venueId ?? '';
  const { asked, allocation } = situation;
  const given = allocation.takes.get(venueId) ?? 0;
  const part = asked.manualAllocations.find((each) => each.venueId === venueId)?.quantity ?? asked.quantity;
  if (situation.manner === 'MANUAL' && given >= part) return 'PART';
  const next = nextLevel(levels, given);
  const wanted = Math.min(allocation.unallocated, part - given);
  if (next === null) return boundAt(venueId, given, input);
  const blocker = blockerOf(next, situation);
  const isReachable =
    blocker !== null && asked.candidates.some((each) => each.snapshot.venue.venueId === blocker.venueId);
  if (given === 0 && isFull(situation) && (blocker === null || isReachable)) return 'SPLIT';
  if (blocker !== null) return blocker;
  const free = next.most > 0 && takeable(next, wanted, { roundLot: asked.roundLot, already: given }) > 0;
  return free ? null : 'MINIMUM';
}

/** The first level of which something may still be taken; null where everything that the venue may be sent is taken. */
function nextLevel(levels: readonly Candidate[], given: number): Candidate | null {
  let sum = 0;
  for (const level of levels) {
    sum += level.most;
    if (sum > given) return level;
  }
  return null;
}

/** Everything that the venue may be sent is taken: it displays more, and a bound or lots are in the way, or it displays no more. */
function boundAt(venueId: string, given: number, input: PlanInput): Obstacle {
  const snapshot = input.view.venues.find(({ venue }) => venue.venueId === venueId);
  if (snapshot === undefined || isBlind(snapshot)) return null;
  const sign = sideSign(input.order.side);
  const levels = shownLevels(snapshot, input.order.side).filter(({ price }) => !isOutside(price, input, sign));
  if (levels.reduce((sum, { size }) => sum + size, 0) <= given) return null;
  const step = snapshot.venue.acceptsOddLots ? 1 : input.view.instrument.roundLot;
  return venueBound(snapshot, input) - given < step ? 'BOUND' : 'MINIMUM';
}
