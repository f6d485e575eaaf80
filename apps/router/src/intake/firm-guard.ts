import type { FastifyReply, FastifyRequest } from 'fastify';
import { worksForFirm } from './access.ts';
import { type Guard, principalOf } from './guard.ts';
import { sendProblem } from './problem.ts';

/** Makes the guard of what is the firm's own and tells of every client: people and keys of a client are refused, whatever they may do. */
export function firmGuardOf(guard: Guard): Guard {
  return (...scopes) => {
    const check = guard(...scopes);
    const enter = async (request: FastifyRequest, reply: FastifyReply) => {
      const refused = await check(request, reply);
      if (refused !== undefined || worksForFirm(principalOf(request))) return refused;
      return sendProblem(reply, 'FORBIDDEN', {
        detail: 'Reports tell of every client: they are for the firm’s own people.',
      });
    };
    return Object.assign(enter, { scopes });
  };
}
