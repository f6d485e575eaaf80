import { TRPCClientError } from '@trpc/client';
import { expect, it } from 'vitest';
import { outcomeOfError } from './use-act';

const failure = (code: string) =>
  TRPCClientError.from({ error: { message: 'says why', code: -32_600, data: { code, httpStatus: 400 } } });

it.each(['FORBIDDEN', 'BAD_REQUEST', 'NOT_FOUND', 'UNAUTHORIZED'])(
  'what the console refuses with %s was not done',
  (code) => {
    expect(outcomeOfError(failure(code))).toEqual({ kind: 'REFUSED', code, says: 'says why' });
  },
);

it.each([
  ['that loses the console', TRPCClientError.from(new Error('fetch failed'))],
  ['whose console breaks', failure('INTERNAL_SERVER_ERROR')],
  ['whose console waited too long', failure('TIMEOUT')],
  ['that is not answered in words', new SyntaxError('Unexpected token <')],
])('of an act of a window %s nobody knows what became', (_what, error) => {
  expect(outcomeOfError(error).kind).toBe('UNKNOWN');
});
