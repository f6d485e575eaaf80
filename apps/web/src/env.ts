import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  ROUTER_URL: z.url(),
  /** How people reach the console. Behind TLS it begins with https: cookies are then Secure, and browsers are told to stay with TLS. */
  WEB_URL: z.url(),
  /** Where the worker says how it is; without it, nothing is said of it. */
  WORKER_URL: z.url().optional(),
  BETTER_AUTH_SECRET: z.string().min(32),
  /** Addresses or networks (`10.0.0.0/8`), by comma, of proxies whose word on a client's address counts. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
});

/** The settings of the console's server. */
export type WebEnv = z.infer<typeof schema>;

let checked: WebEnv | undefined;

/** Reads and checks the environment once; throws one line that names every bad value. The only reader of process.env in this app. */
export function env(): WebEnv {
  if (checked !== undefined) return checked;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`console cannot start, bad environment: ${faults.join('; ')}`);
  }
  checked = parsed.data;
  return checked;
}
