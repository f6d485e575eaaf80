import type { FastifyReply } from 'fastify';

/** Says with the answer to something that wrote where in the journal that is durable: what a caller gives as the `min_position` of a list that is to show it. */
export function durableAt(reply: FastifyReply, position: number): FastifyReply {
  return reply.header('journal-position', String(position));
}
