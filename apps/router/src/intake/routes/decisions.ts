import { type DecisionEvidence, decisionEvidence } from '@fairlead/contracts/evidence';
import { evidenceRecord, evidenceText } from '@fairlead/core/routing/evidence-text';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { recompute } from '@fairlead/core/routing/replay';
import type { DecisionRow } from '@fairlead/db/journal-rows';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { responseOf } from '../../entry/answer.ts';
import type { Hash } from '../../ports.ts';
import { isoTime } from '../../publish/wire.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Server } from '../server.ts';

/** What the decision routes work with. `find` gives a stored decision that belongs to `clientId`, or to anybody where that is null. */
export interface DecisionRoutes {
  readonly find: (decisionId: string, clientId: string | null) => Promise<DecisionRow | null>;
  readonly hash: Hash;
}

const BASE = '/api/v1/smart-routing/decisions';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type DecisionRequest = FastifyRequest<{ Params: { decision_id: string } }>;

/** GET a decision with its whole evidence; POST its recomputation. */
export function decisionRoutes({ app, guard }: Server, routes: DecisionRoutes): void {
  const read = { onRequest: guard('orders:read') };
  app.get(`${BASE}/:decision_id`, read, async (request: DecisionRequest, reply) => {
    const decision = await findDecision(request, routes.find);
    if (decision === null) return sendProblem(reply, 'NOT_FOUND');
    return reply.send(decisionBody(decision));
  });
  app.post(`${BASE}/:decision_id/replay`, read, async (request: DecisionRequest, reply) => {
    const decision = await findDecision(request, routes.find);
    return decision === null ? sendProblem(reply, 'NOT_FOUND') : sendReplay(reply, decision, routes.hash);
  });
}

/** The decision that a path names, where the caller may see it. */
export async function findDecision(
  request: DecisionRequest,
  find: DecisionRoutes['find'],
): Promise<DecisionRow | null> {
  const { decision_id: decisionId } = request.params;
  return UUID.test(decisionId) ? find(decisionId, principalOf(request).seesOnly) : null;
}

function decisionBody(row: DecisionRow): object {
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
function sendReplay(reply: FastifyReply, row: DecisionRow, hash: Hash): FastifyReply {
  const again = hash(evidenceText(recompute(readEvidence(row))));
  const isIntact = hash(row.evidence) === row.decision_hash;
  return reply.send({
    decision_id: row.id,
    same: isIntact && again === row.decision_hash,
    stored_hash: row.decision_hash,
    recomputed_hash: again,
    record_intact: isIntact,
    engine_matches: row.engine_version === ENGINE_VERSION,
    engine_version: ENGINE_VERSION,
  });
}

function readEvidence(row: DecisionRow): DecisionEvidence {
  return decisionEvidence.parse(evidenceRecord(row.evidence));
}
