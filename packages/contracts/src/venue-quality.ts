import { z } from 'zod';
import { idempotencyKey } from './act.ts';
import { venueStatus, venueType } from './enums.ts';
import { venueStatusName } from './names.ts';

export const estimate = z
  .object({ value: z.number(), low95: z.number(), high95: z.number(), observations: z.number() })
  .meta({
    id: 'Estimate',
    description:
      'An estimated number: never without its 95 % interval and the observations behind it, each by what it still counts for.',
  });
export type Estimate = z.infer<typeof estimate>;

export const venueQuality = z
  .object({
    venue_id: z.string(),
    venue_type: venueType,
    status: venueStatus,
    liquidity_score: z.number(),
    speed_score: z.number(),
    cost_score: z.number(),
    fill_rate: z.number(),
    market_impact_score: z.number(),
    latency_ms: z.number(),
    observations: z.number().describe('Finished child orders in this instrument, ever.'),
    last_updated: z.string().nullable(),
    latency: z
      .object({ expected_ms: estimate, p50_ms: z.number().nullable(), p99_ms: z.number().nullable() })
      .describe('Measured round trips; null before the first.'),
    scores: z.object({ liquidity: estimate, speed: estimate, market_impact: estimate }),
    estimates: z.object({
      fill_rate: estimate,
      fade_rate: estimate,
      reject_rate: estimate,
      hidden_liquidity_rate: estimate,
      price_improvement_bps: estimate,
      effective_over_quoted: estimate,
      impact_bps: estimate,
    }),
    markouts_bps: z.object({
      after_50ms: estimate,
      after_1s: estimate,
      after_15s: estimate,
      after_1m: estimate,
      after_5m: estimate,
    }),
  })
  .meta({
    id: 'VenueQuality',
    description:
      'The live quality of a venue in an instrument. The flat fields are what decisions use now; scores and rates are 0 to 1. `estimates` holds the same and more, each with its interval: rates 0 to 1, moves in basis points (improvement is our gain; impact and markouts cost us where they are positive).',
  });
export type VenueQuality = z.infer<typeof venueQuality>;

export const venueStatusUpdate = z
  .strictObject({
    status: venueStatusName,
    reason: z.string().normalize().trim().min(1).max(500),
    idempotency_key: idempotencyKey.nullish(),
  })
  .meta({
    id: 'VenueStatusUpdate',
    description:
      'What a person says of a venue, until the next word; ACTIVE leaves it to what is measured. The broker states are taken too.',
  });

export const venueStatusTaken = z.object({ ...venueQuality.shape, audit_id: z.uuid() }).meta({
  id: 'VenueStatusTaken',
  description: 'The quality of a venue of which something was said, durably, and the entry of the audit.',
});

export const venueOverall = venueQuality
  .pick({
    ...{ venue_id: true, venue_type: true, status: true, observations: true, last_updated: true },
    ...{ latency: true, estimates: true, markouts_bps: true },
  })
  .meta({
    id: 'VenueOverall',
    description:
      'The quality of a venue over all that it trades: what is measured, and what displayed sizes have no part in.',
  });
export type VenueOverall = z.infer<typeof venueOverall>;

export const instrumentQuality = z
  .object({ instrument_id: z.string(), ...venueQuality.shape })
  .meta({ id: 'InstrumentQuality', description: 'The quality of one venue in one of its instruments.' });

export const venueRanking = z
  .object({
    rank: z.number().nullable().describe('1 is the best; null where the venue may not be sent to.'),
    venue_id: z.string(),
    venue_type: venueType,
    status: venueStatus,
    code: z.string().nullable(),
    price: z.number().nullable(),
    displayed_quantity: z.number().nullable(),
    quantity: z.number(),
    cost_bps: z.number().nullable(),
    terms: z
      .object({
        spread_bps: z.number(),
        fee_bps: z.number(),
        fade_bps: z.number(),
        delay_bps: z.number(),
        impact_bps: z.number(),
      })
      .nullable(),
    fill_rate: z.number(),
    latency_ms: z.number(),
    observations: z.number(),
    reason: z.string(),
  })
  .meta({
    id: 'VenueRanking',
    description: `One venue's place among those that an order could be sent to; costs in basis points of the mid, as a decision weighs them.`,
  });
export type VenueRanking = z.infer<typeof venueRanking>;
