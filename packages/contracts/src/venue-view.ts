import { z } from 'zod';
import { assetClass, statusCause, venueStatus, venueType } from './enums.ts';
import { venueCapabilities } from './venue-protocol.ts';

/** The status of a venue, why it shows it, and since when it is known to be so; in figures where it was measured, in a person's words where one says so. */
export const shownStatus = z.object({
  status: venueStatus,
  status_cause: statusCause,
  status_since: z.string(),
  status_reason: z.string(),
});

/** What a person has said of a venue, which holds beside what is measured; null where it was said before it was written down. */
const saidStatus = z.object({
  status: venueStatus,
  reason: z.string().nullable(),
  actor: z.string().nullable(),
  since: z.string().nullable(),
});

export const venueView = z
  .object({
    venue_id: z.string(),
    venue_name: z.string(),
    venue_type: venueType,
    mic: z.string().nullable(),
    ...shownStatus.shape,
    said: saidStatus.nullable(),
    connected: z.boolean(),
    lit: z.boolean(),
    protected: z.boolean(),
    enabled: z.boolean(),
    priority: z.number(),
    asset_class: assetClass,
    take_fee: z
      .string()
      .describe('Per unit in currency, and parts per million of the notional value: by the tier in force now.'),
    make_fee: z.string(),
    take_ppm: z.number(),
    make_ppm: z.number(),
    fixed_fee: z.string().describe('Once for a child order that trades, in currency.'),
    fee_note: z.string(),
    capabilities: venueCapabilities
      .nullable()
      .describe('What it said at its last logon that it can do; null where it said nothing.'),
  })
  .meta({ id: 'Venue' });
export type VenueView = z.infer<typeof venueView>;
