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
