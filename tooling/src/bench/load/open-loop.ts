import { setTimeout as pause } from 'node:timers/promises';

/** A fixed schedule of work. */
export interface Schedule {
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Starts work on a fixed schedule, whatever became of the work before, and returns how long each took in milliseconds, counted from when it
 * was to start (`dueMs`, by `performance.now()`): a stall shows in everything that was due meanwhile (no coordinated omission). Rejects when some of the work does.
 */
export async function openLoop(
  schedule: Schedule,
  work: (index: number, dueMs: number) => Promise<void>,
): Promise<number[]> {
  const total = schedule.perSecond * schedule.seconds;
  const periodMs = 1_000 / schedule.perSecond;
  const latencies: number[] = [];
  const running: Promise<void>[] = [];
  const begunMs = performance.now();
  for (let index = 0; index < total; index++) {
    const dueMs = begunMs + index * periodMs;
    // Looking at the clock all the time would be on time, and would take a core from what is measured. A timer is late by up to a
    // millisecond or so; that is counted too.
    while (performance.now() < dueMs) await pause(1);
    running.push(work(index, dueMs).then(() => void latencies.push(performance.now() - dueMs)));
  }
  await Promise.all(running);
  return latencies;
}
