import { TRPCClientError } from '@trpc/client';
import { signInAddress } from '@/own-path';

/** Whether the console says that nobody is signed in any more. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'code' in data && data.code === 'UNAUTHORIZED';
}

/** Whoever is no longer signed in is brought to the door, and nothing of theirs stays on the screen; signed in again, they are where they were. */
export function leaveIfSignedOut(error: unknown): void {
  if (typeof window !== 'undefined' && isSignedOut(error)) leaveToSignIn();
}

/** To the door, and from there back to this screen. */
export function leaveToSignIn(): void {
  const { pathname, search } = window.location;
  window.location.assign(signInAddress(`${pathname}${search}`, { ended: true }));
}
