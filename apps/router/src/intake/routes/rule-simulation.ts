import {
  type RulesStepTaken,
  rulesSimulationRequest,
  rulesSimulationRun,
  rulesSimulationStopped,
  rulesStepTaken,
} from '@fairlead/contracts/rules';
import { isoTime } from '@fairlead/contracts/wire-value';
import { err, type Result } from '@fairlead/core/result';
import { RULE_MOVES } from '@fairlead/core/rules/rule-state';
import type { RuleWriter } from '@fairlead/db/repositories/rules-rows';
import type { z } from 'zod';
import { simulateRules } from '../../rules/simulation.ts';
import { type SimulationRun, SimulationRuns } from '../../rules/simulation-runs.ts';
import { ruleSetOf } from '../../rules/stored-rules.ts';
import { type Refused, sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { keyedWriterOf, type RuleRoutes, settled, versionIn, versionParams } from './rules.ts';

const DAY_US = 86_400_000_000;

interface Wanted {
  readonly parts: RuleRoutes;
  readonly request: z.infer<typeof rulesSimulationRequest>;
  readonly writer: RuleWriter;
  readonly run: SimulationRun;
}

/** POST a simulation of a draft; GET how far it is; DELETE it while it is under way. One of a version at a time. */
export const ruleSimulationRoutes: Routes<RuleRoutes> = async (app, parts) => {
  const runs = new SimulationRuns();
  const onRequest = app.guard('rules:write');
  // All of it may be left out, the body too.
  const tried = {
    params: versionParams,
    body: rulesSimulationRequest.prefault({}),
    response: { 200: rulesStepTaken },
  };
  app.post('/rules/:version/simulate', { onRequest, schema: tried }, async (request, reply) => {
    const version = versionIn(request);
    const { days, max_decisions: most, idempotency_key } = request.body;
    const reason = request.body.reason ?? `simulated over ${days} days, ${most} decisions at most`;
    const writer = keyedWriterOf(request, { act: ['rules.simulate', version], reason, idempotency_key }, parts);
    const run = runs.begin(version, { by: writer.name, sinceUs: writer.atUs, most });
    if (run === null) return sendProblem(reply, 'RULES_SIMULATING');
    try {
      const done = await simulate(version, { parts, request: request.body, writer, run });
      return done.ok ? reply.send(done.value) : sendProblem(reply, ...done.error);
    } finally {
      runs.end(version);
    }
  });
  const read = app.guard('audit:read', 'rules:write', 'rules:approve');
  const looked = { params: versionParams, response: { 200: rulesSimulationRun } };
  app.get('/rules/:version/simulate', { onRequest: read, schema: looked }, async (request) => {
    const run = runs.of(versionIn(request));
    if (run === null) return { running: null };
    const { by, sinceUs, lookedAt, most } = run;
    return { running: { by, since: isoTime(sinceUs), looked_at: lookedAt, max_decisions: most } };
  });
  const stopped = { params: versionParams, response: { 200: rulesSimulationStopped } };
  app.delete('/rules/:version/simulate', { onRequest, schema: stopped }, async (request) => ({
    stopped: runs.stop(versionIn(request)),
  }));
};

/** Runs a draft over the stored decisions of the last days, and keeps with it what that has shown. */
async function simulate(
  version: number,
  { parts, request, writer, run }: Wanted,
): Promise<Result<RulesStepTaken, Refused>> {
  const stored = await parts.rules.find(version);
  if (stored === null) return err(['NOT_FOUND']);
  const from: readonly string[] = RULE_MOVES.SIMULATE.from;
  if (!from.includes(stored.state)) return err(['RULES_WRONG_STATE']);
  const { content_hash: contentHash } = stored;
  const period = { fromUs: writer.atUs - request.days * DAY_US, toUs: writer.atUs };
  const task = { set: ruleSetOf(stored), contentHash, ...period, maxDecisions: request.max_decisions };
  const simulation = await simulateRules(task, run, parts.simulation);
  if (simulation === null) return err(['SIMULATION_STOPPED']);
  const keptAt = { ...writer, atUs: parts.clock.nowUs() };
  return settled(parts, parts.rules.keepSimulation(stored.version, { contentHash, simulation }, keptAt));
}
