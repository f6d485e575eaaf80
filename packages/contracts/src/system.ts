import { z } from 'zod';
import { calendarView } from './calendar.ts';
import { alert, haltUpdate } from './stream.ts';

/** Where orders go: to simulators, or to real markets. */
export const environment = z.enum(['SIMULATED', 'LIVE']);
export type Environment = z.infer<typeof environment>;

/** The services of an installation; only those that it has are named. */
const serviceName = z.enum(['router', 'console', 'surveillance', 'portfolio']);
const serviceAddress = z.object({ name: serviceName, url: z.url() });
export type ServiceAddress = z.infer<typeof serviceAddress>;

/** One thing that readiness depends on, or that people want to see beside it, and since when it has been so. */
const checkView = z.object({
  name: z.string(),
  ready: z.boolean(),
  detail: z.string(),
  since: z.string(),
});

/** For whom nothing new is taken or sent, since when, why and by whom. Cancels pass all the same. */
export const haltInForce = haltUpdate.omit({ halted: true }).extend({ since: z.string(), actor: z.string() });

/** An alert of the stream, with its number and time there. */
export const raisedAlert = alert.extend({ seq: z.number(), timestamp: z.string() });
export type RaisedAlert = z.infer<typeof raisedAlert>;

export const systemView = z
  .object({
    timestamp: z.string(),
    environment,
    versions: z.object({ release: z.string(), engine: z.string(), model: z.string(), rules: z.string() }),
    started_at: z.string(),
    services: z.array(serviceAddress),
    ready: z.boolean(),
    checks: z.array(checkView),
    calendar: calendarView,
    projection: z
      .object({
        position: z.number(),
        behind_entries: z.number(),
        behind_ms: z.number(),
        late: z.boolean(),
      })
      .describe('How far the lists that are made of the journal are behind it; `late` where people are told of it.'),
    disk: z
      .object({
        free_bytes: z.number().nullable(),
        data_bytes: z.number().nullable(),
        days_left: z.number().nullable(),
        low: z.boolean(),
      })
      .describe('Of the data; `low` where new orders are refused for want of room.'),
    open_orders: z.number().describe('Orders that are alive, of those that the reader may see.'),
    venues: z.object({ connected: z.number(), total: z.number() }),
    halts: z.array(haltInForce).describe('The halts that are in force; none where there is no halt.'),
    alerts: z
      .array(raisedAlert)
      .describe(
        'The newest alerts since the router started, oldest first; a client is told of those about its own orders.',
      ),
  })
  .meta({
    id: 'System',
    description:
      'What this installation is and how it stands now, for programs that begin and for what every screen shows. What is not known is null.',
  });
export type HaltInForce = z.infer<typeof haltInForce>;
export type SystemView = z.infer<typeof systemView>;
