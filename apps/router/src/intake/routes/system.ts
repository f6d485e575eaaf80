import { SCOPES } from '@fairlead/contracts/access';
import { systemView } from '@fairlead/contracts/system';
import { principalOf } from '../guard.ts';
import type { Routes } from '../route-schema.ts';
import { type SystemParts, systemViewFor } from '../system-view.ts';

/** GET system: what this installation is and how it stands, for everybody who may do anything here: programs begin with it. */
export const systemRoute: Routes<SystemParts> = async (app, parts) => {
  const schema = { response: { 200: systemView } };
  const onRequest = app.guard(...SCOPES);
  app.get('/system', { onRequest, schema }, async (request, reply) =>
    reply.send(systemViewFor(principalOf(request).seesOnly, parts)),
  );
};
