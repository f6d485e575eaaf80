import { rulesApproval, rulesReason, rulesStepTaken } from '@fairlead/contracts/rules';
import type { Result } from '@fairlead/core/result';
import { ruleSetName } from '@fairlead/core/rules/rule';
import type { RuleRefusal } from '@fairlead/core/rules/rule-state';
import type { RuleStep, RuleWriter } from '@fairlead/db/repositories/rules-rows';
import type { Publisher } from '../../ports.ts';
import { ABOUT_NO_ORDER } from '../../publish/alert-subject.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { keyedWriterOf, type RuleRoutes, settled, versionIn, versionParams } from './rules.ts';

/** What the routes of approval work with: what the rules' do, and where people are told. */
export interface RuleApprovalRoutes extends RuleRoutes {
  readonly hub: Publisher;
}

/** POST an approval, a rollback, a retirement: each of them changes by which rules the router decides. */
export const ruleApprovalRoutes: Routes<RuleApprovalRoutes> = async (app, parts) => {
  const onRequest = app.guard('rules:approve');
  const response = { 200: rulesStepTaken };
  const approved = { params: versionParams, body: rulesApproval, response };
  app.post('/rules/:version/approve', { onRequest, schema: approved }, async (request, reply) => {
    const { content_hash: contentHash, effective_at: at } = request.body;
    const version = versionIn(request);
    const writer = keyedWriterOf(request, { act: ['rules.approve', version], ...request.body }, parts);
    const effectiveAtUs = at === undefined ? writer.atUs : Date.parse(at) * 1_000;
    const done = await settled(parts, parts.rules.approve(version, { contentHash, effectiveAtUs }, writer));
    return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
  });
  const schema = { params: versionParams, body: rulesReason, response };
  app.post('/rules/:version/rollback', { onRequest, schema }, async (request, reply) => {
    const version = versionIn(request);
    const writer = keyedWriterOf(request, { act: ['rules.rollback', version], ...request.body }, parts);
    const done = await settled(parts, parts.rules.rollBack(version, writer));
    return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
  });
  app.post('/rules/:version/retire', { onRequest, schema }, async (request, reply) => {
    const version = versionIn(request);
    const writer = keyedWriterOf(request, { act: ['rules.retire', version], ...request.body }, parts);
    const done = await settled(parts, told(parts.rules.retire(version, writer), parts.hub, writer));
    return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
  });
};

/** One person may take rules out of force at once, for an emergency; so everybody who watches is told. */
async function told(
  step: Promise<Result<RuleStep, RuleRefusal | 'ACT_CONFLICT'>>,
  hub: Publisher,
  writer: RuleWriter,
): Promise<Result<RuleStep, RuleRefusal | 'ACT_CONFLICT'>> {
  const outcome = await step;
  const wasInForce = outcome.ok && outcome.value.stored.activated_at_us !== null;
  if (!wasInForce) return outcome;
  const message = `${ruleSetName(outcome.value.stored.version)} was taken out of force by ${writer.name}: ${writer.reason}`;
  hub.publish('ALERT', { severity: 'WARNING', code: 'RULES_RETIRED', message, ...ABOUT_NO_ORDER });
  return outcome;
}
