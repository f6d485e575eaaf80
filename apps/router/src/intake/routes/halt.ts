import {
  type HaltRequest,
  haltEffect,
  haltedWhom,
  haltList,
  haltPlaced,
  haltRelease,
  haltReleased,
  haltRequest,
} from '@fairlead/contracts/halt';
import type { HaltScope } from '@fairlead/core/control/control-event';
import { type Halt, mayBeHalted } from '@fairlead/core/control/halts';
import type { AccessRepository } from '@fairlead/db/repositories/access-repository';
import type { ControlRepository } from '@fairlead/db/repositories/control-repository';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { TradingHalts } from '../../execution/trading-halts.ts';
import type { Market } from '../../market-data/market.ts';
import type { HaltDesk, Holding } from '../../risk/halt-desk.ts';
import { type Principal, worksForFirm } from '../access.ts';
import { type Actor, actorOf, actorText, personIn } from '../actor.ts';
import { type ActPorts, Acts, type Audited, type HaltAct, uuidOf } from '../acts.ts';
import { principalOf } from '../guard.ts';
import { effectView, haltsFor, haltView, pastHaltView } from '../halt-view.ts';
import { durableAt } from '../journal-position.ts';
import { lookedUp } from '../looked-up.ts';
import { type Fault, sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';

/** What the routes of halts work with. */
export interface HaltRoutes extends ActPorts {
  readonly halts: Pick<HaltDesk, 'inForce' | 'hasHad'>;
  readonly tradingHalts: TradingHalts;
  readonly market: Pick<Market, 'book' | 'health'>;
  readonly control: Pick<ControlRepository, 'recentHalts'>;
  readonly clients: Pick<AccessRepository, 'isClient'>;
}

interface Parts extends HaltRoutes {
  readonly audit: Acts;
}

type Wish = HaltRequest & { readonly by: Actor; readonly scope: HaltScope; readonly haltId: string };

const RECENT = 100;
const HOLDS = 'It holds already. It is written down when the journal is back.';
const haltParams = z.object({ halt_id: z.uuid() });

/** The entry of a halt as it tells what came of it, so that a repeat is answered as the first was. */
const named = z.string().nullable();
const told = haltPlaced.omit({ audit_id: true }).extend({
  scope: z.object({ clientId: named, venueId: named, instrumentId: named }),
  cancel_all: z.boolean(),
});

/**
 * Halts of trading: what is in force and was lately, what a halt would find, placing one and releasing one. Placed or released, it counts from the turn in
 * which it is asked; the answer waits until it and the entry of the audit are durable, and says (`server-timing`) how many milliseconds after the request it held. Another person releases it; what the guard placed, anybody who may.
 */
export const haltRoutes: Routes<HaltRoutes> = async (app, ports) => {
  const parts: Parts = { ...ports, audit: new Acts(ports) };
  const seen = { querystring: z.strictObject({}), response: { 200: haltList } };
  app.get('/halt', { onRequest: app.guard('orders:read'), schema: seen }, async (request) => {
    const { seesOnly } = principalOf(request);
    const recent = await parts.control.recentHalts(RECENT);
    return {
      in_force: haltsFor(seesOnly, parts.halts.inForce.map(haltView)),
      recent: haltsFor(seesOnly, recent.map(pastHaltView)),
    };
  });
  const onRequest = app.guard('risk:halt');
  const asked = { querystring: haltedWhom, response: { 200: haltEffect } };
  app.get('/halt/effect', { onRequest, schema: asked }, async (request, reply) => {
    const scope = scopeIn(request.query);
    const errors = await scopeFaults(principalOf(request), scope, parts);
    if (errors.length > 0) return sendProblem(reply, 'HALT_INVALID', { errors });
    return reply.send(effectView(parts.tradingHalts.effectOf(scope)));
  });
  const placed = { body: haltRequest, response: { 201: haltPlaced } };
  app.post('/halt', { onRequest, schema: placed }, async (request, reply) => {
    const scope = scopeIn(request.body);
    const errors = await scopeFaults(principalOf(request), scope, parts);
    if (errors.length > 0) return sendProblem(reply, 'HALT_INVALID', { errors });
    const by = actorOf(request);
    return place(
      { ...request.body, by, scope, haltId: haltIdOf(by, request.body.idempotency_key, parts) },
      reply,
      parts,
    );
  });
  const released = { params: haltParams, body: haltRelease, response: { 200: haltReleased } };
  app.post('/halt/:halt_id/release', { onRequest, schema: released }, async (request, reply) => {
    const haltId = request.params.halt_id.toLowerCase();
    const halt = parts.halts.inForce.find(({ id }) => id === haltId);
    const act = { ...request.body, action: 'HALT_RELEASED', by: actorOf(request), haltId } as const;
    if (halt === undefined) return afterwards(act, reply, parts);
    if (!mayHalt(principalOf(request), halt.scope)) return sendProblem(reply, 'FORBIDDEN', { detail: OWN_ONLY });
    if (personIn(halt.actor) === act.by.personId) return sendProblem(reply, 'SAME_PERSON');
    return release(act, halt, { reply, parts });
  });
};

async function place(wish: Wish, reply: FastifyReply, parts: Parts): Promise<FastifyReply> {
  const { by, scope, haltId: id, cancel_all: cancelAll, reason } = wish;
  const act = { action: 'HALT_PLACED', by, haltId: id, reason, idempotency_key: wish.idempotency_key } as const;
  // Only what may be a repeat is looked up: a new halt waits for nothing.
  if (parts.halts.hasHad(id)) {
    const earlier = await lookedUp(parts.audit.earlier(act), null, parts.timers);
    if (earlier !== null) return repeated(wish, earlier, { reply, parts });
    if (!parts.halts.inForce.some((halt) => halt.id === id)) return sendProblem(reply, 'HALT_OVER');
  }
  const done = parts.tradingHalts.place({ id, scope, reason, cancelAll, actor: actorText(by) });
  void reply.header('server-timing', `halt;dur=${reply.elapsedTime.toFixed(2)}`);
  const answer = { halt_id: id, effect: effectView(done.effect), children_asked_back: done.askedBack };
  const after = { ...answer, scope, cancel_all: cancelAll };
  const audited = parts.audit.tellWhenDurable(act, { before: null, after }, whenWritten(done, reply));
  if (!(await parts.audit.isWritten(audited))) return notDurable(reply, audited);
  return reply.code(201).send({ ...answer, audit_id: audited.record.id });
}

/** Answers a halt that was placed before with this key as it was answered then. */
async function repeated(
  wish: Wish,
  earlier: Audited,
  { reply, parts }: { reply: FastifyReply; parts: Parts },
): Promise<FastifyReply> {
  const { scope, cancel_all: cancelAll, ...answer } = told.parse(JSON.parse(earlier.record.after ?? 'null'));
  const isSame = cancelAll === wish.cancel_all && JSON.stringify(scope) === JSON.stringify(wish.scope);
  if (!isSame) return sendProblem(reply, 'ACT_CONFLICT');
  if (!(await parts.audit.isWritten(earlier))) return notDurable(reply, earlier);
  void reply.header('idempotent-replay', 'true');
  return reply.code(201).send({ ...answer, audit_id: earlier.record.id });
}

async function release(
  act: HaltAct & { readonly reason: string },
  halt: Halt,
  { reply, parts }: { reply: FastifyReply; parts: Parts },
): Promise<FastifyReply> {
  const { by, reason } = act;
  const done = parts.tradingHalts.release(halt, { actor: actorText(by), reason });
  const change = { before: haltView(halt), after: { halt_id: halt.id, released: true } };
  const audited = parts.audit.tellWhenDurable(act, change, whenWritten(done, reply));
  if (!(await parts.audit.isWritten(audited))) return notDurable(reply, audited);
  return reply.send({ halt_id: halt.id, audit_id: audited.record.id });
}

/** A release of what is not in force: sent again, too late, or of nothing. */
async function afterwards(act: HaltAct, reply: FastifyReply, parts: Parts): Promise<FastifyReply> {
  const earlier = await parts.audit.earlier(act);
  if (earlier !== null) {
    if (!(await parts.audit.isWritten(earlier))) return notDurable(reply, earlier);
    void reply.header('idempotent-replay', 'true');
    return reply.send({ halt_id: act.haltId, audit_id: earlier.record.id });
  }
  const isKnown = (await parts.control.recentHalts(RECENT)).some(({ id }) => id === act.haltId);
  return sendProblem(reply, isKnown ? 'HALT_OVER' : 'NOT_FOUND');
}

function notDurable(reply: FastifyReply, { record }: Audited): FastifyReply {
  return sendProblem(reply, 'NOT_DURABLE', { detail: HOLDS, sent: true, auditId: record.id });
}

/** Resolves when the journal holds it, and says in the answer where; never where it will not. */
function whenWritten({ written }: Holding, reply: FastifyReply): Promise<void> {
  return new Promise((resolve) => {
    void written.then((outcome) => {
      if (!outcome.ok) return;
      if (!reply.sent) durableAt(reply, outcome.position);
      resolve();
    });
  });
}

/** The id of a halt: of its own, or made of the key that it is sent with and of who sent it, so that it is placed once. */
function haltIdOf({ type, id }: Actor, key: string | null | undefined, { ids, hash }: Parts): string {
  if (key === null || key === undefined) return ids.next();
  return uuidOf(hash(JSON.stringify(['HALT', type, id, key.toLowerCase()])));
}

function scopeIn({ client_id, venue_id, instrument_id }: z.infer<typeof haltedWhom>): HaltScope {
  return { clientId: client_id ?? null, venueId: venue_id ?? null, instrumentId: instrument_id ?? null };
}

const OWN_ONLY = 'A client halts its own trading only.';

/** The firm's people and services halt anything; those of a client what names it. */
function mayHalt(principal: Principal, { clientId }: HaltScope): boolean {
  return worksForFirm(principal) || clientId === principal.clientId;
}

/** What is wrong with a scope. A client that cannot be looked up now is taken as known: a halt does not wait for the database. */
async function scopeFaults(
  principal: Principal,
  scope: HaltScope,
  { market, clients, timers }: Parts,
): Promise<Fault[]> {
  const { clientId, venueId, instrumentId } = scope;
  const faults: Fault[] = [];
  if (!mayHalt(principal, scope)) faults.push({ path: 'client_id', code: 'NOT_YOURS', message: OWN_ONLY });
  if (!mayBeHalted(scope)) faults.push({ path: '', code: 'TOO_MANY', message: 'two of the three may be named' });
  if (venueId !== null && market.health(venueId) === undefined)
    faults.push({ path: 'venue_id', code: 'UNKNOWN_VENUE', message: `there is no venue ${venueId}` });
  if (instrumentId !== null && market.book(instrumentId) === undefined)
    faults.push({
      path: 'instrument_id',
      code: 'UNKNOWN_INSTRUMENT',
      message: `there is no instrument ${instrumentId}`,
    });
  if (clientId !== null && !(await lookedUp(clients.isClient(clientId), true, timers)))
    faults.push({ path: 'client_id', code: 'UNKNOWN_CLIENT', message: `there is no client ${clientId}` });
  return faults;
}
