import { assetClass, circuitState, orderType, timeInForce, venueType } from '@fairlead/contracts/enums';
import { venueConnection } from '@fairlead/contracts/venue-connection';
import { TIER_VOLUMES } from '@fairlead/core/venue/fees';
import { z } from 'zod';

/** A change of a venue's circuit. Codes of routers of another version are read too. */
export const circuitEvent = z.object({
  id: z.string(),
  from: circuitState,
  to: circuitState,
  code: z.string(),
  reason: z.string(),
  until_ms: z.number().nullable(),
  actor: z.string().nullable(),
  at_ms: z.number(),
});
export type CircuitEvent = z.infer<typeof circuitEvent>;

const rates = { take_fee: z.string(), make_fee: z.string(), take_ppm: z.number(), make_ppm: z.number() };

/** What a venue charges from a day on: decimal texts per unit in currency, paid when positive; parts per million of the value. */
export const feeSchedule = z.object({
  ...rates,
  effective_from: z.string(),
  midpoint_fee: z.string(),
  sub_dollar_take_ppm: z.number(),
  sub_dollar_make_ppm: z.number(),
  fixed_fee: z.string(),
  tier_volume: z.enum(TIER_VOLUMES),
  tier_currency: z.string(),
  note: z.string().nullable(),
  tiers: z.array(z.object({ ...rates, from_volume: z.string() })),
});
export type FeeSchedule = z.infer<typeof feeSchedule>;

/** A venue as it is written down: what it is, what it takes, what is agreed with it, what it charges, and how its circuit went. */
export const venueDetail = z.object({
  venue_id: z.string(),
  venue_name: z.string(),
  venue_type: venueType,
  mic: z.string().nullable(),
  mpid: z.string().nullable(),
  asset_class: assetClass,
  lit: z.boolean(),
  protected_quote: z.boolean(),
  enabled: z.boolean(),
  accepts_odd_lots: z.boolean(),
  order_types: z.array(orderType),
  times_in_force: z.array(timeInForce),
  min_order_size: z.string(),
  max_order_size: z.string(),
  /** Null is every instrument of its kind. */
  supported_symbols: z.array(z.string()).nullable(),
  typical_latency_us: z.number(),
  /** What is absent is the router's to choose. */
  terms: venueConnection,
  /** The latest first. */
  fees: z.array(feeSchedule),
  /** The day in New York by which the schedule in force is told. */
  today: z.string(),
  /** Newest first. */
  circuit_events: z.array(circuitEvent),
});
export type VenueDetail = z.infer<typeof venueDetail>;
