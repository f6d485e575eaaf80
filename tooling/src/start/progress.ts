import { Refusal } from '../refusal.ts';

/** One thing to do at start. */
interface Step<T> {
  readonly name: string;
  readonly work: () => Promise<T>;
  /** What came of it, for its line. */
  readonly outcome: (result: T) => string;
  /** What a person can do when it fails. */
  readonly advice?: string;
}

/** Does a step and prints one line about it. */
export type Progress = <T>(step: Step<T>) => Promise<T>;

/** Steps that print their name, what came of them and how long they took; a failing one is refused in one line, and all end when the signal is given. */
export function progress(say: (line: string) => void, signal: AbortSignal): Progress {
  return async ({ name, work, outcome, advice }) => {
    const begun = performance.now();
    const result = await Promise.race([work(), rejection(signal)]).catch((error: unknown) => {
      throw error instanceof Error && !(error instanceof Refusal) ? explained(name, error, advice) : error;
    });
    say(`${name.padEnd(10)}${outcome(result)} (${Math.round(performance.now() - begun)} ms)`);
    return result;
  };
}

function explained(name: string, error: Error, advice: string | undefined): Refusal {
  const first = error.message.split('\n').find((line) => line.trim() !== '') ?? error.name;
  return new Refusal(`${name} failed: ${first.trim()}${advice === undefined ? '' : `; ${advice}`}`, { cause: error });
}

/** Not every step can be told to stop; none is waited for once the signal is given. */
function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_fulfil, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
