import 'server-only';
import { auth } from '../auth';

/**
 * The console's own token for reading the router's stream: one connection serves everybody who is signed in, so it is nobody's own.
 * It carries the role that may only read.
 */
export async function consoleToken(): Promise<string> {
  const { token } = await auth().api.signJWT({
    body: { payload: { sub: 'console', email: 'console@fairlead.internal', role: 'AUDITOR' } },
  });
  return token;
}
