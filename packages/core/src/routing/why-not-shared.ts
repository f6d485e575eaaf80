import { sideSign } from '../order/side.ts';
import { type Candidate, levelsByVenue } from './candidate.ts';
import { leastSlice } from './marginal-cost.ts';
import { blocked, type PassedOver, plainly, rankedLater } from './passed-over.ts';
import { decidingKey } from './rank.ts';
import { blockerOf, couldTake, isFull, type Situation } from './situation.ts';
import { type VenueTake, worstPriceOf } from './venue-take.ts';

/** Why a division in proportion to what is shown gives this venue nothing, where it counts as cheaper than a venue with a share. */
export function whyNotShared(levels: readonly Candidate[], situation: Situation): PassedOver {
  const [first] = levels;
  if (first === undefined) throw new Error('a venue without a level');
  const blocker = blockerOf(first, situation);
  if (blocker !== null) return blocked('WOULD_TRADE_THROUGH', blocker);
  const group = groupOf(first, situation);
  const total = situation.asked.quantity - takenBefore(group, situation);
  const nearest = worstPriced(situation);
  if (total === 0 && nearest !== null) return rankedLater(nearest.snapshot.venue.venueId, 'PRICE');
  if (isFull(situation)) return plainly('SPLIT_LIMIT');
  const least = leastSlice(first, situation.asked.roundLot);
  if (least > 1 && Math.floor(shareOf(levels, group, { total, situation })) < least) return plainly('VENUE_MINIMUM');
  return behindLarger(first, group, situation) ?? plainly('SHARE_TOO_SMALL');
}

/** The place of a candidate's price among the protected ones: those of a group share before the next group is opened. */
function groupOf({ price }: Candidate, { asked }: Situation): number {
  const sign = sideSign(asked.side);
  return asked.protectedQuotes.filter((quote) => (quote.price - price) * sign < 0).length;
}

function takenBefore(group: number, situation: Situation): number {
  let sum = 0;
  for (const { levels } of situation.takes)
    for (const { candidate, count } of levels) if (groupOf(candidate, situation) < group) sum += count;
  return sum;
}

/** Its part of what its group divides, by what each of the group could be given. */
function shareOf(
  levels: readonly Candidate[],
  group: number,
  { total, situation }: { total: number; situation: Situation },
): number {
  const inGroup = (all: readonly Candidate[]) => all.filter((level) => groupOf(level, situation) === group);
  let available = 0;
  for (const all of levelsByVenue(situation.asked.candidates).values())
    available += couldTake(inGroup(all), total, situation) === 0 ? 0 : mostOf(inGroup(all));
  return available === 0 ? 0 : (total * mostOf(inGroup(levels))) / available;
}

function mostOf(levels: readonly Candidate[]): number {
  return levels.reduce((sum, level) => sum + level.most, 0);
}

/** Among shares that round to nothing the larger venues come first. */
function behindLarger(first: Candidate, group: number, situation: Situation): PassedOver | null {
  let nearest: Candidate | null = null;
  for (const { levels } of situation.takes) {
    const shared = levels[0]?.candidate;
    if (shared === undefined || groupOf(shared, situation) !== group) continue;
    if (nearest === null || shared.displayed < nearest.displayed) nearest = shared;
  }
  const isBehind = nearest !== null && decidingKey(['SIZE'], nearest, first) !== null;
  return isBehind && nearest !== null ? rankedLater(nearest.snapshot.venue.venueId, 'SIZE') : null;
}

function worstPriced({ takes, asked }: Situation): VenueTake | null {
  const sign = sideSign(asked.side);
  let worst: VenueTake | null = null;
  for (const take of takes) if (worst === null || (worstPriceOf(take) - worstPriceOf(worst)) * sign > 0) worst = take;
  return worst;
}
