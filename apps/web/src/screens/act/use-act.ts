'use client';

import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { useState } from 'react';
import { v4 as uuidV4 } from 'uuid';
import type { ActInput, ActOutcome } from '@/rows/act-outcome';

/** What the console refuses before anybody is asked to act. */
const REFUSALS = new Set([
  'BAD_REQUEST',
  'FORBIDDEN',
  'NOT_FOUND',
  'UNAUTHORIZED',
  'PAYLOAD_TOO_LARGE',
  'TOO_MANY_REQUESTS',
]);

/**
 * One act that a person is about to do. Its key is made once, so that asked for again it is done once. What has become of it is a value, also where this
 * window hears nothing.
 */
export function useAct<Input extends ActInput, Failure>(
  procedure: UseMutationOptions<ActOutcome, Failure, Input>,
  inputOf: (why: ActInput) => Input,
) {
  const [key] = useState(() => uuidV4());
  // A browser that thinks it is offline can still reach a console on its own machine.
  const mutation = useMutation({ ...procedure, networkMode: 'always' });
  const ask = (reason: string) => mutation.mutate(inputOf({ reason, idempotency_key: key }));
  return {
    pending: mutation.isPending,
    outcome: mutation.data ?? (mutation.isError ? outcomeOfError(mutation.error) : null),
    ask,
    again: () => ask(mutation.variables?.reason ?? ''),
  };
}

/** What is known where the console did not answer as it should. */
export function outcomeOfError(error: unknown): ActOutcome {
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  const code = typeof data === 'object' && data !== null && 'code' in data ? String(data.code) : '';
  if (error instanceof Error && REFUSALS.has(code)) return { kind: 'REFUSED', code, says: error.message };
  return { kind: 'UNKNOWN', says: 'The console was asked and has not answered.' };
}
