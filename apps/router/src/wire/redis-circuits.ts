import { once } from 'node:events';
import { backoffMs } from '@fairlead/core/math/backoff';
import { CIRCUIT_CODES, CIRCUIT_STATES } from '@fairlead/core/venue/circuit-state';
import { Redis } from 'ioredis';
import { z } from 'zod';
import type { Log } from '../ports.ts';
import type { CircuitHearers, CircuitStore, SharedCircuit } from './shared-circuit.ts';

/** Where circuits are shared, and whose they are. */
export interface RedisCircuitSettings {
  readonly url: string;
  /** Another name each time that a router starts. */
  readonly router: string;
  /** Every venue, and whether it is a liquidity provider. */
  readonly venues: readonly { readonly venueId: string; readonly isProvider: boolean }[];
  readonly draw: () => number;
  readonly log: Log;
}

const CHANNEL = 'circuits';
const PAUSES = { firstMs: 100, longestMs: 1_000 };
/** An answer that takes longer is none: whoever waits goes on by itself. */
const ANSWER_MS = 500;
/** The window in which failures are counted together, in milliseconds. */
const FAILURES_MS = 60_000;
/** What nobody has touched for a day is closed by then. */
const KEPT_S = 86_400;

/**
 * Makes a circuit what one router says, unless another was first: the version that is stored is then beyond the one that it was decided on. In one step,
 * so that of two routers one is first, and both hear which.
 */
const CHANGE = `
local stored = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if ARGV[2] ~= '1' and stored > tonumber(ARGV[1]) then return redis.call('HGETALL', KEYS[1]) end
redis.call('HSET', KEYS[1], 'version', math.max(stored, tonumber(ARGV[1])) + 1, unpack(ARGV, 5))
redis.call('HSETNX', KEYS[1], 'failures', 0)
redis.call('EXPIRE', KEYS[1], ARGV[3])
local now = redis.call('HGETALL', KEYS[1])
redis.call('PUBLISH', '${CHANNEL}', cjson.encode({ venue = ARGV[4], fields = now }))
return now`;

/** Counts a failure that follows another within the window, or begins to count anew, and tells of it. */
const FAIL = `
local last = tonumber(redis.call('HGET', KEYS[1], 'lastFailureMs') or '0')
if tonumber(ARGV[1]) - last < tonumber(ARGV[2]) then redis.call('HINCRBY', KEYS[1], 'failures', 1)
else redis.call('HSET', KEYS[1], 'failures', 1) end
redis.call('HSETNX', KEYS[1], 'state', 'closed')
redis.call('HSET', KEYS[1], 'lastFailureMs', ARGV[1], 'lastFailure', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return redis.call('PUBLISH', '${CHANNEL}', ARGV[5])`;

const whole = z.string().regex(/^\d+$/).transform(Number);
const wholeOrNone = z.union([whole, z.literal('').transform(() => null)]);
/** The fields of the hash: those of the LP document, and what else a router decides by. */
const stored = z.object({
  state: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.enum(CIRCUIT_STATES)),
  code: z.enum(CIRCUIT_CODES),
  detail: z.string(),
  sinceUs: whole,
  untilUs: wholeOrNone,
  openings: whole,
  actor: z.string(),
  router: z.string(),
  version: whole,
});
const message = z.union([
  z.object({ venue: z.string(), fields: z.array(z.string()) }),
  z.object({ venue: z.string(), router: z.string(), failedAtUs: z.number() }),
]);

/** Circuits in Redis: `circuit:lp:{id}` for liquidity providers, `circuit:venue:{id}` for the others, changed by atomic scripts and told to all routers. */
export class RedisCircuits implements CircuitStore {
  readonly router: string;
  readonly #settings: RedisCircuitSettings;
  readonly #hearers: CircuitHearers;
  readonly #commands: Redis;
  readonly #ears: Redis;
  /** Resolves when the first connection is there, or has failed. */
  readonly #connected: Promise<unknown>;
  readonly #keys: ReadonlyMap<string, string>;

  constructor(settings: RedisCircuitSettings, hearers: CircuitHearers) {
    const { url, router, venues, draw } = settings;
    this.router = router;
    this.#settings = settings;
    this.#hearers = hearers;
    this.#keys = new Map(
      venues.map(({ venueId, isProvider }) => [venueId, `circuit:${isProvider ? 'lp' : 'venue'}:${venueId}`]),
    );
    const retryStrategy = (times: number) => backoffMs(times, PAUSES, draw());
    const always = { retryStrategy, connectTimeout: ANSWER_MS };
    // Nothing queues while Redis is away: what is true then is shared when it is back.
    this.#commands = new Redis(url, {
      ...always,
      commandTimeout: ANSWER_MS,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
    });
    this.#ears = new Redis(url, { ...always, maxRetriesPerRequest: null });
    // That it is away is told by whoever asks it.
    for (const client of [this.#commands, this.#ears]) client.on('error', () => {});
    this.#ears.on('message', (_channel, text) => this.#hear(text));
    this.#connected = Promise.race([
      // Who has just started hears what is told from its first look on.
      Promise.all([this.#ears.subscribe(CHANNEL), once(this.#commands, 'ready')]),
      once(this.#ears, 'error'),
    ]).catch(() => {});
  }

  async push(
    circuit: Omit<SharedCircuit, 'router' | 'version'>,
    { expected, isWord }: { readonly expected: number; readonly isWord: boolean },
  ): Promise<SharedCircuit | null> {
    const { venueId } = circuit;
    const key = this.#keys.get(venueId);
    if (key === undefined) return null;
    const fields = Object.entries(fieldsOf(circuit, this.router)).flat();
    const answer = await this.#asked(() =>
      this.#commands.eval(CHANGE, 1, key, expected, isWord ? '1' : '0', KEPT_S, venueId, ...fields),
    );
    return answer === null ? null : this.#read(venueId, answer);
  }

  fail(venueId: string, atUs: number): void {
    const key = this.#keys.get(venueId);
    if (key === undefined) return;
    const atMs = Math.floor(atUs / 1_000);
    const told = JSON.stringify({ venue: venueId, router: this.router, failedAtUs: atUs });
    void this.#asked(() => this.#commands.eval(FAIL, 1, key, atMs, FAILURES_MS, isoOf(atMs), KEPT_S, told));
  }

  async pull(): Promise<readonly SharedCircuit[] | null> {
    await this.#connected;
    const keys = [...this.#keys];
    const answers = await this.#asked(async () => {
      const pipeline = this.#commands.pipeline();
      for (const [, key] of keys) pipeline.hgetall(key);
      const results = await pipeline.exec();
      const failed = results?.find(([error]) => error !== null);
      if (failed !== undefined) throw failed[0];
      return results?.map(([, fields]) => fields) ?? [];
    });
    if (answers === null) return null;
    return keys.flatMap(([venueId], index) => this.#read(venueId, answers[index]) ?? []);
  }

  async close(): Promise<void> {
    this.#commands.disconnect();
    this.#ears.disconnect();
  }

  async #asked<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await ask();
    } catch {
      return null;
    }
  }

  #hear(text: string): void {
    const told = message.safeParse(jsonIn(text)).data;
    if (told === undefined) return;
    if ('fields' in told) {
      const circuit = this.#read(told.venue, told.fields);
      if (circuit !== null) this.#hearers.onChanged(circuit);
    } else if (told.router !== this.router) this.#hearers.onFailed(told.venue, told.failedAtUs);
  }

  /** A hash as it is stored; null where nothing but failures was counted, or where it is not one that a router has written. */
  #read(venueId: string, fields: unknown): SharedCircuit | null {
    const record = Array.isArray(fields) ? Object.fromEntries(pairsOf(fields)) : fields;
    if (typeof record !== 'object' || record === null || !('version' in record)) return null;
    const read = stored.safeParse(record);
    if (!read.success) {
      this.#settings.log.warn({ venueId, issues: read.error.issues }, 'a shared circuit cannot be read; it is left');
      return null;
    }
    const { sinceUs: atUs, actor, ...rest } = read.data;
    return { ...rest, venueId, atUs, actor: actor === '' ? null : actor };
  }
}

/** What is written of a circuit: `state`, `failures`, `lastFailure` and `openedAt` as the LP document has them, and the rest beside them. */
function fieldsOf(
  { state, code, detail, atUs, untilUs, openings, actor }: Omit<SharedCircuit, 'router' | 'version'>,
  router: string,
): Record<string, string> {
  const isOpened = state === 'OPEN';
  return {
    state: state.toLowerCase(),
    // Failures are counted by all routers together, until it is tried or closed.
    ...(isOpened ? { openedAt: isoOf(atUs / 1_000) } : { failures: '0' }),
    code,
    detail,
    sinceUs: String(atUs),
    untilUs: untilUs === null ? '' : String(untilUs),
    openings: String(openings),
    actor: actor ?? '',
    router,
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

function pairsOf(list: readonly unknown[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < list.length; index += 2) pairs.push([String(list[index]), String(list[index + 1])]);
  return pairs;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
