import 'server-only';
import { type SystemView, systemView } from '@fairlead/contracts/system';
import { TRPCError } from '@trpc/server';
import { systemState } from '@/system/system-state';
import { installation } from '../installation';
import { processWide } from '../process-wide';
import { callRouter } from '../router-api/call-router';
import { SystemMemory } from '../system-memory';
import { procedureFor } from '../trpc';

/** Pages wait for this, so a router that hangs is not waited for. */
const ANSWER_MS_MAX = 1_000;

const memory = processWide('system-memory', () => new SystemMemory());

/** What this installation is and how it stands, by the router's own word; while the router is away, what it said last, and since when it is so. */
export const systemGet = procedureFor('orders:read')
  .output(systemState)
  .query(async ({ ctx }) => {
    const parts = await installation().parts();
    const isThere = parts.some(({ part, answers }) => part === 'ROUTER' && answers);
    const fresh = isThere ? await askRouter(ctx.headers) : null;
    const { clientId } = ctx.viewer;
    if (fresh !== null) memory().keep(clientId, fresh, Date.now());
    return { parts: [...parts], ...memory().stateFor(clientId, fresh) };
  });

async function askRouter(headers: Headers): Promise<SystemView | null> {
  try {
    return await callRouter(headers, {
      method: 'GET',
      path: '/api/v1/system',
      answer: systemView,
      timeoutMs: ANSWER_MS_MAX,
    });
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'BAD_GATEWAY') return null;
    throw error;
  }
}
