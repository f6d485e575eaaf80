import { type MarketView, shownLevels, type VenueSnapshot } from '../market/market-view.ts';
import { doubleMid } from '../market/nbbo.ts';
import type { Side } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { protectedQuotes, standingQuotes } from './protection.ts';
import type { Slice } from './route-plan.ts';

/** A plan that waited for its commit, and the market as it is now. */
export interface LookedAgain {
  readonly slices: readonly Slice[];
  readonly side: Side;
  readonly view: MarketView;
  /** Whether quotes are protected (Rule 611). */
  readonly protection: boolean;
}

/**
 * True where each slice of a plan still holds on the market of now: its venue is there, what it would take is shown at its limit or better, no
 * protected quote of a venue that the plan does not go to is better than its limit (Rule 611(a)), and what would rest neither locks nor crosses a
 * standing quote (Rule 610(e)). What asks blind at the midpoint has to reach it.
 */
export function stillHolds(again: LookedAgain): boolean {
  return again.slices.every((slice) => {
    const snapshot = again.view.venues.find(({ venue }) => venue.venueId === slice.venueId);
    if (snapshot === undefined || !isThere(snapshot)) return false;
    return holds(slice, snapshot, again);
  });
}

function isThere({ connected, status, circuit, isFull }: VenueSnapshot): boolean {
  return connected && !isFull && status !== 'OFFLINE' && circuit !== 'OPEN';
}

function holds(slice: Slice, snapshot: VenueSnapshot, again: LookedAgain): boolean {
  switch (slice.kind) {
    case 'MID_IOC':
      return holdsAtMidpoint(slice, again);
    case 'MID_PEG':
      // It rests, and waits for the midpoint at its own limit.
      return true;
    case 'POST':
      return !locks(slice, again);
    default:
      return isShown(slice, snapshot, again.side) && !tradesThrough(slice, again);
  }
}

function holdsAtMidpoint({ limitPrice }: Slice, { view, side }: LookedAgain): boolean {
  const double = doubleMid(view.nbbo);
  return double !== null && (double - 2 * limitPrice) * sideSign(side) <= 0;
}

/** A venue that shows nothing is asked blind: nothing can be seen to have gone. */
function isShown({ limitPrice }: Slice, snapshot: VenueSnapshot, side: Side): boolean {
  if (snapshot.quoteState === 'NONE') return true;
  const [best] = shownLevels(snapshot, side);
  return snapshot.quoteState === 'FRESH' && best !== undefined && (best.price - limitPrice) * sideSign(side) <= 0;
}

function tradesThrough({ limitPrice }: Slice, { slices, side, view, protection }: LookedAgain): boolean {
  if (!protection) return false;
  const isAsked = (venueId: string) => slices.some((slice) => slice.venueId === venueId);
  return protectedQuotes(view, side).some(
    (quote) => !isAsked(quote.venueId) && (limitPrice - quote.price) * sideSign(side) > 0,
  );
}

function locks({ limitPrice }: Slice, { side, view, protection }: LookedAgain): boolean {
  if (!protection) return false;
  const [best] = standingQuotes(view, side);
  return best !== undefined && (limitPrice - best.price) * sideSign(side) >= 0;
}
