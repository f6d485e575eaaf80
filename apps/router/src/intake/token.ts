import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';

/** Whom a verified token stands for: a person's session. */
export interface TokenClaims {
  readonly kind: 'SESSION';
  readonly sessionId: string;
}

/** `INVALID` proves nobody; `UNAVAILABLE` cannot be checked now, because the console does not give its keys. */
export type Verified = TokenClaims | 'INVALID' | 'UNAVAILABLE';

/** Finds out whom a token stands for. */
export type VerifyToken = (token: string) => Promise<Verified>;

/** A key that is not known is asked for at once, but no sooner than this after the last time: anybody can name keys that are not there. */
const ASK_AGAIN_MS = 1_000;
/** A key that the console publishes no more counts on for so long at most. */
const KEYS_KEPT_MS = 300_000;

const claimsSchema = z.object({ sid: z.uuid() }).transform(({ sid }) => ({ kind: 'SESSION' as const, sessionId: sid }));

/** Verifies console tokens against the console's published keys: EdDSA, issuer and audience of the console, not expired. */
export function tokenVerifier(jwksUrl: string | undefined, issuer: string | undefined): VerifyToken {
  if (jwksUrl === undefined || issuer === undefined) return async () => 'INVALID';
  const keys = createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: ASK_AGAIN_MS, cacheMaxAge: KEYS_KEPT_MS });
  return verifierWith(keys, issuer);
}

function verifierWith(keys: JWTVerifyGetKey, issuer: string): VerifyToken {
  return async (token) => {
    try {
      const options = { issuer, audience: issuer, algorithms: ['EdDSA'], requiredClaims: ['exp'] };
      const { payload } = await jwtVerify(token, keys, options);
      return claimsSchema.safeParse(payload).data ?? 'INVALID';
    } catch (error) {
      // The token's own faults are JOSE errors; that the keys could not be fetched says nothing about the token.
      const isFault = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
      return isFault && error.code !== 'ERR_JOSE_GENERIC' ? 'INVALID' : 'UNAVAILABLE';
    }
  };
}
