import 'server-only';
import { problem } from '@fairlead/contracts/problem';
import { TRPCError } from '@trpc/server';
import type { z } from 'zod';
import { auth } from '../auth';
import { type RouterRequest, sendToRouter } from './send-to-router';

interface RouterCall<Answer> extends Omit<RouterRequest, 'token' | 'method' | 'body'> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly answer: z.ZodType<Answer>;
}

/** The token by which the router knows the person whose request this is. */
export async function tokenFor(headers: Headers): Promise<string> {
  return (await auth().api.getToken({ headers })).token;
}

/** Asks the router's API in the name of the person who asks, so that its own gate decides. What changes something goes through `act`. */
export async function callRouter<Answer>(headers: Headers, { answer, ...call }: RouterCall<Answer>): Promise<Answer> {
  const reply = await sendToRouter({ ...call, token: await tokenFor(headers) });
  if (reply.kind !== 'ANSWERED')
    throw new TRPCError({ code: 'BAD_GATEWAY', message: 'The router does not answer. Is it running?' });
  const { status, body } = reply;
  if (status >= 300) {
    const told = problem.safeParse(body);
    const message = told.success ? told.data.detail : `The router answered ${status}.`;
    throw new TRPCError({ code: codeOf(status), message });
  }
  const parsed = answer.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new TRPCError({
    code: 'INTERNAL_SERVER_ERROR',
    message: 'The router answered in a shape that this console does not know.',
  });
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
