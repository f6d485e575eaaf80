import { createHash } from 'node:crypto';
import type { DecisionRow } from '@fairlead/db/journal-rows';
import { createPool } from '@fairlead/db/pool';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { PrometheusMeter } from '../src/control/meter.ts';
import { Access } from '../src/intake/access.ts';
import { createApp } from '../src/intake/app.ts';
import type { RuleRoutes } from '../src/intake/routes/rules.ts';
import type { StatisticsRoutes } from '../src/intake/routes/statistics.ts';
import type { StatusWord } from '../src/intake/routes/venue-status.ts';
import { StreamHub } from '../src/publish/stream-hub.ts';
import { RuleBook } from '../src/rules/rule-book.ts';
import type { BenchRouter } from './bench-router.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const KEYS = {
  flk_all: ['route:write', 'orders:write', 'orders:read'],
  flk_read: ['orders:read'],
  flk_ops: ['orders:read', 'venues:write'],
  flk_old: ['orders:read'],
  flk_author: ['rules:write', 'rules:approve'],
  flk_second: ['rules:approve'],
};
/** Never asked: a pool that connects to nothing. */
const NO_DATABASE = createPool('postgresql://127.0.0.1:1/none', { max: 1, onError: () => {} });

/**
 * The API over a bench router, driven without a port. Keys: `flk_all`, `flk_read`, `flk_ops`, `flk_old`, which has expired, and for the rules of a database
 * `flk_author` and `flk_second`.
 */
export function benchApi(
  router: BenchRouter,
  stored: { decisions: DecisionRow[]; words?: StatusWord[]; statistics?: StatisticsRoutes['statistics'] },
  rules: Pick<RuleRoutes, 'rules' | 'ruleBook' | 'simulation'> = benchRules(router, NO_DATABASE),
): ReturnType<typeof createApp> {
  const records = new Map(
    Object.entries(KEYS).map(([key, scopes]) => [
      sha256(key),
      { id: `id of ${key}`, name: key, clientId: 'client-1', scopes, expiresAtUs: key === 'flk_old' ? 1 : null },
    ]),
  );
  const clock = { nowUs: () => router.nowUs };
  const access = new Access({
    findKey: async (hash) => records.get(hash) ?? null,
    verifyToken: async (token) =>
      token === 'token-of-auditor' ? { email: 'auditor@example.com', role: 'AUDITOR', client_id: null } : null,
    nowUs: clock.nowUs,
  });
  const isOf = (clientId: string | null, row: DecisionRow) => clientId === null || row.client_id === clientId;
  return createApp({
    access,
    pipeline: router.pipeline,
    desk: router.desk,
    market: router.market,
    hours: router.hours,
    hub: new StreamHub(clock, 100),
    executions: { read: async () => null },
    findDecision: async (id, clientId) => stored.decisions.find((row) => row.id === id && isOf(clientId, row)) ?? null,
    statistics: stored.statistics ?? new StatisticsRepository(NO_DATABASE),
    keepStatus: async (word) => stored.words?.push(word),
    checks: [{ name: 'recovery', isReady: () => router.pipeline.isReady, detail: () => '' }],
    registry: new PrometheusMeter().registry,
    clock,
    timers: { after: () => ({ cancel: () => {} }) },
    hash: sha256,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    isSimulated: () => false,
    ...rules,
  });
}

/** The rules of a database as a router that starts now would hold them. */
export function benchRules(
  router: BenchRouter,
  database: ReturnType<typeof createPool>,
): Pick<RuleRoutes, 'rules' | 'ruleBook' | 'simulation'> {
  const rules = new RulesRepository(database);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const ruleBook = new RuleBook({ store: rules, clock: { nowUs: () => router.nowUs }, log });
  const decisions = new DecisionRepository(database);
  const firstWaves: DecisionRepository['firstWaves'] = (filter) => decisions.firstWaves(filter);
  return {
    rules,
    ruleBook,
    simulation: { firstWaves, routing: { protection: true, urgency: 0.5, passiveHorizonMs: null } },
  };
}
