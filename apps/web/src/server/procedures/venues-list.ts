import 'server-only';
import { circuitList } from '@fairlead/contracts/circuit';
import { venueView } from '@fairlead/contracts/venue-view';
import { z } from 'zod';
import { venueStates } from '@/rows/venue-row';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

const venues = z.array(venueView);

/** The venues as the router sees them now, each with its circuit. */
export const venuesList = procedureFor('orders:read')
  .output(venueStates)
  .query(async ({ ctx }) => {
    const [seen, { sharing, circuits }] = await Promise.all([
      callRouter(ctx.headers, { method: 'GET', path: '/venues', answer: venues }),
      callRouter(ctx.headers, { method: 'GET', path: '/circuits', answer: circuitList }),
    ]);
    const byId = new Map(circuits.map((circuit) => [circuit.venue_id, circuit]));
    return {
      sharing,
      venues: seen.flatMap((venue) => {
        const circuit = byId.get(venue.venue_id);
        return circuit === undefined ? [] : [{ ...venue, circuit }];
      }),
    };
  });
