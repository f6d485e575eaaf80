import { z } from 'zod';

/** How far back the traffic of a venue is looked at, and in what pieces. */
export const TRAFFIC_RANGES = ['1h', '6h', '24h'] as const;
export type TrafficRange = (typeof TRAFFIC_RANGES)[number];

const MINUTE_MS = 60_000;
export const RANGE_MS: Readonly<Record<TrafficRange, { readonly span: number; readonly piece: number }>> = {
  '1h': { span: 60 * MINUTE_MS, piece: MINUTE_MS },
  '6h': { span: 360 * MINUTE_MS, piece: 5 * MINUTE_MS },
  '24h': { span: 1_440 * MINUTE_MS, piece: 15 * MINUTE_MS },
};

const counted = {
  ended: z.number(),
  acked: z.number(),
  rejected: z.number(),
  filled: z.number(),
  /** Taken by the venue, meant to be filled at once, and nothing was there. */
  missed: z.number(),
  p50_ms: z.number().nullable(),
  p90_ms: z.number().nullable(),
  p99_ms: z.number().nullable(),
};

/** What came of the viewer's children that ended at a venue in a time. */
export const venueTraffic = z.object({
  from_ms: z.number(),
  to_ms: z.number(),
  piece_ms: z.number(),
  pieces: z.array(z.object({ at_ms: z.number(), ...counted })),
  whole: z.object(counted),
  rejects: z.array(z.object({ code: z.string().nullable(), count: z.number() })),
  /** Before this nothing was looked at, because too much ended there; null where all was. */
  looked_to_ms: z.number().nullable(),
});
export type VenueTraffic = z.infer<typeof venueTraffic>;
