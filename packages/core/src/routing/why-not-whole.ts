import { type Candidate, takeable } from './candidate.ts';
import { dearerByE8, ROUNDING_E8 } from './marginal-cost.ts';
import { betterElsewhere } from './modes/fill-or-kill.ts';
import { blocked, type PassedOver, plainly, rankedLater } from './passed-over.ts';
import { decidingKey } from './rank.ts';
import type { Situation } from './situation.ts';

/** Why a fill-or-kill order, which goes whole to one venue, does not go to this one. */
export function whyNotWhole(levels: readonly Candidate[], situation: Situation): PassedOver {
  const { asked, takes, ranking } = situation;
  const [take] = takes;
  let already = 0;
  for (const level of levels) {
    const better = betterElsewhere(level, asked);
    if (better !== null) {
      const isTaken = (situation.allocation.takes.get(better.venueId) ?? 0) >= better.displayed;
      return blocked(isTaken ? 'AFTER_PROTECTED' : 'WOULD_TRADE_THROUGH', better);
    }
    already += takeable(level, asked.quantity - already, { roundLot: asked.roundLot, already });
    if (already === asked.quantity) break;
  }
  const [first] = levels;
  if (first === undefined || take === undefined || already < asked.quantity) return plainly('NOT_WHOLE');
  // Venues are tried in the order of their best levels.
  const best = take.levels[0]?.candidate;
  const key = best === undefined ? null : decidingKey(ranking.keys, best, first);
  if (key === null || dearerByE8(first, take, asked) >= ROUNDING_E8) return plainly('NOT_NEEDED');
  return rankedLater(take.snapshot.venue.venueId, key);
}
