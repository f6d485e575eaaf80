import 'server-only';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import type { VenueName } from '@/rows/venue-name';
import { catalogue } from '../market-reads';

const US_PER_MS = 1_000;

/** Every venue of the catalogue with its name. */
export async function listVenueNames(): Promise<VenueName[]> {
  const venues = await catalogue().venues(dateOfDay(newYorkDay(Date.now() * US_PER_MS)));
  return venues.map(({ venueId, venueName }) => ({ venue_id: venueId, venue_name: venueName }));
}
