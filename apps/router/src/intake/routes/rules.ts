import { toRuleRequest } from '@fairlead/contracts/rule-request';
import {
  type RulesStepTaken,
  rulesDraft,
  rulesHistory,
  rulesList,
  rulesStepTaken,
  rulesSubmission,
  rulesVersion,
} from '@fairlead/contracts/rules';
import { err, ok, type Result } from '@fairlead/core/result';
import type { RuleRefusal } from '@fairlead/core/rules/rule-state';
import { RULE_FAULTS, validateRules } from '@fairlead/core/rules/validate-rules';
import type { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import type { RuleStep, RuleWriter } from '@fairlead/db/repositories/rules-rows';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock, Hash } from '../../ports.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { SimulationPorts } from '../../rules/simulation.ts';
import { actorOf } from '../actor.ts';
import { uuidOf } from '../acts.ts';
import { type Refused, sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { historyOf, summaryOf, versionOf } from '../rules-view.ts';

/** What the rule routes work with. */
export interface RuleRoutes {
  readonly rules: Pick<RulesRepository, keyof RulesRepository>;
  readonly ruleBook: RuleBook;
  readonly simulation: SimulationPorts;
  readonly market: { hasVenue(venueId: string): boolean };
  readonly clock: Clock;
  readonly hash: Hash;
}

const VERSION = /^[1-9]\d{0,8}$/;
/** What is no number of a version is not found, like one that there is not. */
export const versionParams = z.object({ version: z.string() });
type VersionRequest = FastifyRequest<{ Params: z.infer<typeof versionParams> }>;

/** GET the versions, one version, what was done with it; POST a draft, and its submission for approval. */
export const ruleRoutes: Routes<RuleRoutes> = async (app, parts) => {
  const read = app.guard('audit:read', 'rules:write', 'rules:approve');
  app.get('/rules', { onRequest: read, schema: { response: { 200: rulesList } } }, async (_request, reply) => {
    const inForce = nameInForce(parts);
    const versions = await parts.rules.list();
    return reply.send({ in_force: inForce, versions: versions.map((row) => summaryOf(row, inForce)) });
  });
  const one = { params: versionParams, response: { 200: rulesVersion } };
  app.get('/rules/:version', { onRequest: read, schema: one }, async (request, reply) => {
    const stored = await parts.rules.find(versionIn(request));
    return stored === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(versionOf(stored, nameInForce(parts)));
  });
  const past = { params: versionParams, response: { 200: rulesHistory } };
  app.get('/rules/:version/history', { onRequest: read, schema: past }, async (request, reply) => {
    const rows = await parts.rules.history(versionIn(request));
    return rows.length === 0 ? sendProblem(reply, 'NOT_FOUND') : reply.send(historyOf(rows));
  });
  const onRequest = app.guard('rules:write');
  const drafted = { body: rulesDraft, response: { 200: rulesStepTaken, 201: rulesStepTaken } };
  app.post('/rules', { onRequest, schema: drafted }, async (request, reply) => {
    const { version } = request.body;
    const writer = keyedWriterOf(request, { act: ['rules.draft', version ?? 'new'], ...request.body }, parts);
    const done = await keepDraft(request.body, parts, writer);
    return done.ok ? reply.code(version === undefined ? 201 : 200).send(done.value) : sendProblem(reply, ...done.error);
  });
  const submitted = { params: versionParams, body: rulesSubmission, response: { 200: rulesStepTaken } };
  app.post('/rules/:version/submit', { onRequest, schema: submitted }, async (request, reply) => {
    const version = versionIn(request);
    const writer = keyedWriterOf(request, { act: ['rules.submit', version], ...request.body }, parts);
    const done = await settled(parts, parts.rules.submit(version, request.body.content_hash, writer));
    return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
  });
};

/** A new draft, or another content for one. */
async function keepDraft(
  draft: z.infer<typeof rulesDraft>,
  parts: RuleRoutes,
  writer: RuleWriter,
): Promise<Result<RulesStepTaken, Refused>> {
  const proved = validateRules(draft.rules.map(toRuleRequest), (venueId) => parts.market.hasVenue(venueId));
  if (!proved.ok) {
    const errors = proved.error.map(({ path, code }) => ({ path, code, message: RULE_FAULTS[code] }));
    return err(['RULES_INVALID', { errors }]);
  }
  const ofClients = clientFaults(draft.rules);
  const rules = draft.rules.sort((a, b) => a.priority - b.priority);
  const content = { rules, contentHash: parts.hash(JSON.stringify(rules)) };
  const { version } = draft;
  const kept = await settled(
    parts,
    version === undefined ? parts.rules.create(content, writer) : parts.rules.replace(version, content, writer),
  );
  return !kept.ok && kept.error[0] === 'UNKNOWN_CLIENT' ? err(['UNKNOWN_CLIENT', { errors: ofClients }]) : kept;
}

/** Where a client can be meant that the database does not know: it says that there is one, and not which. */
function clientFaults(rules: z.infer<typeof rulesDraft>['rules']) {
  const message =
    rules.length === 1
      ? 'is no client that is known here'
      : 'this client, or another of these rules, is not known here';
  return rules.flatMap(({ client_id }, index) =>
    client_id === null || client_id === undefined
      ? []
      : [{ path: `rules.${index}.client_id`, code: 'UNKNOWN_CLIENT', message }],
  );
}

/** The version as a step has left it, once this router decides by it; or why the step was refused. */
export async function settled(
  parts: RuleRoutes,
  step: Promise<Result<RuleStep, RuleRefusal | 'ACT_CONFLICT'>>,
): Promise<Result<RulesStepTaken, Refused>> {
  const outcome = await step;
  if (!outcome.ok) return err([outcome.error === 'RULES_NOT_FOUND' ? 'NOT_FOUND' : outcome.error]);
  await parts.ruleBook.refresh();
  const { stored, auditId } = outcome.value;
  const now = (await parts.rules.find(stored.version)) ?? stored;
  return ok({ ...versionOf(now, nameInForce(parts)), audit_id: auditId });
}

function nameInForce({ ruleBook, clock }: RuleRoutes): string {
  return ruleBook.inForce(clock.nowUs()).version;
}

export function writerOf(request: FastifyRequest, reason: string, clock: Clock): RuleWriter {
  return { ...actorOf(request), reason, atUs: clock.nowUs() };
}

/** What is done with the rules, why, and with which key, where it has one. */
interface SaidAct {
  /** With what it is about, so that a key sent with something else is another act. */
  readonly act: readonly [string, number | 'new'];
  readonly reason: string;
  readonly idempotency_key?: string | null | undefined;
}

/** Who writes; with a key the entry of the audit has an id of it, so that it is done once. */
export function keyedWriterOf(
  request: FastifyRequest,
  { act, reason, idempotency_key: key }: SaidAct,
  { clock, hash }: Pick<RuleRoutes, 'clock' | 'hash'>,
): RuleWriter {
  const writer = writerOf(request, reason, clock);
  if (key === undefined || key === null) return writer;
  return { ...writer, auditId: uuidOf(hash(JSON.stringify([...act, writer.type, writer.id, key.toLowerCase()]))) };
}

/** The version that a path names; 0, which there never is, for anything that is no version. */
export function versionIn({ params }: VersionRequest): number {
  return VERSION.test(params.version) ? Number(params.version) : 0;
}
