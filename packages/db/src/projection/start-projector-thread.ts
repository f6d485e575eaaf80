import { Worker } from 'node:worker_threads';
import { errorLine } from '../database-error.ts';
import type { ReadEntry } from './journal-reading.ts';
import type { Projecting, ProjectorState } from './projector.ts';
import type { FromThread, ThreadData, ToThread } from './projector-messages.ts';

/** Entries on their way to the thread at most: what is beyond, it reads from the journal. */
const BACKLOG_MAX = 20_000;
/** How long after its end a thread is started anew. */
const RESTART_MS = 1_000;
/** Node runs only what is built: whoever runs from sources, as tests do, takes the thread from beside them. */
const BUILT = import.meta.url.endsWith('.ts') ? '../../dist/projection/projector-thread.js' : './projector-thread.js';
const THREAD = new URL(BUILT, import.meta.url);

export interface ThreadOptions extends ThreadData {
  /** Told of each batch. */
  readonly onProgress?: (state: ProjectorState) => void;
  /** Another program than the projector's, for tests. */
  readonly thread?: URL;
}

/** A projector in a thread of its own. One that dies is started anew: what it has not projected is in the journal. */
export function startProjectorThread(options: ThreadOptions): Projecting {
  return new ProjectorThread(options);
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

class ProjectorThread implements Projecting {
  readonly #options: ThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker;
  #restarting: NodeJS.Timeout | null = null;
  #isClosing = false;
  #ids = 0;
  #end = 0;
  #state: ProjectorState = { position: 0, lagMs: null, behind: 0, failingSinceMs: null, lastError: null };

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#worker = this.#started();
  }

  offer(entries: readonly ReadEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.#end = last.position;
    if (last.position - this.#state.position > BACKLOG_MAX) return this.#say({ type: 'END', position: last.position });
    this.#say({ type: 'OFFER', entries: entries.map(bare) });
  }

  catchUp(): Promise<void> {
    if (this.#isClosing) return Promise.reject(closed());
    this.#ids += 1;
    const id = this.#ids;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#say({ type: 'CATCH_UP', id });
    });
  }

  state(): ProjectorState {
    return { ...this.#state, behind: Math.max(0, this.#end - this.#state.position) };
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const worker = this.#worker;
    if (this.#restarting === null) {
      const gone = new Promise((resolve) => worker.once('exit', resolve));
      this.#say({ type: 'CLOSE' });
      await gone;
    } else clearTimeout(this.#restarting);
    for (const { reject } of this.#waiting.values()) reject(closed());
    this.#waiting.clear();
  }

  #say(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #started(): Worker {
    const { databaseUrl, shard, epoch, thread } = this.#options;
    const workerData: ThreadData = { databaseUrl, shard, epoch };
    // What is built is run as it is, also where whoever starts it runs from sources.
    const worker = new Worker(thread ?? THREAD, { workerData, name: 'projector', execArgv: [] });
    worker.on('message', (message: FromThread) => this.#hear(message));
    worker.on('error', (error) => {
      const failingSinceMs = this.#state.failingSinceMs ?? Date.now();
      this.#state = { ...this.#state, failingSinceMs, lastError: errorLine(error) };
      this.#options.onProgress?.(this.state());
    });
    worker.on('exit', () => {
      if (!this.#isClosing) this.#restarting = setTimeout(() => this.#restart(), RESTART_MS);
    });
    return worker;
  }

  #restart(): void {
    this.#restarting = null;
    this.#worker = this.#started();
    if (this.#end > 0) this.#say({ type: 'END', position: this.#end });
    for (const id of this.#waiting.keys()) this.#say({ type: 'CATCH_UP', id });
  }

  #hear(message: FromThread): void {
    this.#state = message.state;
    this.#end = Math.max(this.#end, message.state.position);
    if (message.type === 'STATE') return this.#options.onProgress?.(this.state());
    this.#waiting.get(message.id)?.resolve();
    this.#waiting.delete(message.id);
  }
}

/** An entry without what no row is made of: each field is copied on its way. */
function bare({ shard, position, orderPk, firstEvent, lastEvent, atUs, body }: ReadEntry): ReadEntry {
  return { shard, position, orderPk, firstEvent, lastEvent, atUs, body };
}

function closed(): Error {
  return new Error('the projector is closed');
}
