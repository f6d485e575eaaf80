import {
  accountsRequest,
  accountsTaken,
  type locate,
  locateRequest,
  locateTaken,
  type restriction,
  restrictionRequest,
  restrictionTaken,
  riskLists,
  riskReason,
} from '@fairlead/contracts/risk';
import { isoTime } from '@fairlead/contracts/wire-value';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { LocateRow, RestrictedRow, RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import { z } from 'zod';
import type { EntitlementBook } from '../../risk/entitlement-book.ts';
import { sendProblem } from '../problem.ts';
import { type RiskWriters, riskWriterOf } from '../risk-writer.ts';
import type { Routes } from '../route-schema.ts';

/** What the routes of lists work with. */
export interface RiskListRoutes extends RiskWriters {
  readonly listStore: Pick<RiskListsRepository, keyof RiskListsRepository>;
  readonly entitlements: EntitlementBook;
}

const idParams = z.object({ id: z.string() });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** GET the lists; POST an instrument on the restricted one, and off it; POST a locate; POST the accounts of a client. */
export const riskListRoutes: Routes<RiskListRoutes> = async (app, parts) => {
  const { listStore, entitlements, clock } = parts;
  const read = app.guard('risk:write', 'audit:read');
  app.get('/risk/lists', { onRequest: read, schema: { response: { 200: riskLists } } }, async (_request, reply) => {
    const { restricted, locates, accounts } = await listStore.lists(clock.nowUs());
    const ofClients = new Map<string, string[]>();
    for (const row of accounts) ofClients.set(row.client_id, [...(ofClients.get(row.client_id) ?? []), row.account]);
    return reply.send({
      restricted: restricted.map(restrictionView),
      locates: locates.map((row) => locateView(row, entitlements)),
      accounts: [...ofClients].map(([client_id, named]) => ({ client_id, accounts: named })),
    });
  });
  const onRequest = app.guard('risk:write');
  const restricting = { body: restrictionRequest, response: { 201: restrictionTaken } };
  app.post('/risk/restricted', { onRequest, schema: restricting }, async (request, reply) => {
    const { client_id, instrument_id, side, from, to } = request.body;
    const writer = riskWriterOf(request, { act: ['risk.restrict'], ...request.body }, parts);
    const [fromUs, toUs] = [from === undefined ? writer.atUs : usOf(from), to === null ? null : usOf(to)];
    const row = { client_id, instrument_id, side, from_at_us: fromUs, to_at_us: toUs };
    const kept = await listStore.restrict(row, writer);
    await entitlements.refresh();
    return reply.code(201).send({ ...restrictionView(kept.done), audit_id: kept.auditId });
  });
  const lifting = { params: idParams, body: riskReason, response: { 200: restrictionTaken } };
  app.post('/risk/restricted/:id/lift', { onRequest, schema: lifting }, async (request, reply) => {
    const { id } = request.params;
    const writer = riskWriterOf(request, { act: ['risk.lift', id], ...request.body }, parts);
    const lifted = UUID.test(id) ? await listStore.lift(id, writer) : null;
    if (lifted === null) return sendProblem(reply, 'NOT_FOUND');
    await entitlements.refresh();
    return reply.send({ ...restrictionView(lifted.done), audit_id: lifted.auditId });
  });
  const locating = { body: locateRequest, response: { 201: locateTaken } };
  app.post('/risk/locates', { onRequest, schema: locating }, async (request, reply) => {
    const { reason: _reason, idempotency_key: _key, expires_at, ...row } = request.body;
    const writer = riskWriterOf(
      request,
      { act: ['risk.locate', row.client_id, row.locate_id], ...request.body },
      parts,
    );
    const kept = await listStore.locate({ ...row, expires_at_us: usOf(expires_at) }, writer);
    await entitlements.refresh();
    return reply.code(201).send({ ...locateView(kept.done, entitlements), audit_id: kept.auditId });
  });
  const accounts = { body: accountsRequest, response: { 200: accountsTaken } };
  app.post('/risk/accounts', { onRequest, schema: accounts }, async (request, reply) => {
    const { reason: _reason, idempotency_key: _key, ...change } = request.body;
    const writer = riskWriterOf(request, { act: ['risk.accounts', change.client_id], ...request.body }, parts);
    const outcome = await listStore.authorise(change, writer);
    if (!outcome.ok) return sendProblem(reply, outcome.error);
    await entitlements.refresh();
    const { done, auditId } = outcome.value;
    return reply.send({ client_id: done.client_id, accounts: [...done.accounts], audit_id: auditId });
  });
};

function usOf(text: string): number {
  return Date.parse(text) * 1_000;
}

function restrictionView(row: RestrictedRow): z.infer<typeof restriction> {
  const { id, client_id, instrument_id, side, reason, author_name: author } = row;
  const to = row.to_at_us === null ? null : isoTime(row.to_at_us);
  return { id, client_id, instrument_id, side, from: isoTime(row.from_at_us), to, reason, author };
}

function locateView(row: LocateRow, entitlements: EntitlementBook): z.infer<typeof locate> {
  const { client_id, locate_id, instrument_id, quantity, author_name: author } = row;
  const used = formatScaled(entitlements.usedE8(client_id, locate_id), 8);
  return { client_id, locate_id, instrument_id, quantity, used, expires_at: isoTime(row.expires_at_us), author };
}
