import { type DecisionReplay, decisionReplay, routingDecision } from '@fairlead/contracts/decisions';
import { type DecisionEvidence, decisionEvidence } from '@fairlead/contracts/evidence';
import { evidenceRecord, evidenceText } from '@fairlead/core/routing/evidence-text';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { recompute } from '@fairlead/core/routing/replay';
import type { DecisionRow } from '@fairlead/db/journal-rows';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { responseOf } from '../../entry/answer.ts';
import type { Hash } from '../../ports.ts';
import { isoTime } from '../../publish/wire.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';

/** What the decision routes work with. `findDecision` gives a stored decision that belongs to `clientId`, or to anybody where that is null. */
export interface DecisionRoutes {
  readonly findDecision: (decisionId: string, clientId: string | null) => Promise<DecisionRow | null>;
  readonly hash: Hash;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is no id of a decision is not found, like one that there is not. */
export const decisionParams = z.object({ decision_id: z.string() });

type DecisionRequest = FastifyRequest<{ Params: z.infer<typeof decisionParams> }>;

/** GET a decision with its whole evidence; POST its recomputation. */
export const decisionRoutes: Routes<DecisionRoutes> = async (app, parts) => {
  const onRequest = app.guard('orders:read');
  const read = { params: decisionParams, response: { 200: routingDecision } };
  app.get('/decisions/:decision_id', { onRequest, schema: read }, async (request, reply) => {
    const decision = await findDecision(request, parts.findDecision);
    if (decision === null) return sendProblem(reply, 'NOT_FOUND');
    return reply.send(decisionBody(decision));
  });
  const replay = { params: decisionParams, response: { 200: decisionReplay } };
  app.post('/decisions/:decision_id/replay', { onRequest, schema: replay }, async (request, reply) => {
    const decision = await findDecision(request, parts.findDecision);
    return decision === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(replayOf(decision, parts.hash));
  });
};

/** The decision that a path names, where the caller may see it. */
export async function findDecision(
  request: DecisionRequest,
  find: DecisionRoutes['findDecision'],
): Promise<DecisionRow | null> {
  const { decision_id: decisionId } = request.params;
  return UUID.test(decisionId) ? find(decisionId, principalOf(request).seesOnly) : null;
}

function decisionBody(row: DecisionRow): z.infer<typeof routingDecision> {
  const evidence = readEvidence(row);
  const facts = { decisionId: row.id, decisionHash: row.decision_hash, routingTimeUs: row.routing_time_us };
  return {
    ...responseOf(evidence, facts),
    order_pk: row.order_pk,
    wave: row.wave,
    created_at: isoTime(row.created_at_us),
    evidence,
  };
}

/**
 * Makes the decision again from its stored record and compares. `same` says that the record is intact and the decision made
 * again has its hash; a record that was tampered with shows as `record_intact: false`, one of another engine version as `engine_matches: false`.
 */
function replayOf(row: DecisionRow, hash: Hash): DecisionReplay {
  const again = hash(evidenceText(recompute(readEvidence(row))));
  const isIntact = hash(row.evidence) === row.decision_hash;
  return {
    decision_id: row.id,
    same: isIntact && again === row.decision_hash,
    stored_hash: row.decision_hash,
    recomputed_hash: again,
    record_intact: isIntact,
    engine_matches: row.engine_version === ENGINE_VERSION,
    engine_version: ENGINE_VERSION,
  };
}

function readEvidence(row: DecisionRow): DecisionEvidence {
  return decisionEvidence.parse(evidenceRecord(row.evidence));
}
