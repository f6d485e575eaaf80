import type { MarketView } from '../market/market-view.ts';
import { type HaltView, partHalt } from './halts.ts';

/**
 * The market as an order of the client may use it: a venue that is halted for it shows as RESTRICTED, so that the plan goes elsewhere, and says in its
 * record why. The same view where no venue is.
 */
export function viewUnderHalts(view: MarketView, halts: HaltView): MarketView {
  if (halts.inForce.every(({ scope }) => scope.venueId === null)) return view;
  const { instrumentId } = view.instrument;
  const isHalted = (venueId: string) => partHalt(halts, instrumentId, venueId) !== null;
  if (!view.venues.some(({ venue }) => isHalted(venue.venueId))) return view;
  const venues = view.venues.map((snapshot) =>
    isHalted(snapshot.venue.venueId) ? { ...snapshot, status: 'RESTRICTED' as const } : snapshot,
  );
  return { ...view, venues };
}
