import { setTimeout as wait } from 'node:timers/promises';
import { backoffMs } from '@fairlead/core/math/backoff';
import { invariant } from '@fairlead/core/result';
import pg from 'pg';
import { asApplication } from '../application-role.ts';
import { errorLine } from '../database-error.ts';
import { timestamp } from '../row-reading.ts';
import { batchOf } from './batch.ts';
import type { Codec } from './codec.ts';
import { controlOf } from './control-tables.ts';
import { entriesAfter, type ReadEntry } from './journal-reading.ts';
import { OrderFold } from './order-fold.ts';
import { ensureProjectionMonths, madeAtUs } from './projection-months.ts';
import { writeBatch } from './write-batch.ts';

/** How far the projections are. */
export interface ProjectorState {
  /** The last entry of the journal that they tell; 0 before the first. */
  readonly position: number;
  /** From the newest projected entry's time to the commit that made it readable, in milliseconds; null before the first. */
  readonly lagMs: number | null;
  /** Entries that are known and not projected yet. */
  readonly behind: number;
  /** Since when nothing could be projected, in milliseconds since 1970; null while it can. */
  readonly failingSinceMs: number | null;
  readonly lastError: string | null;
}

/** What makes the readable tables out of the journal. */
export interface Projecting {
  /** Entries that have become durable, in order. Never refuses: what it has no room for it reads from the journal. */
  offer(entries: readonly ReadEntry[]): void;
  /** Resolves when everything that is in the journal now is projected; however long the database is away. Rejects where the projector is closed before. */
  catchUp(): Promise<void>;
  state(): ProjectorState;
  /** Ends the batch that is under way, and no other. */
  close(): Promise<void>;
}

export interface ProjectorOptions {
  readonly databaseUrl: string;
  readonly shard: number;
  /** The lease under which this router writes the journal. */
  readonly epoch: number;
  readonly codec: Codec;
  /** Seals the journal up to a position; called about once a second. */
  readonly sealUpTo?: (client: pg.Client, position: number) => Promise<unknown>;
  /** Told of each batch. */
  readonly onProgress?: (state: ProjectorState) => void;
  /** How long an answer of the database is waited for before it counts as away, in milliseconds. */
  readonly answerMsMax?: number;
  /** How long entries are waited for, so that an order that ends soon is written once, in milliseconds. */
  readonly gatherMs?: number;
  /** Orders in a batch, and entries in memory, at most. */
  readonly ordersMax?: number;
  readonly backlogMax?: number;
  /** Ended orders in memory at most. */
  readonly endedMax?: number;
}

const GATHER_MS = 20;
const ORDERS_MAX = 500;
/** Entries read from the journal at once: an order has two or three. */
const ENTRIES_AN_ORDER = 3;
const BACKLOG_MAX = 20_000;
const ENDED_MAX = 5_000;
const SEAL_EVERY_MS = 1_000;
const PAUSES = { firstMs: 40, longestMs: 2_000 };
const CONNECT_MS_MAX = 10_000;
/** Longer than the server's own time-out: passed only where the server is not there to keep it. */
const ANSWER_MS_MAX = 40_000;

/**
 * Its rows can be made again, so no commit waits for the disk. Its plans are made while tables are small and kept. A process that is stopped in the middle
 * of a batch holds its locks for a second.
 */
const SETTINGS = `
  set synchronous_commit = off; set plan_cache_mode = force_generic_plan; set jit = off;
  set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
  set statement_timeout = '30s'; set idle_in_transaction_session_timeout = '1s'`;

/** Projects the journal of one shard, on a connection of its own. */
export class Projector implements Projecting {
  readonly #options: ProjectorOptions;
  readonly #fold: OrderFold;
  readonly #backlog: ReadEntry[] = [];
  readonly #months = new Set<string>();
  readonly #stop = new AbortController();
  #client: pg.Client | null = null;
  #position = 0;
  /** The last entry that anybody has spoken of. */
  #end = 0;
  readonly #waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  #failures = 0;
  #failingSinceMs: number | null = null;
  #lastError: string | null = null;
  #lagMs: number | null = null;
  #sealed = { position: 0, atMs: 0 };
  #pumping: Promise<void> | null = null;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#fold = new OrderFold({ codec: options.codec, endedMax: options.endedMax ?? ENDED_MAX });
  }

  offer(entries: readonly ReadEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.#end = Math.max(this.#end, last.position);
    const max = this.#options.backlogMax ?? BACKLOG_MAX;
    // A gap in memory is read from the journal, so what there is no room for is dropped.
    if (this.#backlog.length + entries.length <= max) this.#backlog.push(...entries);
    this.#start();
  }

  /** Says that the journal goes up to a position, without the entries. */
  tellEnd(position: number): void {
    this.#end = Math.max(this.#end, position);
    this.#start();
  }

  catchUp(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#stop.signal.aborted) return reject(closed());
      this.#waiting.push({ resolve, reject });
      this.#start();
    });
  }

  state(): ProjectorState {
    return {
      position: this.#position,
      lagMs: this.#lagMs,
      behind: Math.max(0, this.#end - this.#position),
      failingSinceMs: this.#failingSinceMs,
      lastError: this.#lastError,
    };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#pumping;
    for (const { reject } of this.#waiting.splice(0)) reject(closed());
    await this.#client?.end().catch(() => undefined);
    this.#client = null;
  }

  #start(): void {
    if (!this.#stop.signal.aborted) this.#pumping ??= this.#pump();
  }

  async #pump(): Promise<void> {
    await Promise.resolve();
    while (!this.#stop.signal.aborted && (this.#waiting.length > 0 || this.#position < this.#end)) {
      try {
        await this.#round();
        this.#failures = 0;
        this.#failingSinceMs = null;
      } catch (error) {
        await this.#endure(error);
      }
    }
    // In the same turn in which there was nothing to do, so that the next offer starts anew.
    this.#pumping = null;
  }

  /** One batch, or the knowledge that there is none. */
  async #round(): Promise<void> {
    const client = await this.#connected();
    const waiting = this.#waiting.length;
    const isHurried = waiting > 0 || this.#end - this.#position >= this.#limit;
    if (!isHurried) await this.#pause(this.#options.gatherMs ?? GATHER_MS);
    const entries = this.#fromMemory() ?? (await this.#fromJournal(client, waiting));
    if (entries.length > 0) await this.#project(client, entries);
    await this.#seal(client);
  }

  get #limit(): number {
    return (this.#options.ordersMax ?? ORDERS_MAX) * ENTRIES_AN_ORDER;
  }

  get #place(): { readonly shard: number; readonly position: number } {
    return { shard: this.#options.shard, position: this.#position };
  }

  /** What the journal holds after the position. Where that is nothing, those who waited for its end before it was read are told. */
  async #fromJournal(client: pg.Client, waiting: number): Promise<readonly ReadEntry[]> {
    const end = this.#end;
    const entries = await entriesAfter(client, { ...this.#place, limit: this.#limit });
    if (entries.length > 0) return entries;
    for (const { resolve } of this.#waiting.splice(0, waiting)) resolve();
    // What was spoken of meanwhile is read in the next round.
    if (this.#end === end) this.#end = this.#position;
    return entries;
  }

  /** What follows the position and is in memory; null where the journal has to be read. */
  #fromMemory(): ReadEntry[] | null {
    const next = this.#backlog.findIndex((entry) => entry.position > this.#position);
    this.#backlog.splice(0, next < 0 ? this.#backlog.length : next);
    let count = 0;
    while (count < this.#limit && this.#backlog[count]?.position === this.#position + count + 1) count += 1;
    return count === 0 ? null : this.#backlog.splice(0, count);
  }

  /** Takes entries up to so many orders, and writes what has become of these. The rest is offered again. */
  async #project(client: pg.Client, entries: readonly ReadEntry[]): Promise<void> {
    const taken = upTo(entries, this.#options.ordersMax ?? ORDERS_MAX);
    const last = taken.at(-1);
    invariant(
      taken[0]?.position === this.#position + 1 && last !== undefined,
      `the journal has a gap after ${this.#position}`,
    );
    this.#backlog.unshift(...entries.slice(taken.length));
    const changes = await this.#fold.changes(client, taken, this.#place);
    await this.#ensureMonths(client, changes.keys());
    const { shard, epoch, codec } = this.#options;
    const control = controlOf(taken, codec);
    // After a failure nothing is taken for granted: retention may have deleted an order of which a venue speaks once more.
    const careful = this.#failures > 0;
    const to = { shard, epoch, from: this.#position, to: last.position, atUs: last.atUs, careful };
    await writeBatch(client, batchOf({ changes: changes.values(), control }, careful), to);
    this.#fold.keep(changes);
    this.#position = last.position;
    this.#end = Math.max(this.#end, last.position);
    this.#lagMs = Date.now() - last.atUs / 1_000;
    this.#options.onProgress?.(this.state());
  }

  /** Makes the partitions of months that this projector has not seen yet: they are made ahead by others, and this is for what they have missed. */
  async #ensureMonths(client: pg.Client, orderPks: Iterable<string>): Promise<void> {
    for (const orderPk of orderPks) {
      const atUs = madeAtUs(orderPk);
      const month = new Date(atUs / 1_000).toISOString().slice(0, 7);
      if (this.#months.has(month)) continue;
      await ensureProjectionMonths(client, atUs, 0);
      this.#months.add(month);
    }
  }

  async #seal(client: pg.Client): Promise<void> {
    const { sealUpTo } = this.#options;
    if (sealUpTo === undefined || this.#position === this.#sealed.position) return;
    if (Date.now() - this.#sealed.atMs < SEAL_EVERY_MS) return;
    await sealUpTo(client, this.#position);
    this.#sealed = { position: this.#position, atMs: Date.now() };
  }

  async #connected(): Promise<pg.Client> {
    if (this.#client !== null) return this.#client;
    const { databaseUrl, shard } = this.#options;
    const client = new pg.Client({
      connectionString: asApplication(databaseUrl),
      application_name: 'fairlead-projector',
      connectionTimeoutMillis: CONNECT_MS_MAX,
      query_timeout: this.#options.answerMsMax ?? ANSWER_MS_MAX,
      keepAlive: true,
    });
    client.on('error', (error) => this.#lose(client, error));
    try {
      await client.connect();
      await client.query(SETTINGS);
      this.#position = await storedPosition(client, shard);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    return client;
  }

  #lose(client: pg.Client, error: unknown): void {
    this.#lastError = errorLine(error);
    client.end().catch(() => undefined);
    if (this.#client === client) this.#client = null;
  }

  /** Nobody knows whether the batch has landed: what is known is forgotten, and the position read again. */
  async #endure(error: unknown): Promise<void> {
    this.#lastError = errorLine(error);
    this.#failingSinceMs ??= Date.now();
    this.#failures += 1;
    if (this.#client !== null) this.#lose(this.#client, error);
    this.#fold.forgetAll();
    this.#options.onProgress?.(this.state());
    await this.#pause(backoffMs(this.#failures, PAUSES, Math.random()));
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0) await wait(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}

function closed(): Error {
  return new Error('the projector is closed');
}

/** The first entries, up to so many orders. */
function upTo(entries: readonly ReadEntry[], ordersMax: number): readonly ReadEntry[] {
  const orders = new Set<string>();
  for (const [index, { orderPk }] of entries.entries()) {
    if (orderPk !== null) orders.add(orderPk);
    if (orders.size > ordersMax) return entries.slice(0, index);
  }
  return entries;
}

/** Where the projections of a shard are; 0 where nothing is projected yet. */
async function storedPosition(client: pg.Client, shard: number): Promise<number> {
  await client.query(
    `insert into projection_positions (shard, position, at) values ($1, 0, ${timestamp('0')}) on conflict do nothing`,
    [shard],
  );
  const result = await client.query<{ position: number }>(
    'select position::float8 as position from projection_positions where shard = $1',
    [shard],
  );
  return result.rows[0]?.position ?? 0;
}
