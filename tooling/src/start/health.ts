import { setTimeout as pause } from 'node:timers/promises';

const ASK_EVERY_MS = 50;
const ANSWER_MS_MAX = 2_000;

/** Asks an address until it answers 2xx. Throws when the signal is given. */
export async function untilHealthy(url: string, signal: AbortSignal): Promise<void> {
  while (!(await answers(url, signal))) await pause(ASK_EVERY_MS, undefined, { signal });
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
