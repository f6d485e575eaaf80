import 'server-only';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ViewedVenues } from '@fairlead/db/repositories/viewed-venues';
import type { VenueDay } from '@/rows/venue-day';
import type { VenueDetail } from '@/rows/venue-detail';
import type { VenueName } from '@/rows/venue-name';
import { RANGE_MS, type TrafficRange, type VenueTraffic } from '@/rows/venue-traffic';
import { catalogue, venueRecords } from '../market-reads';

const US_PER_MS = 1_000;
const EVENTS = 200;

const today = (): string => dateOfDay(newYorkDay(Date.now() * US_PER_MS));

/** Every venue of the catalogue with its name. */
export async function listVenueNames(): Promise<VenueName[]> {
  const venues = await catalogue().venues(today());
  return venues.map(({ venueId, venueName }) => ({ venue_id: venueId, venue_name: venueName }));
}

/** What is written down of a venue; null where there is none of this id. */
export async function venueDetailOf(venueId: string): Promise<VenueDetail | null> {
  const day = today();
  const venue = (await catalogue().venues(day)).find((each) => each.venueId === venueId);
  if (venue === undefined) return null;
  const [terms, fees, events] = await Promise.all([
    catalogue().venueTerms(),
    venueRecords().feeSchedules(venueId),
    venueRecords().circuitEvents(venueId, EVENTS),
  ]);
  const agreed = terms.get(venueId);
  return {
    ...{ venue_id: venueId, venue_name: venue.venueName, venue_type: venue.venueType, mic: venue.mic },
    ...{ mpid: venue.mpid, asset_class: venue.assetClass, lit: venue.lit, protected_quote: venue.protectedQuote },
    ...{ enabled: venue.enabled, accepts_odd_lots: venue.acceptsOddLots },
    ...{ order_types: [...venue.orderTypes], times_in_force: [...venue.timesInForce] },
    min_order_size: formatScaled(venue.minOrderQuantity, venue.sizeDecimals),
    max_order_size: formatScaled(venue.maxOrderQuantity, venue.sizeDecimals),
    supported_symbols: venue.supportedSymbols === null ? null : [...venue.supportedSymbols],
    typical_latency_us: venue.typicalLatencyUs,
    terms: {
      child_timeout_ms: agreed?.childTimeoutMs,
      correction_window_ms: agreed?.correctionWindowMs,
      latency_p99_ms_max: agreed?.latencyP99MsMax,
      held_back_ms_max: agreed?.heldBackMsMax,
    },
    fees: fees.map((each) => ({ ...each, tiers: [...each.tiers] })),
    today: day,
    circuit_events: events.map(({ at_us, until_us, ...event }) => ({
      ...event,
      at_ms: at_us / US_PER_MS,
      until_ms: until_us === null ? null : until_us / US_PER_MS,
    })),
  };
}

const DAYS = 30;
const DAY_MS = 86_400_000;

/** What a venue did for the firm on each day of the last month. */
export async function venueDaysOf(venueId: string): Promise<VenueDay[]> {
  return venueRecords().days(venueId, new Date(Date.now() - DAYS * DAY_MS).toISOString().slice(0, 10));
}

/** What came of children at a venue in a range up to a time; whole pieces, so that the last one is of the time that has passed. */
export async function venueTrafficOf(
  venues: ViewedVenues,
  venueId: string,
  { range, toMs }: { readonly range: TrafficRange; readonly toMs: number },
): Promise<VenueTraffic> {
  const { span, piece } = RANGE_MS[range];
  const fromMs = Math.floor((toMs - span) / piece) * piece;
  const window = { from_us: fromMs * US_PER_MS, to_us: toMs * US_PER_MS };
  const { pieces, whole, rejects, looked_to_us } = await venues.traffic(venueId, window, piece * US_PER_MS);
  const { at_us: _, ...counts } = whole;
  return {
    ...{ from_ms: fromMs, to_ms: toMs, piece_ms: piece, whole: counts, rejects: [...rejects] },
    pieces: pieces.map(({ at_us, ...each }) => ({ ...each, at_ms: (at_us ?? 0) / US_PER_MS })),
    looked_to_ms: looked_to_us === null ? null : looked_to_us / US_PER_MS,
  };
}
