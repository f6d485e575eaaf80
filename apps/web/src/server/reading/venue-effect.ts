import 'server-only';
import type { Flow } from '@fairlead/db/repositories/viewed-venues';
import type { VenueEffect } from '@/rows/venue-effect';

const OTHERS = 3;

/** How much of a flow a venue had, and who had the most of the rest. */
export function flowAt(venueId: string, { children, parts, isWhole }: Flow): VenueEffect['flow'] {
  const here = parts.filter((part) => part.venue_id === venueId);
  const others = new Map<string, number>();
  for (const part of parts)
    if (part.venue_id !== venueId) others.set(part.venue_id, (others.get(part.venue_id) ?? 0) + part.count);
  const most = [...others].sort(([a, one], [b, two]) => two - one || a.localeCompare(b)).slice(0, OTHERS);
  return {
    children,
    here: here.reduce((sum, { count }) => sum + count, 0),
    is_whole: isWhole,
    others: most.map(([venue_id, count]) => ({ venue_id, children: count })),
    // The parts come with the largest first.
    instrument_id: here[0]?.instrument_id ?? null,
  };
}
