/** What a load is put on: the router or another HTTP server, or the database with nothing before it. */
export type LoadTarget =
  | {
      readonly kind: 'HTTP';
      readonly port: number;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      /** The status of an answer that counts. */
      readonly status: number;
      /** The statuses of a refusal that is counted apart; any other answer ends the benchmark. */
      readonly refusals: readonly number[];
    }
  | {
      readonly kind: 'COMMIT';
      readonly databaseUrl: string;
      /** Bytes of the one row that a commit is asked for. */
      readonly bytes: number;
    };

/** How the load is put on: as many at a time as there are connections, or by a fixed schedule whatever becomes of it. */
export type LoadShape =
  | { readonly kind: 'CLOSED'; readonly seconds: number }
  | { readonly kind: 'OPEN'; readonly seconds: number; readonly perSecond: number };

/** One load from its first request to its last answer. */
export interface LoadTask {
  readonly target: LoadTarget;
  readonly connections: number;
  readonly shape: LoadShape;
}

/** What became of it. Latencies are milliseconds of what counts, from the intended start. */
export interface LoadResult {
  readonly accepted: number;
  readonly refused: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  readonly refusalsMs: readonly number[];
  /** The body of the last answer that counted. */
  readonly lastBody: string;
}

/** What the process of the load says when a task is done. */
export type LoadReply =
  | { readonly kind: 'DONE'; readonly result: LoadResult }
  | { readonly kind: 'FAILED'; readonly why: string };
