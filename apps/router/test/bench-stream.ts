import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Access, type ApiKeyRecord, type SessionRecord } from '../src/intake/access.ts';
import { PATIENCE } from '../src/intake/connections.ts';
import { streamRoutes } from '../src/intake/routes/stream.ts';
import { createServer, ORDERS } from '../src/intake/server.ts';
import { StreamHub } from '../src/publish/stream-hub.ts';
import { repeatEvery } from '../src/wire/repeat.ts';
import { systemClock, systemTimers } from '../src/wire/system.ts';
import { BenchRouter } from './bench-router.ts';
import { type Asked, StreamClient, type Transport } from './stream-client.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const KEY: ApiKeyRecord = {
  id: 'client',
  name: 'client',
  clientId: 'client-1',
  scopes: ['orders:read'],
  expiresAtUs: null,
  owner: null,
};

/** The router's stream on a real port, with hub, clock and rights in the test's hands. */
export class BenchStream implements AsyncDisposable {
  /** The keys that hold now. */
  readonly keys = new Map<string, ApiKeyRecord>([
    ['flk_client', KEY],
    ['flk_other', { ...KEY, id: 'other', clientId: 'client-2' }],
    ['flk_blind', { ...KEY, id: 'blind', scopes: ['route:write'] }],
  ]);
  /** The sessions that hold now, each by the token of its name. */
  readonly sessions = new Map<string, SessionRecord>([
    ['firm', { email: 'auditor@example.com', role: 'AUDITOR', clientId: null, expiresAtUs: Number.MAX_SAFE_INTEGER }],
  ]);
  /** The router's side of every open connection. */
  readonly sockets = new Set<Socket>();
  readonly hub: StreamHub;
  address = '';
  isReady = true;
  #skippedUs = 0;
  readonly #app: FastifyInstance;
  readonly #stopPump: () => void;

  private constructor(app: FastifyInstance, hub: StreamHub) {
    this.#app = app;
    this.hub = hub;
    this.#stopPump = repeatEvery(5, () => hub.pump(), systemTimers);
    app.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(capacity = 1_000): Promise<BenchStream> {
    const clock = { nowUs: () => systemClock.nowUs() + bench.#skippedUs };
    const access = new Access({
      findKey: async (hash) => [...bench.keys].find(([key]) => sha256(key) === hash)?.[1] ?? null,
      findSession: async (sessionId) => bench.sessions.get(sessionId) ?? null,
      verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token }),
      clock,
      timers: systemTimers,
    });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const app = await createServer(access, log, {
      rates: { perKey: 1_000_000, perClient: 1_000_000, perStranger: 1_000_000 },
      connections: { total: 1_000, perAddress: 1_000, patience: PATIENCE },
    });
    // The hub reads its clock once as it is made, before there is a bench.
    let hasBegun = false;
    const hub = new StreamHub({ nowUs: () => (hasBegun ? clock.nowUs() : systemClock.nowUs()) }, capacity);
    const bench = new BenchStream(app, hub);
    hasBegun = true;
    const router = new BenchRouter();
    await app.register(streamRoutes, {
      prefix: ORDERS,
      hub,
      access,
      market: router.market,
      checks: [
        {
          name: 'recovery',
          isReady: () => bench.isReady,
          detail: () => (bench.isReady ? 'done' : 'asking the venues'),
        },
      ],
      ruleBook: { inForce: () => router.rules },
      modelVersion: 'bench-model',
      clock,
      timers: systemTimers,
      log,
    });
    bench.address = `${await app.listen({ host: '127.0.0.1', port: 0 })}${ORDERS}/stream`;
    return bench;
  }

  /** Opens a reader; with the key of client-1 where no other is named. */
  open(transport: Transport, query = '', headers: Asked['headers'] = {}): Promise<StreamClient> {
    const proof = 'authorization' in headers ? {} : { 'x-api-key': 'flk_client' };
    return StreamClient.open(transport, { address: this.address, query, headers: { ...proof, ...headers } });
  }

  /** Lets time pass, for heartbeats and for those that are waited for. */
  pass(seconds: number): void {
    this.hub.pump();
    this.#skippedUs += seconds * 1_000_000;
    this.hub.beat();
  }

  /** Publishes so many circuits’ news, each of so many characters; gives their numbers. */
  publish(count: number, characters = 10): number[] {
    const { nextSeq } = this.hub.range;
    for (let i = 0; i < count; i++)
      this.hub.publish('CIRCUIT_UPDATE', { venue_id: 'XNYS', state: 'OPEN', reason: 'x'.repeat(characters) });
    return Array.from({ length: count }, (_, index) => nextSeq + index);
  }

  /** Gives the readers all that they take now; gives the bytes that wait in this process for the one with most. */
  async pumpAll(): Promise<number> {
    for (let turn = 0; turn < 200; turn++) {
      this.hub.pump();
      await new Promise(setImmediate);
    }
    return Math.max(...[...this.sockets].map(({ writableLength }) => writableLength));
  }

  /** Waits until nobody reads any more. */
  async untilNobodyReads(): Promise<void> {
    while (this.hub.readerCount > 0) await new Promise(setImmediate);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopPump();
    this.hub.close();
    await this.#app.close();
  }
}
