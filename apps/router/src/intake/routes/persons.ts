import { personErased, personErasure } from '@fairlead/contracts/persons';
import type { PersonName } from '@fairlead/db/repositories/person-names';
import type { Principal } from '../access.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { traceIdOf } from '../trace.ts';

/** Whose name is to be erased, by whom and why. */
export interface ErasureWish extends PersonName {
  readonly reason: string;
  readonly by: Pick<Principal, 'kind' | 'id'>;
  readonly traceId: string;
}

/** What the persons route works with. */
export interface PersonRoutes {
  /** Erases a name with its audit entry; gives the pseudonym that it had, or null where there is no such name. */
  readonly erasePerson: (wish: ErasureWish) => Promise<string | null>;
}

/** POST the erasure of a person's name: the record keeps the pseudonym, and nobody can say any more whose it was. */
export const personRoutes: Routes<PersonRoutes> = async (app, { erasePerson }) => {
  const schema = { body: personErasure, response: { 200: personErased } };
  app.post('/persons/erase', { onRequest: app.guard('admin'), schema }, async (request, reply) => {
    const { client_id: clientId, kind, name, reason } = request.body;
    const by = principalOf(request);
    const pseudonym = await erasePerson({ clientId, kind, name, reason, by, traceId: traceIdOf(request) });
    return pseudonym === null ? sendProblem(reply, 'NOT_FOUND') : reply.send({ pseudonym });
  });
};
