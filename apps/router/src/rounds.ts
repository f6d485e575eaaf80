import type { Timers } from './ports.ts';

/** Something that is done again and again, with a pause before each time. */
export interface Round {
  readonly everyMs: number;
  /** Deals with its own failures. */
  readonly run: () => void;
}

/** Starts rounds, each after its first pause; returns how to stop them. */
export function startRounds(rounds: readonly Round[], timers: Timers): () => void {
  const stops = rounds.map((round) => startRound(round, timers));
  return () => {
    for (const stop of stops) stop();
  };
}

function startRound({ everyMs, run }: Round, timers: Timers): () => void {
  let timer = timers.after(everyMs, turn);
  let hasStopped = false;
  function turn(): void {
    run();
    if (!hasStopped) timer = timers.after(everyMs, turn);
  }
  return () => {
    hasStopped = true;
    timer.cancel();
  };
}

/** Work that runs once at a time: asked for while it runs, it runs once more after, so that what it reads last is never older than the last wish. */
export function oneAtATime(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isWanted = false;
  const run = async () => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
}
