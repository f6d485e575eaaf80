import { setTimeout as pause } from 'node:timers/promises';

interface Watch {
  readonly deadlineMs: number;
  /** Stops the waiting, with the reason. */
  readonly signal: AbortSignal;
}

const ASK_EVERY_MS = 50;
const ANSWER_MS_MAX = 2_000;

/** Asks an address until it answers 2xx; false when it has not by the deadline. Throws when the signal is given. */
export async function becomesHealthy(url: string, { deadlineMs, signal }: Watch): Promise<boolean> {
  const until = performance.now() + deadlineMs;
  while (performance.now() < until) {
    signal.throwIfAborted();
    if (await answers(url, signal)) return true;
    await pause(ASK_EVERY_MS, undefined, { signal });
  }
  return false;
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS_MAX)]) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
