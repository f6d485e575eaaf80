import { createHash } from 'node:crypto';
import type { DecisionRow } from '@fairlead/db/journal-rows';
import { PrometheusMeter } from '../src/control/meter.ts';
import { Access } from '../src/intake/access.ts';
import { createApp } from '../src/intake/app.ts';
import { StreamHub } from '../src/publish/stream-hub.ts';
import type { BenchRouter } from './bench-router.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const KEYS = {
  flk_all: ['route:write', 'orders:write', 'orders:read'],
  flk_read: ['orders:read'],
  flk_old: ['orders:read'],
};

/** The API over a bench router, driven without a port. Keys: `flk_all`, `flk_read`, and `flk_old`, which has expired. */
export function benchApi(router: BenchRouter, stored: { decisions: DecisionRow[] }): ReturnType<typeof createApp> {
  const records = new Map(
    Object.entries(KEYS).map(([key, scopes]) => [
      sha256(key),
      { name: key, clientId: 'client-1', scopes, expiresAtUs: key === 'flk_old' ? 1 : null },
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
    hub: new StreamHub(clock, 100),
    executions: { read: async () => null },
    findDecision: async (id, clientId) => stored.decisions.find((row) => row.id === id && isOf(clientId, row)) ?? null,
    checks: [{ name: 'recovery', isReady: () => router.pipeline.isReady, detail: () => '' }],
    registry: new PrometheusMeter().registry,
    clock,
    timers: { after: () => ({ cancel: () => {} }) },
    hash: sha256,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    isSimulated: () => false,
  });
}
