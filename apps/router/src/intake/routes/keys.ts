import { scope as scopeSchema } from '@fairlead/contracts/access';
import {
  type ApiKeyView,
  apiKeyMade,
  apiKeyRequest,
  apiKeyRevocation,
  apiKeyRevoked,
  apiKeysQuery,
  apiKeysView,
} from '@fairlead/contracts/keys';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { ApiKeyRow, KeyRefusal, KeyRepository } from '@fairlead/db/repositories/key-repository';
import { z } from 'zod';
import type { StreamHub } from '../../publish/stream-hub.ts';
import { type Access, type Principal, worksForFirm } from '../access.ts';
import { principalOf } from '../guard.ts';
import { type Fault, type Refused, sendProblem } from '../problem.ts';
import { type RiskWriters, riskWriterOf } from '../risk-writer.ts';
import type { Routes } from '../route-schema.ts';

/** What the routes of keys work with. */
export interface KeyRoutes extends RiskWriters {
  readonly keys: Pick<KeyRepository, 'list' | 'make' | 'revoke'>;
  readonly access: Pick<Access, 'forgetKey'>;
  readonly hub: Pick<StreamHub, 'recheck'>;
}

const keyParams = z.object({ id: z.string() });
const UNKNOWN_CLIENT: Fault = { path: 'client_id', code: 'UNKNOWN_CLIENT', message: 'there is no such client' };
const REFUSALS: Readonly<Record<KeyRefusal, Refused>> = {
  UNKNOWN_CLIENT: ['KEY_INVALID', { errors: [UNKNOWN_CLIENT] }],
  ASKED_OTHERWISE: ['ACT_CONFLICT'],
  NOT_FOUND: ['NOT_FOUND'],
  REVOKED: ['KEY_REVOKED'],
};

/** GET the keys; POST a new one, which is shown once and has no scope that its maker lacks; POST that one is revoked. The people and keys of a client see and make its own. */
export const keyRoutes: Routes<KeyRoutes> = async (app, parts) => {
  const { keys, access, hub, clock } = parts;
  const onRequest = app.guard('admin');
  const listing = { querystring: apiKeysQuery, response: { 200: apiKeysView } };
  app.get('/keys', { onRequest, schema: listing }, async (request, reply) => {
    const { client_id, cursor = null, limit } = request.query;
    const bound = boundTo(principalOf(request));
    if (bound !== null && client_id !== undefined && client_id !== bound)
      return reply.send({ keys: [], next_cursor: null });
    const { rows, next } = await keys.list({ clientId: bound ?? client_id ?? null, cursor, limit });
    return reply.send({ keys: rows.map(viewOf), next_cursor: next });
  });
  const making = { body: apiKeyRequest, response: { 200: apiKeyMade, 201: apiKeyMade } };
  app.post('/keys', { onRequest, schema: making }, async (request, reply) => {
    const { reason, idempotency_key, expires_at, ...said } = request.body;
    const wish = { ...said, expires_at_us: expires_at === null ? null : Date.parse(expires_at) * 1_000 };
    const refused = whyNot(wish, principalOf(request), clock.nowUs());
    if (refused !== null) return sendProblem(reply, ...refused);
    const writer = riskWriterOf(request, { act: ['key.make'], reason, idempotency_key }, parts);
    const made = await keys.make(wish, writer);
    if (!made.ok) return sendProblem(reply, ...REFUSALS[made.error]);
    const { done, auditId, secret } = made.value;
    if (secret === null) void reply.header('idempotent-replay', 'true');
    return reply.code(secret === null ? 200 : 201).send({ ...viewOf(done), api_key: secret, audit_id: auditId });
  });
  const revoking = { params: keyParams, body: apiKeyRevocation, response: { 200: apiKeyRevoked } };
  app.post('/keys/:id/revoke', { onRequest, schema: revoking }, async (request, reply) => {
    const { id } = request.params;
    const writer = riskWriterOf(request, { act: ['key.revoke', id], ...request.body }, parts);
    const revoked = await keys.revoke({ id, clientId: boundTo(principalOf(request)) }, writer);
    if (!revoked.ok) return sendProblem(reply, ...REFUSALS[revoked.error]);
    const { done, auditId, keyHash } = revoked.value;
    access.forgetKey(keyHash);
    // Streams that were opened by it end now, and not at the next look.
    void hub.recheck();
    return reply.send({ ...viewOf(done), audit_id: auditId });
  });
};

/** The client whose keys somebody sees and makes; null is every one, for those who work for the firm. */
function boundTo(principal: Principal): string | null {
  return worksForFirm(principal) ? null : principal.clientId;
}

/** Why somebody makes no key like this; null where that is for the database to say. */
function whyNot(
  { client_id, scopes, expires_at_us }: Pick<ApiKeyRow, 'client_id' | 'expires_at_us'> & Pick<ApiKeyView, 'scopes'>,
  principal: Principal,
  nowUs: number,
): Refused | null {
  const lacking = scopes.filter((each) => !principal.scopes.has(each));
  if (lacking.length > 0) {
    const message = 'whoever makes a key has its scopes too';
    const errors = lacking.map((each) => ({ path: 'scopes', code: 'SCOPE_NOT_HELD', message: `${each}: ${message}` }));
    return ['FORBIDDEN', { detail: `You have not all of these scopes: ${lacking.join(', ')}.`, errors }];
  }
  const bound = boundTo(principal);
  if (bound !== null && client_id !== bound) return REFUSALS.UNKNOWN_CLIENT;
  if (expires_at_us === null || expires_at_us > nowUs) return null;
  return ['KEY_INVALID', { errors: [{ path: 'expires_at', code: 'PASSED', message: 'it is over already' }] }];
}

function viewOf(row: ApiKeyRow): ApiKeyView {
  const time = (us: number | null) => (us === null ? null : isoTime(us));
  const { id, client_id, name, key_prefix, made_by, owner, service } = row;
  return {
    ...{ id, client_id, name, key_prefix, made_by, owner, service },
    scopes: row.scopes.flatMap((each) => scopeSchema.safeParse(each).data ?? []),
    created_at: isoTime(row.created_at_us),
    expires_at: time(row.expires_at_us),
    revoked_at: time(row.revoked_at_us),
    last_used_at: time(row.last_used_at_us),
  };
}
