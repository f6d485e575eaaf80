import 'server-only';
import { auth } from '../auth';

/**
 * The console's own token for reading the router's stream: one connection serves everybody who is signed in, so it is nobody's own.
 * The router lets it read.
 */
export async function consoleToken(): Promise<string> {
  const { token } = await auth().api.signJWT({
    body: { payload: { sub: 'console', service: true } },
  });
  return token;
}
