import {
  type RulesVersion,
  rulesDraft,
  rulesSimulationRequest,
  rulesVersion,
  rulesVersionSummary,
} from '@fairlead/contracts/rules';
import { err, ok, type Result } from '@fairlead/core/result';
import { RULE_MOVES, type RuleRefusal } from '@fairlead/core/rules/rule-state';
import { RULE_FAULTS, validateRules } from '@fairlead/core/rules/validate-rules';
import type { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import type { RuleWriter, StoredRules } from '@fairlead/db/repositories/rules-rows';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock, Hash } from '../../ports.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { type SimulationPorts, simulateRules } from '../../rules/simulation.ts';
import { ruleSetOf, toRuleRequest } from '../../rules/stored-rules.ts';
import { actorOf } from '../actor.ts';
import { type Refused, sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { summaryOf, versionOf } from '../rules-view.ts';

/** What the rule routes work with. */
export interface RuleRoutes {
  readonly rules: Pick<RulesRepository, keyof RulesRepository>;
  readonly ruleBook: RuleBook;
  readonly simulation: SimulationPorts;
  readonly market: { hasVenue(venueId: string): boolean };
  readonly clock: Clock;
  readonly hash: Hash;
}

const DAY_US = 86_400_000_000;
const VERSION = /^[1-9]\d{0,8}$/;
/** What is no number of a version is not found, like one that there is not. */
export const versionParams = z.object({ version: z.string() });
type VersionRequest = FastifyRequest<{ Params: z.infer<typeof versionParams> }>;
const versionList = z.object({ in_force: z.string(), versions: z.array(rulesVersionSummary) });

/** GET the versions, one version; POST a draft, and its simulation. */
export const ruleRoutes: Routes<RuleRoutes> = async (app, parts) => {
  const read = app.guard('audit:read', 'rules:write', 'rules:approve');
  app.get('/rules', { onRequest: read, schema: { response: { 200: versionList } } }, async (_request, reply) => {
    const inForce = nameInForce(parts);
    const versions = await parts.rules.list();
    return reply.send({ in_force: inForce, versions: versions.map((row) => summaryOf(row, inForce)) });
  });
  const one = { params: versionParams, response: { 200: rulesVersion } };
  app.get('/rules/:version', { onRequest: read, schema: one }, async (request, reply) => {
    const stored = await parts.rules.find(versionIn(request));
    return stored === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(versionOf(stored, nameInForce(parts)));
  });
  const write = app.guard('rules:write');
  const drafted = { body: rulesDraft, response: { 200: rulesVersion, 201: rulesVersion } };
  app.post('/rules', { onRequest: write, schema: drafted }, async (request, reply) => {
    const done = await keepDraft(request.body, parts, writerOf(request, request.body.reason, parts.clock));
    if (!done.ok) return sendProblem(reply, ...done.error);
    return reply.code(request.body.version === undefined ? 201 : 200).send(done.value);
  });
  // All of it may be left out, the body too.
  const tried = { params: versionParams, body: rulesSimulationRequest.prefault({}), response: { 200: rulesVersion } };
  app.post('/rules/:version/simulate', { onRequest: write, schema: tried }, async (request, reply) => {
    const { days, max_decisions: most } = request.body;
    const writer = writerOf(request, `simulated over ${days} days, ${most} decisions at most`, parts.clock);
    const done = await simulate(versionIn(request), { parts, wanted: request.body, writer });
    return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
  });
};

/** A new draft, or another content for one. */
async function keepDraft(
  draft: z.infer<typeof rulesDraft>,
  parts: RuleRoutes,
  writer: RuleWriter,
): Promise<Result<RulesVersion, Refused>> {
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

/** Runs a draft over the stored decisions of the last days, and keeps with it what that has shown. */
async function simulate(
  version: number,
  at: { parts: RuleRoutes; wanted: z.infer<typeof rulesSimulationRequest>; writer: RuleWriter },
): Promise<Result<RulesVersion, Refused>> {
  const { parts, wanted, writer } = at;
  const stored = await parts.rules.find(version);
  if (stored === null) return err(['NOT_FOUND']);
  const from: readonly string[] = RULE_MOVES.SIMULATE.from;
  if (!from.includes(stored.state)) return err(['RULES_WRONG_STATE']);
  const { content_hash: contentHash } = stored;
  const period = { fromUs: writer.atUs - wanted.days * DAY_US, toUs: writer.atUs };
  const task = { set: ruleSetOf(stored), contentHash, ...period, maxDecisions: wanted.max_decisions };
  const simulation = await simulateRules(task, parts.simulation);
  const keptAt = { ...writer, atUs: parts.clock.nowUs() };
  return settled(parts, parts.rules.keepSimulation(stored.version, { contentHash, simulation }, keptAt));
}

/** The version as a step has left it, once this router decides by it; or why the step was refused. */
export async function settled(
  parts: RuleRoutes,
  step: Promise<Result<StoredRules, RuleRefusal>>,
): Promise<Result<RulesVersion, Refused>> {
  const outcome = await step;
  if (!outcome.ok) return err([outcome.error === 'RULES_NOT_FOUND' ? 'NOT_FOUND' : outcome.error]);
  await parts.ruleBook.refresh();
  const stored = (await parts.rules.find(outcome.value.version)) ?? outcome.value;
  return ok(versionOf(stored, nameInForce(parts)));
}

function nameInForce({ ruleBook, clock }: RuleRoutes): string {
  return ruleBook.inForce(clock.nowUs()).version;
}

export function writerOf(request: FastifyRequest, reason: string, clock: Clock): RuleWriter {
  return { ...actorOf(request), reason, atUs: clock.nowUs() };
}

/** The version that a path names; 0, which there never is, for anything that is no version. */
export function versionIn({ params }: VersionRequest): number {
  return VERSION.test(params.version) ? Number(params.version) : 0;
}
