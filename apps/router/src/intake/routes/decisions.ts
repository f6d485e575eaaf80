import { decisionReplay, routingDecision } from '@fairlead/contracts/decisions';
import { readDecision, readEvidence } from '@fairlead/contracts/stored-decision';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { EngineShelf } from '@fairlead/db/engine-shelf';
import { recomputation } from '@fairlead/db/recomputation';
import type { WholeDecision } from '@fairlead/db/repositories/decision-repository';
import { isUuid } from '@fairlead/db/repositories/uuid-range';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { responseOf } from '../../entry/answer.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';

/** What the decision routes work with. `findDecision` gives a stored decision that belongs to `clientId`, or to anybody where that is null. */
export interface DecisionRoutes {
  readonly findDecision: (
    decisionId: string,
    clientId: string | null,
  ) => Promise<Pick<WholeDecision, 'decision' | 'stored'> | null>;
  readonly engines: Pick<EngineShelf, 'engine'>;
}

/** What is no id of a decision is not found, like one that there is not. */
export const decisionParams = z.object({ decision_id: z.string() });

type DecisionRequest = FastifyRequest<{ Params: z.infer<typeof decisionParams> }>;

/** GET a decision with its whole evidence; POST its recomputation. */
export const decisionRoutes: Routes<DecisionRoutes> = async (app, parts) => {
  const onRequest = app.guard('orders:read');
  const read = { params: decisionParams, response: { 200: routingDecision } };
  app.get('/decisions/:decision_id', { onRequest, schema: read }, async (request, reply) => {
    const found = await findDecision(request, parts.findDecision);
    return found === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(decisionBody(found));
  });
  const replay = { params: decisionParams, response: { 200: decisionReplay } };
  app.post('/decisions/:decision_id/replay', { onRequest, schema: replay }, async (request, reply) => {
    const found = await findDecision(request, parts.findDecision);
    return found === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(await recomputation(found, parts.engines));
  });
};

/** The decision that a path names, where the caller may see it. */
export async function findDecision(
  request: DecisionRequest,
  find: DecisionRoutes['findDecision'],
): Promise<Pick<WholeDecision, 'decision' | 'stored'> | null> {
  const { decision_id: decisionId } = request.params;
  return isUuid(decisionId) ? find(decisionId, principalOf(request).seesOnly) : null;
}

function decisionBody({
  decision: row,
  stored,
}: Pick<WholeDecision, 'decision' | 'stored'>): z.infer<typeof routingDecision> {
  const facts = { decisionId: row.id, decisionHash: row.decision_hash, routingTimeUs: row.routing_time_us };
  return {
    ...responseOf(readDecision(stored), facts),
    order_pk: row.order_pk,
    wave: row.wave,
    created_at: isoTime(row.created_at_us),
    evidence: readEvidence(stored),
  };
}
