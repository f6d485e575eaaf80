import 'server-only';
import { z } from 'zod';
import { env } from '@/env';
import { database } from './database';
import { processWide } from './process-wide';
import { type Probe, SystemWatch } from './system-watch';

const routerHealth = z.object({ checks: z.array(z.object({ name: z.string(), ready: z.boolean() })) });

async function askRouter(signal: AbortSignal): Promise<readonly string[]> {
  const response = await fetch(`${env().ROUTER_URL}/health/ready`, { signal, cache: 'no-store' });
  const { checks } = routerHealth.parse(await response.json());
  return checks.filter(({ ready }) => !ready).map(({ name }) => name);
}

async function askDatabase(): Promise<readonly string[]> {
  await database().query('select 1');
  return [];
}

/** The worker answers 503 where it is there but its database or queue is not. */
function askWorker(url: string): Probe['ask'] {
  return async (signal) => {
    const response = await fetch(`${url}/health`, { signal, cache: 'no-store' });
    await response.arrayBuffer();
    return response.ok ? [] : ['database'];
  };
}

/** Watches the parts that this console stands on; the worker where it is told of one. */
export const installation = processWide('installation', () => {
  const worker = env().WORKER_URL;
  const probes: Probe[] = [
    { part: 'ROUTER', ask: askRouter },
    { part: 'DATABASE', ask: askDatabase },
    ...(worker === undefined ? [] : [{ part: 'WORKER' as const, ask: askWorker(worker) }]),
  ];
  return new SystemWatch(probes, Date.now);
});
