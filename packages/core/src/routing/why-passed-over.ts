import { type Candidate, takeable } from './candidate.ts';
import { dearerByE8, leastSlice, ROUNDING_E8 } from './marginal-cost.ts';
import { blocked, type PassedOver, plainly, rankedLater } from './passed-over.ts';
import { decidingKey, type RankKey } from './rank.ts';
import { blockerOf, couldTake, isFull, neededQuote, type Situation } from './situation.ts';
import type { VenueTake } from './venue-take.ts';
import { whyNotShared } from './why-not-shared.ts';
import { whyNotWhole } from './why-not-whole.ts';

/** A take that does not clearly count as cheaper, and by how much less the venue that got nothing counts. */
interface Beaten {
  readonly take: VenueTake;
  readonly dearerE8: number;
}

/**
 * Why a venue that might have been sent to got nothing, found from the division as it came out, so that it is what really stopped it. NOT_NEEDED
 * is said only where the venue counts as dearer than the last units of every take; otherwise the constraint or the key that came before it.
 * `levels` are the venue's candidates from its best on.
 */
export function whyPassedOver(levels: readonly Candidate[], situation: Situation): PassedOver {
  const { manner, asked, allocation } = situation;
  const [first] = levels;
  if (first === undefined) throw new Error('a venue without a level');
  const isOnce = manner === 'SEQUENTIAL' || manner === 'MANUAL';
  if (isOnce && asked.triedVenues.includes(first.snapshot.venue.venueId)) return plainly('ALREADY_TRIED');
  if (asked.quantity === 0) return plainly('RESTS_INSTEAD');
  if (manner === 'FILL_OR_KILL') return whyNotWhole(levels, situation);
  return allocation.unallocated > 0 ? whyUnused(levels, first, situation) : whyOthers(levels, first, situation);
}

/** Something is left, and this venue got none of it all the same. */
function whyUnused(levels: readonly Candidate[], first: Candidate, situation: Situation): PassedOver {
  const { manner, asked, allocation, takes } = situation;
  const isTurnOfOthers = takes.some((take) => keyBefore(take, first, situation) !== null);
  if (manner === 'SEQUENTIAL' && isTurnOfOthers) return plainly('NOT_YET');
  const { venueId } = first.snapshot.venue;
  const said = asked.manualAllocations.find((each) => each.venueId === venueId);
  const wanted = Math.min(allocation.unallocated, said?.quantity ?? asked.quantity);
  if (!couldStart(levels, first, { wanted, situation })) return plainly('VENUE_MINIMUM');
  const blocker = blockerOf(first, situation);
  const isReachable =
    blocker !== null && asked.candidates.some((each) => each.snapshot.venue.venueId === blocker.venueId);
  if (isFull(situation) && (blocker === null || isReachable)) return plainly('SPLIT_LIMIT');
  if (blocker !== null) return blocked('WOULD_TRADE_THROUGH', blocker);
  return plainly('VENUE_MINIMUM');
}

/** OPTIMAL weighs what a venue has over all its levels; the other manners go level by level. */
function couldStart(
  levels: readonly Candidate[],
  first: Candidate,
  { wanted, situation }: { wanted: number; situation: Situation },
): boolean {
  if (situation.manner === 'OPTIMAL' || situation.manner === 'PRO_RATA')
    return couldTake(levels, wanted, situation) > 0;
  return takeable(first, wanted, { roundLot: situation.asked.roundLot, already: 0 }) > 0;
}

/** Others cover everything. */
function whyOthers(levels: readonly Candidate[], first: Candidate, situation: Situation): PassedOver {
  const beaten: Beaten[] = [];
  for (const take of situation.takes) {
    const dearerE8 = dearerByE8(first, take, situation.asked);
    if (dearerE8 < ROUNDING_E8) beaten.push({ take, dearerE8 });
  }
  if (beaten.length === 0) return plainly('NOT_NEEDED');
  if (!couldStart(levels, first, { wanted: situation.asked.quantity, situation })) return plainly('VENUE_MINIMUM');
  if (situation.manner === 'PRO_RATA') return whyNotShared(levels, situation);
  const unranked = beaten.filter((each) => !isRankedBefore(first, each, situation));
  if (unranked.length === 0) return behindNearest(first, beaten, situation);
  const blocker = blockerOf(first, situation);
  if (blocker !== null) return blocked('WOULD_TRADE_THROUGH', blocker);
  const cheapest = unranked.reduce((a, b) => (b.dearerE8 < a.dearerE8 ? b : a));
  const open = unranked.find(({ take }) => neededQuote(take, first.price, situation) === null);
  return whyNoSwap(levels, (open ?? cheapest).take, situation);
}

/** The ranking explains a take that is not cheaper; in OPTIMAL, which goes by cost, only one that costs the same. */
function isRankedBefore(first: Candidate, { take, dearerE8 }: Beaten, situation: Situation): boolean {
  const isDear = situation.manner === 'OPTIMAL' && dearerE8 <= -ROUNDING_E8;
  return !isDear && keyBefore(take, first, situation) !== null;
}

/** Behind the takes that are not cheaper: the nearest of them, and by what it comes first. */
function behindNearest(first: Candidate, beaten: readonly Beaten[], situation: Situation): PassedOver {
  const places = beaten.map(({ take }) => placeOf(take, situation));
  const nearest = places.reduce((a, b) => (situation.ranking.compare(a, b) < 0 ? b : a));
  const key = decidingKey(situation.ranking.keys, nearest, first) ?? 'PRIORITY';
  return rankedLater(nearest.snapshot.venue.venueId, key);
}

function keyBefore(take: VenueTake, other: Candidate, situation: Situation): RankKey | null {
  return decidingKey(situation.ranking.keys, placeOf(take, situation), other);
}

/** Where a take stands in the ranking: a sequence goes by a venue's best level, every other manner level by level. */
function placeOf({ levels }: VenueTake, { manner }: Situation): Candidate {
  const place = manner === 'SEQUENTIAL' ? levels[0] : levels.at(-1);
  if (place === undefined) throw new Error('a take without a level');
  return place.candidate;
}

/** The venue counts as cheaper than a take, and is not behind a protected quote: why a part of the take is not here instead. */
function whyNoSwap(levels: readonly Candidate[], take: VenueTake, situation: Situation): PassedOver {
  const [first] = levels;
  const lastLevel = take.levels.at(-1);
  if (first === undefined || lastLevel === undefined) throw new Error('a venue without a level');
  const { roundLot } = situation.asked;
  const needed = neededQuote(take, first.price, situation);
  if (needed !== null) return blocked('AFTER_PROTECTED', needed);
  const least = leastSlice(first, roundLot);
  // Its least order is more than is there to give up, or reaches into dearer levels than the one that counts as cheaper.
  if (least > lastLevel.count || least > first.most) return plainly('VENUE_MINIMUM');
  const isCharged = first.snapshot.venue.fees.fixedPerOrderE8 > 0n;
  const couldReplace = couldTake(levels, take.quantity, situation) === take.quantity;
  // What could take all of it counts as cheaper for a part of it, or for all of it but for its charge.
  if (isFull(situation) && isCharged && couldReplace) return plainly('FIXED_CHARGE');
  if (!canGiveUp(take, first, roundLot)) return plainly('LOT_REMAINDER');
  if (isFull(situation)) return plainly('SPLIT_LIMIT');
  return plainly(isCharged ? 'FIXED_CHARGE' : 'LOT_REMAINDER');
}

/** Of the last level of a take as much may go as another venue takes at least: nothing is kept then, or still an order that its venue takes. */
function canGiveUp({ snapshot: { venue }, quantity, levels }: VenueTake, to: Candidate, roundLot: number): boolean {
  const step = venue.acceptsOddLots && to.snapshot.venue.acceptsOddLots ? 1 : roundLot;
  const part = Math.ceil(leastSlice(to, roundLot) / step) * step;
  const left = quantity - part;
  if (part > (levels.at(-1)?.count ?? 0)) return false;
  return left === 0 || left >= venue.minOrderQuantity;
}
