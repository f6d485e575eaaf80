import 'server-only';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { jwt } from 'better-auth/plugins';
import { env } from '@/env';
import { access } from './access';
import { loginDatabase } from './database';
import { ownOrigins } from './origin';
import { processWide } from './process-wide';

const SESSION_SECONDS = 12 * 3600;
const TOKEN_LIFETIME = '5m';
/** For how long a key signs tokens; the next token after that is signed by a new one. */
const SIGNS_SECONDS = 30 * 24 * 3600;
/** For how long a key is still published after it has signed its last token: longer than any token of it lives, by any clock. */
const GRACE_SECONDS = 3600;
export const COOKIE_PREFIX = 'fairlead';
/** The header in which the library is told a request's address; whatever a client writes there is replaced. */
export const ADDRESS_HEADER = 'x-fairlead-address';

function makeAuth() {
  const { WEB_URL, BETTER_AUTH_SECRET } = env();
  return betterAuth({
    appName: 'Fairlead',
    baseURL: WEB_URL,
    secret: BETTER_AUTH_SECRET,
    trustedOrigins: [...ownOrigins(WEB_URL)],
    database: prismaAdapter(loginDatabase(), { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: { expiresIn: SESSION_SECONDS, updateAge: SESSION_SECONDS / 4 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false, defaultValue: 'AUDITOR' },
        clientId: { type: 'string', required: false, input: false },
      },
    },
    // Counted by auth-endpoints.ts: by the socket's address and by account, and in the database.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: false },
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: WEB_URL.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            if (!(await access().maySignIn(userId)))
              throw new APIError('FORBIDDEN', { message: 'This account is suspended.' });
          },
        },
      },
    },
    plugins: [
      jwt({
        jwks: {
          keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' },
          rotationInterval: SIGNS_SECONDS,
          gracePeriod: GRACE_SECONDS,
        },
        jwt: {
          issuer: WEB_URL,
          audience: WEB_URL,
          expirationTime: TOKEN_LIFETIME,
          // Whose session it is and nothing more: what that person may do, the router asks the database.
          definePayload: ({ session }) => ({ sid: session.id }),
        },
      }),
      // Must be the last: it hands cookies that others have set over to Next.
      nextCookies(),
    ],
  });
}

/** Who may sign in, and the keys that their tokens are signed with. */
export const auth = processWide('auth', makeAuth);
