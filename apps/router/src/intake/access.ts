import { createHash } from 'node:crypto';
import { role as roleSchema, scope as scopeSchema } from '@fairlead/contracts/enums';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';

export type Scope = z.infer<typeof scopeSchema>;
type Role = z.infer<typeof roleSchema>;

/** Who is asking, and what they may do. */
export interface Principal {
  readonly kind: 'KEY' | 'USER';
  /** What tells one from another: the id of the key, or the user's e-mail. */
  readonly id: string;
  /** Shown in logs and audits: the key's name or the user's e-mail. */
  readonly name: string;
  /** The client in whose name orders are sent. */
  readonly clientId: string;
  /** Null sees every client's orders (the firm's own people); otherwise only this client's. */
  readonly seesOnly: string | null;
  readonly scopes: ReadonlySet<Scope>;
}

/** A stored API key. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Microseconds since 1970, or null for a key that does not expire. */
  readonly expiresAtUs: number | null;
}

/** Where keys and tokens are looked up. */
export interface AccessPorts {
  readonly findKey: (keySha256: string) => Promise<ApiKeyRecord | null>;
  readonly verifyToken: (token: string) => Promise<TokenClaims | null>;
  readonly nowUs: () => number;
}

/** What a verified console token says. */
export interface TokenClaims {
  readonly email: string;
  readonly role: Role;
  /** The client that this user belongs to; null for the firm's own people, who see every client's orders. */
  readonly client_id: string | null;
}

/** The client that the firm's own people trade for. */
const HOUSE_CLIENT = 'default';
const KEY_PREFIX = 'flk_';
const KEY_CACHE_US = 10_000_000;

/** What each role of the console may do at the router. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  TRADER: ['route:write', 'orders:write', 'orders:read'],
  COMPLIANCE: ['orders:read', 'rules:write', 'rules:approve', 'reports:read', 'audit:read'],
  OPERATIONS: ['orders:read', 'venues:write', 'risk:write'],
  AUDITOR: ['orders:read', 'reports:read', 'audit:read'],
  ADMIN: [...scopeSchema.options],
};

/** The headers that a credential may stand in. */
interface CredentialHeaders {
  readonly authorization?: string | undefined;
  readonly 'x-api-key'?: string | string[] | undefined;
}

/** The key or token that the headers carry, not yet believed; null where they carry none. */
export function credentialIn(headers: CredentialHeaders): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = headers['x-api-key'];
  return bearer ?? (typeof key === 'string' ? key : null);
}

/** Finds out who is asking: an API key by its hash, or a console token by its signature. Answers null for anything else. */
export class Access {
  readonly #ports: AccessPorts;
  readonly #keys = new Map<string, { record: ApiKeyRecord | null; untilUs: number }>();

  constructor(ports: AccessPorts) {
    this.#ports = ports;
  }

  /** Who the headers say is asking, or null where they prove nobody. */
  async identify(headers: CredentialHeaders): Promise<Principal | null> {
    const credential = credentialIn(headers);
    return credential === null ? null : this.#byCredential(credential, false);
  }

  /**
   * Whether a key or token still proves the same principal, with this scope: looked up anew, past what is remembered of keys. For what
   * outlives its request. Rejects where that cannot be found out now.
   */
  async stillProves(credential: string, principal: Principal, scope: Scope): Promise<boolean> {
    const now = await this.#byCredential(credential, true);
    return (
      now !== null &&
      now.kind === principal.kind &&
      now.id === principal.id &&
      now.clientId === principal.clientId &&
      now.seesOnly === principal.seesOnly &&
      now.scopes.has(scope)
    );
  }

  #byCredential(credential: string, isAnew: boolean): Promise<Principal | null> {
    return credential.startsWith(KEY_PREFIX) ? this.#byKey(credential, isAnew) : this.#byToken(credential);
  }

  async #byKey(key: string, isAnew: boolean): Promise<Principal | null> {
    const record = await this.#findKey(sha256(key), isAnew);
    if (record === null || (record.expiresAtUs !== null && record.expiresAtUs <= this.#ports.nowUs())) return null;
    const scopes = new Set(record.scopes.flatMap((text) => scopeSchema.safeParse(text).data ?? []));
    return {
      kind: 'KEY',
      id: record.id,
      name: record.name,
      clientId: record.clientId,
      seesOnly: record.clientId,
      scopes,
    };
  }

  /** Keys are remembered for a few seconds, so that an order costs no look-up; that is also how long a withdrawn key lives on. */
  async #findKey(keySha256: string, isAnew: boolean): Promise<ApiKeyRecord | null> {
    const nowUs = this.#ports.nowUs();
    const cached = this.#keys.get(keySha256);
    if (!isAnew && cached !== undefined && cached.untilUs > nowUs) return cached.record;
    const record = await this.#ports.findKey(keySha256);
    if (this.#keys.size > 10_000) this.#keys.clear();
    this.#keys.set(keySha256, { record, untilUs: nowUs + KEY_CACHE_US });
    return record;
  }

  async #byToken(token: string): Promise<Principal | null> {
    const claims = await this.#ports.verifyToken(token);
    if (claims === null) return null;
    const { email, role, client_id: clientId } = claims;
    return {
      kind: 'USER',
      id: email,
      name: email,
      clientId: clientId ?? HOUSE_CLIENT,
      seesOnly: clientId,
      scopes: new Set(ROLE_SCOPES[role]),
    };
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const claimsSchema = z.object({ email: z.string(), role: roleSchema, client_id: z.string().nullable().default(null) });

/** Verifies console tokens against the console's published keys: EdDSA, issuer and audience of the console, not expired. */
export function tokenVerifier(jwksUrl: string | undefined, issuer: string | undefined): AccessPorts['verifyToken'] {
  if (jwksUrl === undefined || issuer === undefined) return async () => null;
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience: issuer, algorithms: ['EdDSA'] });
      return claimsSchema.safeParse(payload).data ?? null;
    } catch {
      return null;
    }
  };
}
