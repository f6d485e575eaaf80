import { rulesApproval, rulesDraft, rulesReason, rulesSimulationRequest } from '@fairlead/contracts/rules';
import type { Result } from '@fairlead/core/result';
import { ruleSetName } from '@fairlead/core/rules/rule';
import { RULE_MOVES, type RuleRefusal } from '@fairlead/core/rules/rule-state';
import { RULE_FAULTS, validateRules } from '@fairlead/core/rules/validate-rules';
import type { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import type { RuleWriter, StoredRules } from '@fairlead/db/repositories/rules-rows';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Hash, Publisher } from '../../ports.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { type SimulationPorts, simulateRules } from '../../rules/simulation.ts';
import { ruleSetOf, toRuleRequest } from '../../rules/stored-rules.ts';
import { actorOf } from '../actor.ts';
import { faultsOf, sendProblem } from '../problem.ts';
import { summaryOf, versionOf } from '../rules-view.ts';
import type { Server } from '../server.ts';

/** What the rule routes work with. */
export interface RuleRoutes {
  readonly rules: RulesRepository;
  readonly ruleBook: RuleBook;
  readonly simulation: SimulationPorts;
  readonly market: { hasVenue(venueId: string): boolean };
  readonly clock: Clock;
  readonly hash: Hash;
  readonly hub: Publisher;
}

const BASE = '/api/v1/smart-routing/rules';
const DAY_US = 86_400_000_000;
const VERSION = /^[1-9]\d{0,8}$/;
type VersionRequest = FastifyRequest<{ Params: { version: string } }>;

/** GET the versions, one version; POST a draft, its simulation and approval, a rollback, a retirement. */
export function ruleRoutes({ app, guard }: Server, parts: RuleRoutes): void {
  const read = { onRequest: guard('audit:read', 'rules:write', 'rules:approve') };
  const write = { onRequest: guard('rules:write') };
  const approve = { onRequest: guard('rules:approve') };
  app.get(BASE, read, async (_request, reply) => {
    const inForce = nameInForce(parts);
    const versions = await parts.rules.list();
    return reply.send({ in_force: inForce, versions: versions.map((row) => summaryOf(row, inForce)) });
  });
  app.get(`${BASE}/:version`, read, async (request: VersionRequest, reply) => {
    const stored = await parts.rules.find(versionIn(request));
    return stored === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(versionOf(stored, nameInForce(parts)));
  });
  app.post(BASE, write, (request, reply) => postDraft(request, reply, parts));
  app.post(`${BASE}/:version/simulate`, write, (request: VersionRequest, reply) => simulate(request, reply, parts));
  app.post(`${BASE}/:version/approve`, approve, (request: VersionRequest, reply) => {
    const body = rulesApproval.safeParse(request.body);
    if (!body.success) return sendProblem(reply, 'INVALID_REQUEST', { errors: faultsOf(body.error) });
    const { reason, content_hash: contentHash, effective_at: at } = body.data;
    const writer = writerOf(request, reason, parts.clock);
    const effectiveAtUs = at === undefined ? writer.atUs : Date.parse(at) * 1_000;
    return answer(reply, parts, {
      step: parts.rules.approve(versionIn(request), { contentHash, effectiveAtUs }, writer),
    });
  });
  for (const [path, step] of [
    ['rollback', 'rollBack'],
    ['retire', 'retire'],
  ] as const) {
    app.post(`${BASE}/:version/${path}`, approve, (request: VersionRequest, reply) => {
      const body = rulesReason.safeParse(request.body);
      if (!body.success) return sendProblem(reply, 'INVALID_REQUEST', { errors: faultsOf(body.error) });
      const writer = writerOf(request, body.data.reason, parts.clock);
      const outcome = parts.rules[step](versionIn(request), writer);
      return answer(reply, parts, { step: step === 'retire' ? told(outcome, parts.hub, writer) : outcome });
    });
  }
}

/** One person may take rules out of force at once, for an emergency; so everybody who watches is told. */
async function told(
  step: Promise<Result<StoredRules, RuleRefusal>>,
  hub: Publisher,
  writer: RuleWriter,
): Promise<Result<StoredRules, RuleRefusal>> {
  const outcome = await step;
  const wasInForce = outcome.ok && outcome.value.activated_at_us !== null;
  if (!wasInForce) return outcome;
  const message = `${ruleSetName(outcome.value.version)} was taken out of force by ${writer.name}: ${writer.reason}`;
  hub.publish('ALERT', { severity: 'WARNING', code: 'RULES_RETIRED', message, order_id: null, venue_id: null });
  return outcome;
}

/** A new draft, or another content for one. */
async function postDraft(request: FastifyRequest, reply: FastifyReply, parts: RuleRoutes): Promise<FastifyReply> {
  const body = rulesDraft.safeParse(request.body);
  if (!body.success) return sendProblem(reply, 'INVALID_REQUEST', { errors: faultsOf(body.error) });
  const { version, reason } = body.data;
  const proved = validateRules(body.data.rules.map(toRuleRequest), (venueId) => parts.market.hasVenue(venueId));
  if (!proved.ok) {
    const errors = proved.error.map(({ path, code }) => ({ path, code, message: RULE_FAULTS[code] }));
    return sendProblem(reply, 'RULES_INVALID', { errors });
  }
  const rules = body.data.rules.sort((a, b) => a.priority - b.priority);
  const content = { rules, contentHash: parts.hash(JSON.stringify(rules)) };
  const writer = writerOf(request, reason, parts.clock);
  if (version === undefined) return answer(reply, parts, { step: parts.rules.create(content, writer), status: 201 });
  return answer(reply, parts, { step: parts.rules.replace(version, content, writer) });
}

/** Runs a draft over the stored decisions of the last days, and keeps with it what that has shown. */
async function simulate(request: VersionRequest, reply: FastifyReply, parts: RuleRoutes): Promise<FastifyReply> {
  const body = rulesSimulationRequest.safeParse(request.body ?? {});
  if (!body.success) return sendProblem(reply, 'INVALID_REQUEST', { errors: faultsOf(body.error) });
  const { days, max_decisions: maxDecisions } = body.data;
  const stored = await parts.rules.find(versionIn(request));
  if (stored === null) return sendProblem(reply, 'NOT_FOUND');
  const from: readonly string[] = RULE_MOVES.SIMULATE.from;
  if (!from.includes(stored.state)) return sendProblem(reply, 'RULES_WRONG_STATE');
  const toUs = parts.clock.nowUs();
  const { content_hash: contentHash } = stored;
  const task = { set: ruleSetOf(stored), contentHash, fromUs: toUs - days * DAY_US, toUs, maxDecisions };
  const simulation = await simulateRules(task, parts.simulation);
  const writer = writerOf(request, `simulated over ${days} days, ${maxDecisions} decisions at most`, parts.clock);
  return answer(reply, parts, {
    step: parts.rules.keepSimulation(stored.version, { contentHash, simulation }, writer),
  });
}

/** Answers with the version as a step has left it, once this router decides by it; or with why the step was refused. */
async function answer(
  reply: FastifyReply,
  parts: RuleRoutes,
  { step, status = 200 }: { step: Promise<Result<StoredRules, RuleRefusal>>; status?: number },
): Promise<FastifyReply> {
  const outcome = await step;
  if (!outcome.ok) return refuseStep(reply, outcome.error);
  await parts.ruleBook.refresh();
  const stored = (await parts.rules.find(outcome.value.version)) ?? outcome.value;
  return reply.code(status).send(versionOf(stored, nameInForce(parts)));
}

function refuseStep(reply: FastifyReply, refusal: RuleRefusal): FastifyReply {
  return sendProblem(reply, refusal === 'RULES_NOT_FOUND' ? 'NOT_FOUND' : refusal);
}

function nameInForce({ ruleBook, clock }: RuleRoutes): string {
  return ruleBook.inForce(clock.nowUs()).version;
}

function writerOf(request: FastifyRequest, reason: string, clock: Clock): RuleWriter {
  return { ...actorOf(request), reason, atUs: clock.nowUs() };
}

/** The version that a path names; 0, which there never is, for anything that is no version. */
function versionIn({ params }: VersionRequest): number {
  return VERSION.test(params.version) ? Number(params.version) : 0;
}
