import 'server-only';
import { problem } from '@fairlead/contracts/problem';
import { TRPCError } from '@trpc/server';
import type { z } from 'zod';
import { env } from '@/env';
import { auth } from '../auth';

interface RouterCall<Answer> {
  readonly method: 'GET' | 'POST';
  /** Below /api/v1/smart-routing. */
  readonly path: string;
  readonly answer: z.ZodType<Answer>;
}

const TIMEOUT_MS = 5_000;

/** Calls the router's API in the name of the person who asks, so that its own gate and audit decide. */
export async function callRouter<Answer>(headers: Headers, call: RouterCall<Answer>): Promise<Answer> {
  const { token } = await auth().api.getToken({ headers });
  const response = await send(call, token);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const told = problem.safeParse(body);
    const message = told.success ? told.data.detail : `The router answered ${response.status}.`;
    throw new TRPCError({ code: codeOf(response.status), message });
  }
  const parsed = call.answer.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new TRPCError({
    code: 'INTERNAL_SERVER_ERROR',
    message: 'The router answered in a shape that this console does not know.',
  });
}

async function send({ method, path }: RouterCall<unknown>, token: string): Promise<Response> {
  try {
    return await fetch(`${env().ROUTER_URL}/api/v1/smart-routing${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
  } catch {
    throw new TRPCError({ code: 'BAD_GATEWAY', message: 'The router does not answer. Is it running?' });
  }
}

function codeOf(
  status: number,
): 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT' | 'BAD_REQUEST' | 'BAD_GATEWAY' {
  if (status === 401) return 'UNAUTHORIZED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 409) return 'CONFLICT';
  return status < 500 ? 'BAD_REQUEST' : 'BAD_GATEWAY';
}
