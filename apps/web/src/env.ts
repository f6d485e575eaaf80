import { trustedProxies } from '@fairlead/contracts/client-address';
import { z } from 'zod';

/** What the console's server is told. The words here are those of docs/configuration.md; a unit stands at every number. */
export const settings = z.object({
  DATABASE_URL: z.string().min(1).describe('The database, as a URL.'),
  ROUTER_URL: z.url().describe('The router, to whose API the console speaks.'),
  WEB_URL: z
    .url()
    .describe(
      'How people reach the console. Behind TLS it begins with https: cookies are then Secure, and browsers are told to stay with TLS.',
    ),
  WORKER_URL: z.url().optional().describe('Where the worker says how it is; without it, nothing is said of it.'),
  BETTER_AUTH_SECRET: z.string().min(32).describe('Signs the sessions of people; a new one signs everybody out.'),
  ROUTER_KEY: z
    .string()
    .startsWith('flk_')
    .describe('The console’s own key at the router, for the one stream that it reads for everybody who is signed in.'),
  TRUSTED_PROXIES: trustedProxies.describe(
    'Addresses or networks (`10.0.0.0/8`), by comma, of proxies whose word on a client’s address counts.',
  ),
});

/** The settings of the console's server. */
export type WebEnv = z.infer<typeof settings>;

let checked: WebEnv | undefined;

/** Reads and checks the environment once; throws one line that names every bad value. The only reader of process.env in this app. */
export function env(): WebEnv {
  if (checked !== undefined) return checked;
  const parsed = settings.safeParse(process.env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`console cannot start, bad environment: ${faults.join('; ')}`);
  }
  checked = parsed.data;
  return checked;
}
