import { circuitSharing, circuitView } from '@fairlead/contracts/circuit';
import { venueView } from '@fairlead/contracts/venue-view';
import { z } from 'zod';

/** A venue as the router sees it now, with its circuit. */
export const venueRow = z.object({ ...venueView.shape, circuit: circuitView });
export type VenueRow = z.infer<typeof venueRow>;

/** All of them, and whether their circuits are shared with other routers. */
export const venueStates = z.object({ sharing: circuitSharing, venues: z.array(venueRow) });
export type VenueStates = z.infer<typeof venueStates>;
