import type { FastifyRequest } from 'fastify';
import { principalOf } from './server.ts';

/** Who a write is audited as: a person or a key by its id, and the request that it came by. */
export interface Actor {
  readonly type: 'USER' | 'API_KEY';
  readonly id: string;
  readonly name: string;
  readonly traceId: string;
}

/** Who is asking, for the audit. */
export function actorOf(request: FastifyRequest): Actor {
  const { kind, id, name } = principalOf(request);
  return { type: kind === 'KEY' ? 'API_KEY' : 'USER', id, name, traceId: String(request.id) };
}
