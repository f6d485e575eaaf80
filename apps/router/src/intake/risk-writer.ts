import type { RiskWriter } from '@fairlead/db/repositories/risk-writer';
import type { FastifyRequest } from 'fastify';
import type { Clock, Hash, Ids } from '../ports.ts';
import { actorOf } from './actor.ts';
import { uuidOf } from './acts.ts';

/** What a change of limits or lists is told to the audit with. */
export interface RiskWriters {
  readonly clock: Clock;
  readonly hash: Hash;
  readonly ids: Ids;
}

/** What is done, with what it is about, why, and with which key, where it has one. */
interface SaidAct {
  readonly act: readonly (string | number)[];
  readonly reason: string;
  readonly idempotency_key?: string | null | undefined;
}

/** Who changes limits or lists. With a key the entry of the audit has an id that is made of it, so that the change is done once. */
export function riskWriterOf(
  request: FastifyRequest,
  { act, reason, idempotency_key: key }: SaidAct,
  { clock, hash, ids }: RiskWriters,
): RiskWriter {
  const actor = actorOf(request);
  const isKeyed = key !== undefined && key !== null;
  const auditId = isKeyed
    ? uuidOf(hash(JSON.stringify([...act, actor.type, actor.id, key.toLowerCase()])))
    : ids.next();
  return { ...actor, reason, atUs: clock.nowUs(), auditId };
}
