import { createHash } from 'node:crypto';
import { ROLE_SCOPES, role as roleSchema, type Scope, scope as scopeSchema } from '@fairlead/contracts/access';
import type { Clock, Timers } from '../ports.ts';
import { type Recalled, Remembered } from './remembered.ts';
import type { VerifyToken } from './token.ts';

/** What a principal was let in by, and is looked up by again. */
type Proof =
  | { readonly kind: 'KEY'; readonly sha256: string }
  | { readonly kind: 'SESSION'; readonly sessionId: string };

/** Who is asking, and what they may do. */
export interface Principal {
  readonly kind: 'KEY' | 'USER' | 'SERVICE';
  /** What tells one from another: the id of the key, the user's e-mail, or the name of the service. */
  readonly id: string;
  /** Who answers for it where two persons are needed: the user, the owner or maker of a key, or a key of which nobody knows one. */
  readonly personId: string;
  /** Shown in logs and audits: the key's name, the user's e-mail, or the service's name. */
  readonly name: string;
  /** The client in whose name orders are sent. */
  readonly clientId: string;
  /** Null sees every client's orders (the firm's own people and services); otherwise only this client's. */
  readonly seesOnly: string | null;
  readonly scopes: ReadonlySet<Scope>;
  readonly proof: Proof;
}

/** A stored API key that may be used. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Microseconds since 1970, or null for a key that does not expire. */
  readonly expiresAtUs: number | null;
  /** Who answers for it: the person whose key it is, otherwise whoever has made it; null where nobody knows. */
  readonly owner: string | null;
  /** The service of this installation that it is for; null where it is for people and clients. */
  readonly service: string | null;
}

/** A session that holds, with what its person is now. */
export interface SessionRecord {
  readonly email: string;
  readonly role: string;
  /** The client that this user belongs to; null for the firm's own people, who see every client's orders. */
  readonly clientId: string | null;
  readonly expiresAtUs: number;
}

/** Where keys, tokens and sessions are looked up. */
export interface AccessPorts {
  readonly findKey: (keySha256: string) => Promise<ApiKeyRecord | null>;
  readonly findSession: (sessionId: string) => Promise<SessionRecord | null>;
  readonly verifyToken: VerifyToken;
  /** Hears which key has let somebody in. */
  readonly onKeyUsed: (keyId: string) => void;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Who is asking; nobody; or nothing that can be said, while the database or the console's keys are away. */
export type Identified =
  | { readonly kind: 'FOUND'; readonly found: Principal }
  | { readonly kind: 'NONE' }
  | { readonly kind: 'UNAVAILABLE' };

type Haste = 'ORDINARY' | 'HALT';

interface Credentials {
  readonly authorization?: string | undefined;
  readonly 'x-api-key'?: string | string[] | undefined;
}

/** The client that the firm's own people trade for. */
const HOUSE_CLIENT = 'default';
const KEY_PREFIX = 'flk_';
const NONE: Identified = { kind: 'NONE' };
/** How old the last look at a key or session may be when a request comes. */
const REQUEST_AGE_US = 5_000_000;
/** How old when a reader who is there already is looked at again. */
const RECHECK_AGE_US = 1_000_000;

/**
 * Finds out who is asking: an API key by its hash, or a console token by its signature and its session. A token says whose session it is and
 * nothing more: role, client and ban are the database's word, at most seconds old.
 */
export class Access {
  readonly #ports: AccessPorts;
  readonly #keys: Remembered<ApiKeyRecord>;
  readonly #sessions: Remembered<SessionRecord>;

  constructor(ports: AccessPorts) {
    const { clock, timers } = ports;
    this.#ports = ports;
    this.#keys = new Remembered({ find: ports.findKey, clock, timers });
    this.#sessions = new Remembered({ find: ports.findSession, clock, timers });
  }

  /** Who the headers say is asking. A halt waits for no look-up of somebody who was known within the last minute: a key or session that is withdrawn may still stop trading for so long. */
  async identify(headers: Credentials, haste: Haste = 'ORDINARY'): Promise<Identified> {
    const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    const key = headers['x-api-key'];
    const credential = bearer ?? (typeof key === 'string' ? key : undefined);
    if (credential === undefined) return NONE;
    if (credential.startsWith(KEY_PREFIX)) {
      const sha256 = createHash('sha256').update(credential).digest('hex');
      return this.#lookUp({ kind: 'KEY', sha256 }, REQUEST_AGE_US, haste);
    }
    const claims = await this.#ports.verifyToken(credential);
    if (claims === 'INVALID') return NONE;
    return claims === 'UNAVAILABLE' ? { kind: 'UNAVAILABLE' } : this.#lookUp(claims, REQUEST_AGE_US, haste);
  }

  /**
   * Whether what a principal was let in by still proves the same principal, with this scope: looked up anew. For what outlives its request,
   * and outlives the token that it came with: a session is asked for, not a token's time. While the database is away, it holds for as long
   * as a request would be let in.
   */
  async stillProves(principal: Principal, scope: Scope): Promise<boolean> {
    const now = await this.#lookUp(principal.proof, RECHECK_AGE_US);
    if (now.kind !== 'FOUND') return false;
    const { id, clientId, seesOnly, scopes } = now.found;
    const isSame = id === principal.id && clientId === principal.clientId && seesOnly === principal.seesOnly;
    return isSame && scopes.has(scope);
  }

  /** A key has been revoked here: whoever brings it from now on is looked up anew. */
  forgetKey(sha256: string): void {
    this.#keys.forget(sha256);
  }

  async #lookUp(proof: Proof, ageUsMax: number, haste: Haste = 'ORDINARY'): Promise<Identified> {
    const recall = haste === 'HALT' ? 'recallAtOnce' : 'recall';
    switch (proof.kind) {
      case 'KEY': {
        const { sha256 } = proof;
        return this.#unexpired(await this.#keys[recall](sha256, ageUsMax), (key) => {
          this.#ports.onKeyUsed(key.id);
          return keyPrincipal(key, proof);
        });
      }
      case 'SESSION': {
        const { sessionId } = proof;
        return this.#unexpired(await this.#sessions[recall](sessionId, ageUsMax), (session) =>
          userPrincipal(session, proof),
        );
      }
    }
  }

  #unexpired<Found extends { readonly expiresAtUs: number | null }>(
    recalled: Recalled<Found>,
    principalOf: (found: Found) => Principal | null,
  ): Identified {
    if (recalled.kind !== 'FOUND') return recalled;
    const { expiresAtUs } = recalled.found;
    if (expiresAtUs !== null && expiresAtUs <= this.#ports.clock.nowUs()) return NONE;
    const found = principalOf(recalled.found);
    return found === null ? NONE : { kind: 'FOUND', found };
  }
}

/** Whether somebody acts for the firm itself: its own people, and keys of the client that they trade for. */
export function worksForFirm({ seesOnly, clientId }: Principal): boolean {
  return seesOnly === null || clientId === HOUSE_CLIENT;
}

function keyPrincipal({ id, name, clientId, scopes, owner, service }: ApiKeyRecord, proof: Proof): Principal {
  const known = new Set(scopes.flatMap((text) => scopeSchema.safeParse(text).data ?? []));
  if (service !== null) {
    const itself = { id: service, personId: service, name: service };
    return { kind: 'SERVICE', ...itself, clientId, seesOnly: null, scopes: known, proof };
  }
  return { kind: 'KEY', id, personId: owner ?? id, name, clientId, seesOnly: clientId, scopes: known, proof };
}

function userPrincipal({ email, role, clientId }: SessionRecord, proof: Proof): Principal | null {
  const known = roleSchema.safeParse(role).data;
  if (known === undefined) return null;
  return {
    kind: 'USER',
    id: email,
    personId: email,
    name: email,
    clientId: clientId ?? HOUSE_CLIENT,
    seesOnly: clientId,
    scopes: new Set(ROLE_SCOPES[known]),
    proof,
  };
}
