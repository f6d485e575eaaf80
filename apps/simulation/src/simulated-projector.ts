import type { Lease } from '@fairlead/db/journal/shard-lease';
import { batchOf } from '@fairlead/db/projection/batch';
import { controlOf } from '@fairlead/db/projection/control-tables';
import { JOURNAL_CODEC } from '@fairlead/db/projection/journal-codec';
import type { ReadEntry } from '@fairlead/db/projection/journal-reading';
import { OrderFold } from '@fairlead/db/projection/order-fold';
import type { Projecting, ProjectorState } from '@fairlead/db/projection/projector';
import type { Asker, DatabaseServer } from './database-server.ts';

const GATHER_MS = 20;
const PAUSE_MS = 200;
const BATCH = 300;
/** Small, so that orders are forgotten and folded again. */
const ENDED_MAX = 20;
const SHARD = 0;

/** The projector of one router: the rounds of the real one over the simulated database, with its fold, its codec and its batches. */
export class SimulatedProjector implements Projecting {
  readonly #server: DatabaseServer;
  readonly #life: Asker;
  readonly #lease: Lease;
  readonly #fold = new OrderFold({ codec: JOURNAL_CODEC, endedMax: ENDED_MAX });
  readonly #onProjected: (state: ProjectorState) => void;
  #position: number | null = null;
  #end = 0;
  #waiting: (() => void)[] = [];
  #failures = 0;
  #isClosed = false;
  #pumping: Promise<void> | null = null;

  constructor(parts: {
    readonly server: DatabaseServer;
    readonly life: Asker;
    readonly lease: Lease;
    readonly onProjected: (state: ProjectorState) => void;
  }) {
    this.#server = parts.server;
    this.#life = parts.life;
    this.#lease = parts.lease;
    this.#onProjected = parts.onProjected;
  }

  offer(entries: readonly { readonly position: number }[]): void {
    this.#end = Math.max(this.#end, entries.at(-1)?.position ?? 0);
    this.#start();
  }

  catchUp(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#start();
    });
  }

  state(): ProjectorState {
    const position = this.#position ?? 0;
    const behind = Math.max(0, this.#end - position);
    return { position, lagMs: 0, behind, failingSinceMs: this.#failures > 0 ? 1 : null, lastError: null };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#pumping;
  }

  #start(): void {
    if (!this.#isClosed) this.#pumping ??= this.#pump();
  }

  async #pump(): Promise<void> {
    await Promise.resolve();
    while (!this.#isClosed && (this.#waiting.length > 0 || (this.#position ?? 0) < this.#end)) {
      try {
        await this.#round();
        this.#failures = 0;
      } catch {
        this.#failures += 1;
        this.#position = null;
        this.#fold.forgetAll();
        await this.#life.wait(PAUSE_MS);
      }
    }
    this.#pumping = null;
  }

  async #round(): Promise<void> {
    const { database } = this.#server;
    if (this.#waiting.length === 0) await this.#life.wait(GATHER_MS);
    const waiting = this.#waiting.length;
    const from = this.#position ?? (await this.#server.ask(this.#life, () => database.rows.position));
    this.#position = from;
    const entries = await this.#server.ask(this.#life, () => database.entriesAfter(from, BATCH));
    const last = entries.at(-1);
    if (last === undefined) {
      for (const tell of this.#waiting.splice(0, waiting)) tell();
      this.#end = Math.max(from, database.entries.length);
      return;
    }
    await this.#project(entries, from, last.position);
  }

  async #project(entries: readonly ReadEntry[], from: number, to: number): Promise<void> {
    const client = { query: (asked: unknown) => this.#queried(asked) };
    // The fold asks it for entries only.
    const changes = await this.#fold.changes(client as never, entries, { shard: SHARD, position: from });
    const careful = this.#failures > 0;
    const batch = batchOf({ changes: changes.values(), control: controlOf(entries, JOURNAL_CODEC) }, careful);
    const { database } = this.#server;
    await this.#server.ask(this.#life, () => {
      // As the real one: a batch counts for who has the shard, and goes on from where the tables are.
      if (!database.isLeaseOf(this.#lease) || database.rows.position !== from) throw new Error('nothing to go on from');
      database.rows.write(batch, to);
    });
    this.#fold.keep(changes);
    this.#position = to;
    this.#onProjected(this.state());
  }

  /** What the fold asks the database: the entries of orders that it has forgotten, and what retention has dropped, which is nothing. */
  async #queried(asked: unknown): Promise<{ rows: readonly unknown[] }> {
    if (typeof asked === 'string') return { rows: [] };
    const { values } = asked as { values: readonly [readonly string[], number, number] };
    const [orderPks, , upTo] = values;
    const { database } = this.#server;
    const entries = await this.#server.ask(this.#life, () => orderPks.flatMap((pk) => database.entriesOf(pk)));
    return { rows: entries.filter(({ position }) => position <= upTo).sort((a, b) => a.position - b.position) };
  }
}
