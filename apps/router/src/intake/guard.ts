import type { Scope } from '@fairlead/contracts/access';
import { countedAddress, type TrustedProxies } from '@fairlead/contracts/client-address';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access, Principal } from './access.ts';
import { clientOf } from './client.ts';
import type { OrderLoad } from './order-load.ts';
import { sendProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null until a route has asked for a scope. */
    principal: Principal | null;
    /** Says that the order of this request is decided, so that it counts for nobody's wait any more; null of other requests. */
    orderDecided: (() => void) | null;
  }
  interface FastifyInstance {
    /** Every route with the scopes that it asks for. */
    readonly scopedRoutes: readonly RouteScopes[];
    readonly guard: Guard;
    /** The same for what plans a new order: refused too where it would wait too long. */
    readonly orderGuard: Guard;
    /** The same for a question about one, which is nobody's order. */
    readonly questionGuard: Guard;
  }
}

/** A route, and the scopes of which one is needed; null where nobody is asked who they are. */
export interface RouteScopes {
  readonly method: string;
  readonly url: string;
  readonly scopes: readonly Scope[] | null;
}

/** Requests a second that are answered; what is more is told when to come back. Cancels and halts are always answered. */
export interface RateLimits {
  readonly perKey: number;
  /** Of all keys and users of a client together. */
  readonly perClient: number;
  /** Of one address with credentials that prove nobody: each costs a look-up. */
  readonly perStranger: number;
}

type Scopes = readonly [Scope, ...Scope[]];

/** The hook of a route that answers only to those who hold one of its scopes. */
export interface ScopedHook {
  (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
  readonly scopes: Scopes;
}

/** Makes the hook for scopes. */
export type Guard = (...scopes: Scopes) => ScopedHook;

const SECOND_MS = 1_000;

/** How often each may ask, and whose word counts on who a stranger is. */
interface GuardBounds {
  readonly rates: RateLimits;
  readonly proxies: TrustedProxies;
}

/** Lets those in who hold a scope, before their body is read, as often as they may. */
export function guardOf(app: FastifyInstance, access: Access, bounds: GuardBounds): Guard {
  const limits = limitersOf(app, bounds);
  return (...scopes) => {
    const haste = isHalting(scopes) ? 'HALT' : 'ORDINARY';
    const check = async (request: FastifyRequest, reply: FastifyReply) => {
      const identified = await access.identify(request.headers, haste);
      if (identified.kind === 'UNAVAILABLE') return sendProblem(reply, 'ACCESS_UNAVAILABLE');
      if (identified.kind === 'NONE') {
        const tooMany = await limits.stranger(request);
        return tooMany ? sendProblem(reply, 'RATE_LIMITED', tooMany) : sendProblem(reply, 'UNAUTHENTICATED');
      }
      request.principal = identified.found;
      const tooMany = stops(request, scopes) ? null : await limits.known(request);
      if (tooMany !== null) return sendProblem(reply, 'RATE_LIMITED', tooMany);
      if (!scopes.some((scope) => identified.found.scopes.has(scope)))
        return sendProblem(reply, 'FORBIDDEN', { detail: `This needs the scope ${scopes.join(' or ')}.` });
      return undefined;
    };
    return Object.assign(check, { scopes });
  };
}

/** A cancel, or a halt by somebody who may place one: never refused for how often somebody asks. */
function stops({ method, principal }: FastifyRequest, scopes: Scopes): boolean {
  return method === 'DELETE' || (isHalting(scopes) && principal?.scopes.has('risk:halt') === true);
}

/** Whether a route is for halts alone; one that takes this scope among others is like any other. */
function isHalting(scopes: Scopes): boolean {
  return scopes.every((scope) => scope === 'risk:halt');
}

/** Makes the guard of what plans a new order: who may send it is let in while there is room, before its body is read. */
export function orderGuardOf(guard: Guard, load: Pick<OrderLoad, 'enter'>): Guard {
  return (...scopes) => {
    const check = guard(...scopes);
    const enter = async (request: FastifyRequest, reply: FastifyReply) => {
      const refused = await check(request, reply);
      if (refused !== undefined) return refused;
      const leave = load.enter(principalOf(request).clientId);
      if (leave === null) return sendProblem(reply, 'OVERLOADED');
      request.orderDecided = leave;
      // Comes after the answer, and also where whoever asked has gone.
      reply.raw.once('close', leave);
      return undefined;
    };
    return Object.assign(enter, { scopes });
  };
}

/** Makes the guard of questions: who may ask is let in while there is room for more than orders. */
export function questionGuardOf(guard: Guard, load: Pick<OrderLoad, 'mayAsk'>): Guard {
  return (...scopes) => {
    const check = guard(...scopes);
    const ask = async (request: FastifyRequest, reply: FastifyReply) =>
      (await check(request, reply)) ?? (load.mayAsk() ? undefined : sendProblem(reply, 'OVERLOADED'));
    return Object.assign(ask, { scopes });
  };
}

/** The scopes that the hook of a route asks for; null where it has no such hook. */
export function scopesOf(hook: unknown): readonly Scope[] | null {
  return isScoped(hook) ? hook.scopes : null;
}

function isScoped(hook: unknown): hook is ScopedHook {
  return typeof hook === 'function' && 'scopes' in hook;
}

/** The principal that the guard has put on the request. Throws where a route forgot its guard. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new Error(`no guard on ${request.url}`);
  return request.principal;
}

type TooMany = { readonly retryAfterSeconds: number } | null;

/** How often each may ask; needs the plugin for rates. */
function limitersOf(app: FastifyInstance, { rates, proxies }: GuardBounds) {
  const limiter = (max: number, keyGenerator: (request: FastifyRequest) => string) => {
    const limit = app.createRateLimit({ max, timeWindow: SECOND_MS, keyGenerator });
    return async (request: FastifyRequest): Promise<TooMany> => {
      const used = await limit(request);
      return !used.isAllowed && used.isExceeded ? { retryAfterSeconds: Math.max(1, used.ttlInSeconds) } : null;
    };
  };
  const perKey = limiter(rates.perKey, (request) => `key ${principalOf(request).id}`);
  const perClient = limiter(rates.perClient, (request) => `client ${principalOf(request).clientId}`);
  return {
    stranger: limiter(rates.perStranger, (request) => `address ${countedAddress(clientOf(request, proxies))}`),
    known: async (request: FastifyRequest) => (await perKey(request)) ?? (await perClient(request)),
  };
}
