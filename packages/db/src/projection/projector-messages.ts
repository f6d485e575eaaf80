import type { ReadEntry } from './journal-reading.ts';
import type { ProjectorState } from './projector.ts';

/** What the thread of a projector is started with. */
export interface ThreadData {
  readonly databaseUrl: string;
  readonly shard: number;
  /** The lease under which this router writes the journal. */
  readonly epoch: number;
}

/** What is told to the thread. END: the journal goes up to there, and what it holds is to be read from it. */
export type ToThread =
  | { readonly type: 'OFFER'; readonly entries: readonly ReadEntry[] }
  | { readonly type: 'END'; readonly position: number }
  | { readonly type: 'CATCH_UP'; readonly id: number }
  | { readonly type: 'CLOSE' };

/** What the thread tells. */
export type FromThread =
  | { readonly type: 'STATE'; readonly state: ProjectorState }
  | { readonly type: 'CAUGHT_UP'; readonly id: number; readonly state: ProjectorState };
