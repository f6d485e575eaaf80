import pg from 'pg';
import { errorLine } from './database-error.ts';

/** The role that the applications act as: it may do everything they need, and nothing that changes the record. Its migration makes it. */
const APPLICATION_ROLE = 'fairlead_app';

const NAMES_A_ROLE = /\brole\s*=/;
const CONNECT_MS_MAX = 10_000;

/**
 * The address of a database for an application: its connections act as `fairlead_app` from their first moment on. An address whose own
 * `options` name a role (`role=none` for the login itself) is left as it is.
 */
export function asApplication(databaseUrl: string): string {
  return withRole(databaseUrl, APPLICATION_ROLE);
}

/**
 * The address to give to the applications: the same one, or, where the login may not act as their role (a server of somebody else's where it
 * may not make roles), one that goes on as the login; `told` is then told why, in one line.
 */
export async function addressForApplications(databaseUrl: string, told: (line: string) => void): Promise<string> {
  const client = new pg.Client({
    connectionString: asApplication(databaseUrl),
    connectionTimeoutMillis: CONNECT_MS_MAX,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return databaseUrl;
  } catch (error) {
    told(`the login may change the record, for it may not act as ${APPLICATION_ROLE}: ${errorLine(error)}`);
    return withRole(databaseUrl, 'none');
  } finally {
    await client.end().catch(() => {});
  }
}

function withRole(databaseUrl: string, role: string): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get('options') ?? '';
  if (NAMES_A_ROLE.test(given)) return databaseUrl;
  url.searchParams.set('options', `${given} -c role=${role}`.trim());
  // Not every reader of such an address takes a plus for a space.
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}
