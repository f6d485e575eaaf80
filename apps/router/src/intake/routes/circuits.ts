import {
  type CircuitRequest,
  circuitList,
  circuitRequest,
  type circuitSharing,
  circuitTaken,
  circuitView,
} from '@fairlead/contracts/circuit';
import { FORCED_CODES } from '@fairlead/core/venue/circuit-state';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Market } from '../../market-data/market.ts';
import type { VenueHealth } from '../../market-data/venue-health.ts';
import type { CircuitDesk } from '../../risk/circuit-desk.ts';
import { circuitView as viewOf } from '../../risk/circuit-view.ts';
import { type Actor, actorOf, actorText } from '../actor.ts';
import { type ActPorts, Acts, type Audited, type CircuitAct } from '../acts.ts';
import { mayRunVenues, OF_THE_FIRM } from '../firm-venues.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';

/** What the routes of circuits work with. */
export interface CircuitRoutes extends ActPorts {
  readonly circuits: Pick<CircuitDesk, 'force'>;
  readonly market: Pick<Market, 'venues' | 'health'>;
  readonly circuitSharing: () => z.infer<typeof circuitSharing>;
}

interface Parts extends CircuitRoutes {
  readonly audit: Acts;
}

/**
 * The circuits of all venues, and what a person does with one: it counts from the turn in which it is asked; the answer waits until it and the entry of the
 * audit are durable, and says where not. Sent again with its key, it is done once.
 */
export const circuitRoutes: Routes<CircuitRoutes> = async (app, ports) => {
  const parts: Parts = { ...ports, audit: new Acts(ports) };
  const seen = { querystring: z.strictObject({}), response: { 200: circuitList } };
  app.get('/circuits', { onRequest: app.guard('orders:read'), schema: seen }, async () => ({
    sharing: parts.circuitSharing(),
    circuits: parts.market.venues.map(viewOf),
  }));
  const schema = { params: z.object({ venue_id: z.string() }), body: circuitRequest, response: { 202: circuitTaken } };
  app.post('/circuits/:venue_id', { onRequest: app.guard('venues:write'), schema }, async (request, reply) => {
    if (!mayRunVenues(principalOf(request))) return sendProblem(reply, 'FORBIDDEN', { detail: OF_THE_FIRM });
    const health = parts.market.health(request.params.venue_id);
    if (health === undefined) return sendProblem(reply, 'NOT_FOUND');
    return force({ ...request.body, by: actorOf(request) }, health, { reply, parts });
  });
};

async function force(
  { by, ...asked }: CircuitRequest & { readonly by: Actor },
  health: VenueHealth,
  { reply, parts }: { readonly reply: FastifyReply; readonly parts: Parts },
): Promise<FastifyReply> {
  const { venueId } = health.venue;
  const { action, reason, idempotency_key: key } = asked;
  const act: CircuitAct = { action: 'CIRCUIT_FORCED', by, venueId, reason, idempotency_key: key };
  const before = viewOf(health);
  const earlier = await parts.audit.earlier(act);
  if (earlier !== null) {
    if (codeIn(earlier) !== FORCED_CODES[action]) return sendProblem(reply, 'ACT_CONFLICT');
    if (!(await parts.audit.isWritten(earlier)))
      return sendProblem(reply, 'NOT_DURABLE', { detail: HOLDS, auditId: earlier.record.id });
    void reply.header('idempotent-replay', 'true');
    return reply.code(202).send({ circuit: before, audit_id: earlier.record.id });
  }
  const forced = parts.circuits.force(venueId, { action, reason, actor: actorText(by) });
  if (forced === null) return sendProblem(reply, 'NOT_FOUND');
  const after = viewOf(health);
  // An entry of the audit says that the journal holds it.
  const durable = forced.written.then((outcome) => (outcome.ok ? undefined : new Promise<void>(() => {})));
  const told = parts.audit.tellWhenDurable(act, { before, after }, durable);
  if (!(await parts.audit.isWritten(told)))
    return sendProblem(reply, 'NOT_DURABLE', { detail: HOLDS, auditId: told.record.id });
  const outcome = await forced.written;
  const answer = { circuit: after, audit_id: told.record.id };
  return outcome.ok ? durableAt(reply, outcome.position).code(202).send(answer) : reply.code(202).send(answer);
}

/** As what an earlier act left the circuit. */
function codeIn({ record }: Audited): string | null {
  return told.parse(JSON.parse(record.after ?? 'null')).code;
}

const told = circuitView.pick({ code: true });

const HOLDS = 'It holds already. It is written down when the journal is back.';
