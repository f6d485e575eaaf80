import type { Timers } from '../ports.ts';

/** Runs something again and again, with a pause after each run; returns how to stop it. */
export function repeatEvery(pauseMs: number, run: () => void, timers: Timers): () => void {
  let timer = timers.after(pauseMs, tick);
  function tick(): void {
    run();
    timer = timers.after(pauseMs, tick);
  }
  return () => timer.cancel();
}
