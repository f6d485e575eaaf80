import type { z } from 'zod';

/** One try of a job. */
export interface JobRun {
  /** When it began, in whole microseconds since 1970: the only clock that a job has. */
  readonly now_us: number;
}

/** What a job is: its name, how often it runs, with what, and how. It may run twice for the same time, and must then change nothing. */
export interface JobDefinition<Payload> {
  readonly name: string;
  readonly everyMs: number;
  readonly payload: z.ZodType<Payload>;
  /** What the scheduler gives it. */
  readonly scheduled: Payload;
  /** Does the work, and gives the facts worth logging. */
  run(payload: Payload, run: JobRun): Promise<object>;
}

/** A job that nobody schedules: somebody asks for it, with a payload of their own. */
export type RequestDefinition<Payload> = Pick<JobDefinition<Payload>, 'name' | 'payload' | 'run'>;

/** A job whose payload is still what the queue holds: anything. */
export interface Job {
  readonly name: string;
  /** Null where it is not scheduled but asked for. */
  readonly everyMs: number | null;
  readonly scheduled: unknown;
  /** Throws, before it does anything, where the payload is not the job's. */
  run(payload: unknown, run: JobRun): Promise<object>;
}

/** Makes a job of its definition: the queue's payload is checked before each run, because a person may have added one by hand. */
export function defineJob<Payload>(definition: JobDefinition<Payload>): Job {
  return {
    name: definition.name,
    everyMs: definition.everyMs,
    scheduled: definition.scheduled,
    run: async (payload, run) => definition.run(definition.payload.parse(payload), run),
  };
}

/** Makes a job of a request. */
export function defineRequest<Payload>({ name, payload, run }: RequestDefinition<Payload>): Job {
  return { name, everyMs: null, scheduled: null, run: async (given, tried) => run(payload.parse(given), tried) };
}
