import type { FastifyRequest } from 'fastify';
import type { Principal } from './access.ts';
import { principalOf } from './guard.ts';
import { traceIdOf } from './trace.ts';

/** As what the audit tells of each kind of principal. */
export const ACTOR_TYPES = { USER: 'USER', KEY: 'API_KEY', SERVICE: 'SERVICE' } as const satisfies Record<
  Principal['kind'],
  string
>;
type ActorType = (typeof ACTOR_TYPES)[Principal['kind']];

/** Who a write is audited as: a person, a key or a service by its id, and the request that it came by. */
export interface Actor {
  readonly type: ActorType;
  readonly id: string;
  /** Who answers for it where two persons are needed. */
  readonly personId: string;
  readonly name: string;
  readonly traceId: string;
}

/** Who acts, in a text that is kept: the person who answers for it, and the key that was used where it is not the person itself. */
export function actorText({ personId, name }: Actor): string {
  return personId === name ? personId : `${personId} (${name})`.slice(0, 200);
}

/** The person in such a text. */
export function personIn(text: string): string {
  return text.split(' (', 1)[0] ?? text;
}

/** Who is asking, for the audit. */
export function actorOf(request: FastifyRequest): Actor {
  const { kind, id, personId, name } = principalOf(request);
  return { type: ACTOR_TYPES[kind], id, personId, name, traceId: traceIdOf(request) };
}
