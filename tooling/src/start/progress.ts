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

/** A step that takes longer says that it goes on. */
const SAY_FIRST_MS = 2_000;
const SAY_EVERY_MS = 5_000;

/** Steps that print their name, what came of them and how long they took; a failing one is refused in one line, and all end when the signal is given. */
export function progress(say: (line: string) => void, signal: AbortSignal): Progress {
  return async ({ name, work, outcome, advice }) => {
    const begun = performance.now();
    const goesOn = () => {
      say(`${name.padEnd(10)}… ${Math.round((performance.now() - begun) / 1_000)} s`);
      timer = setTimeout(goesOn, SAY_EVERY_MS);
    };
    let timer = setTimeout(goesOn, SAY_FIRST_MS);
    try {
      const result = await Promise.race([work(), rejection(signal)]);
      say(`${name.padEnd(10)}${outcome(result)} ${elapsed(performance.now() - begun)}`);
      return result;
    } catch (error) {
      throw error instanceof Error && !(error instanceof Refusal) ? explained(name, error, advice) : error;
    } finally {
      clearTimeout(timer);
    }
  };
}

function elapsed(ms: number): string {
  return ms < SAY_FIRST_MS ? `(${Math.round(ms)} ms)` : `(${(ms / 1_000).toFixed(1)} s)`;
}

function explained(name: string, error: Error, advice: string | undefined): Refusal {
  const first = error.message.split('\n').find((line) => line.trim() !== '') ?? error.name;
  return new Refusal(`${name} failed: ${first.trim()}${advice === undefined ? '' : `; ${advice}`}`, { cause: error });
}

/** Rejects when the signal is given: not every step can be told to stop, and none is waited for from then on. */
export function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_fulfil, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
