import { z } from 'zod';
import { readHours } from './market/hours-of-today.ts';

const port = z.coerce.number().int().min(0).max(65_535);

/** What the simulated venues are told. The words here are those of docs/configuration.md; a unit stands at every number. */
export const settings = z.object({
  VENUE_SIM_PORT: port
    .default(4700)
    .meta({ unit: 'port', description: 'The socket of the venues; 0 lets the system choose.' }),
  VENUE_SIM_CONTROL_PORT: port
    .default(4701)
    .meta({ unit: 'port', description: 'Health, faults and ground truth; always on loopback.' }),
  VENUE_SIM_LISTEN_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('The address of the venues’ socket. Another than loopback is for containers only.'),
  VENUE_SIM_SEED: z.coerce
    .number()
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(20_180_102)
    .meta({ unit: 'seed', description: 'The same seed makes the same market.' }),
  VENUE_SIM_QUOTES_PER_SECOND: z.coerce
    .number()
    .positive()
    .max(100_000)
    .default(450)
    .meta({ unit: 'rows a second', description: 'Quotes over all venues and stocks.' }),
  VENUE_SIM_SPEED: z.coerce
    .number()
    .positive()
    .max(1_000)
    .default(1)
    .meta({ unit: 'market seconds a second', description: 'How fast the market’s time goes.' }),
  VENUE_SIM_SESSION_HOURS: z
    .enum(['exchange', 'always'])
    .default('always')
    .describe('Whether the venues open and close by the exchanges’ hours, with auctions, or trade around the clock.'),
  VENUE_SIM_STOCKS_TODAY: z
    .string()
    .transform((text, at) => {
      const hours = readHours(text);
      if (hours !== null) return hours;
      at.addIssue({ code: 'custom', message: 'must be like 03:30-03:45, from 03:00 on' });
      return z.NEVER;
    })
    .optional()
    .describe(
      'From when to when the stock market is open today, in New York, where that is to be other than the calendar says: `03:30-03:45`.',
    ),
  VENUE_SIM_REPLACE: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'Whether books say that they can give a working order other terms; without, a router cancels and sends anew.',
    ),
  VENUE_SIM_RECORDED: z
    .string()
    .min(1)
    .optional()
    .describe('A recorded file (`quotes_*.csv.gz`) that drives one instrument; the others stay generated.'),
  VENUE_SIM_RECORDED_INSTRUMENT: z
    .string()
    .min(1)
    .default('PG')
    .describe('The instrument that the recorded file drives.'),
});

export type Env = z.infer<typeof settings>;

/** Reads the environment, or says in one line what is wrong with it. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const read = settings.safeParse(source);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`venue-sim cannot start: ${faults.join('; ')}`);
}
