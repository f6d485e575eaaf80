import { TRPCClientError } from '@trpc/client';

/** Whoever is no longer signed in is brought to the door, and nothing of theirs stays on the screen. */
export function leaveIfSignedOut(error: unknown): void {
  if (typeof window === 'undefined' || !(error instanceof TRPCClientError)) return;
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null || !('code' in data) || data.code !== 'UNAUTHORIZED') return;
  window.location.assign('/sign-in');
}
