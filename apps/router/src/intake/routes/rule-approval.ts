import { rulesApproval, rulesReason, rulesVersion } from '@fairlead/contracts/rules';
import type { Result } from '@fairlead/core/result';
import { ruleSetName } from '@fairlead/core/rules/rule';
import type { RuleRefusal } from '@fairlead/core/rules/rule-state';
import type { RuleWriter, StoredRules } from '@fairlead/db/repositories/rules-rows';
import type { Publisher } from '../../ports.ts';
import { ABOUT_NO_ORDER } from '../../publish/alert-subject.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { type RuleRoutes, settled, versionIn, versionParams, writerOf } from './rules.ts';

/** What the routes of approval work with: what the rules' do, and where people are told. */
export interface RuleApprovalRoutes extends RuleRoutes {
  readonly hub: Publisher;
}

/** POST an approval, a rollback, a retirement: each of them changes by which rules the router decides. */
export const ruleApprovalRoutes: Routes<RuleApprovalRoutes> = async (app, parts) => {
  const onRequest = app.guard('rules:approve');
  const response = { 200: rulesVersion };
  const approved = { params: versionParams, body: rulesApproval, response };
  app.post('/rules/:version/approve', { onRequest, schema: approved }, async (request, reply) => {
    const { reason, content_hash: contentHash, effective_at: at } = request.body;
    const writer = writerOf(request, reason, parts.clock);
    const effectiveAtUs = at === undefined ? writer.atUs : Date.parse(at) * 1_000;
    const done = await settled(parts, parts.rules.approve(versionIn(request), { contentHash, effectiveAtUs }, writer));
    return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
  });
  const schema = { params: versionParams, body: rulesReason, response };
  app.post('/rules/:version/rollback', { onRequest, schema }, async (request, reply) => {
    const writer = writerOf(request, request.body.reason, parts.clock);
    const done = await settled(parts, parts.rules.rollBack(versionIn(request), writer));
    return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
  });
  app.post('/rules/:version/retire', { onRequest, schema }, async (request, reply) => {
    const writer = writerOf(request, request.body.reason, parts.clock);
    const done = await settled(parts, told(parts.rules.retire(versionIn(request), writer), parts.hub, writer));
    return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
  });
};

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
  hub.publish('ALERT', { severity: 'WARNING', code: 'RULES_RETIRED', message, ...ABOUT_NO_ORDER });
  return outcome;
}
