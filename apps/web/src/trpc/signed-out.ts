import { TRPCClientError } from '@trpc/client';
import { signInAddress } from '@/own-path';

/** Whoever is no longer signed in is brought to the door, and nothing of theirs stays on the screen; signed in again, they are where they were. */
export function leaveIfSignedOut(error: unknown): void {
  if (typeof window === 'undefined' || !(error instanceof TRPCClientError)) return;
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null || !('code' in data) || data.code !== 'UNAUTHORIZED') return;
  const { pathname, search } = window.location;
  window.location.assign(signInAddress(`${pathname}${search}`));
}
