import type { JobEvent } from './job-runner.ts';

/** How a job has done since this process started. Times are ISO texts. */
export interface JobState {
  readonly name: string;
  readonly completed: number;
  readonly failed: number;
  /** Failures since the last success; over 0 the job is in trouble. */
  readonly failures_in_a_row: number;
  readonly last_completed_at: string | null;
  /** What the last success came to: what was made, deleted and dropped. */
  readonly last_facts: object | null;
  readonly last_failed_at: string | null;
  readonly last_error: string | null;
}

/** Remembers what became of the jobs, for the health page. */
export class JobBoard {
  readonly #states = new Map<string, JobState>();
  readonly #now: () => Date;

  constructor(names: readonly string[], now: () => Date) {
    this.#now = now;
    for (const name of names) this.#states.set(name, fresh(name));
  }

  record(event: JobEvent): void {
    const state = this.#states.get(event.name) ?? fresh(event.name);
    const at = this.#now().toISOString();
    this.#states.set(
      event.name,
      event.outcome === 'completed' ? succeeded(state, at, event.facts) : failed(state, at, event.error),
    );
  }

  states(): JobState[] {
    return [...this.#states.values()];
  }
}

function fresh(name: string): JobState {
  return {
    name,
    completed: 0,
    failed: 0,
    failures_in_a_row: 0,
    last_completed_at: null,
    last_facts: null,
    last_failed_at: null,
    last_error: null,
  };
}

function succeeded(state: JobState, at: string, facts: object): JobState {
  const completed = state.completed + 1;
  return { ...state, completed, failures_in_a_row: 0, last_completed_at: at, last_facts: facts };
}

function failed(state: JobState, at: string, error: string): JobState {
  const row = state.failures_in_a_row + 1;
  return { ...state, failed: state.failed + 1, failures_in_a_row: row, last_failed_at: at, last_error: error };
}
