import type { Socket } from 'node:net';
import type { ApiKeyRecord } from '../src/intake/access.ts';
import { ORDERS } from '../src/intake/server.ts';
import type { StreamHub } from '../src/publish/stream-hub.ts';
import { type Running, startRouter } from '../src/router.ts';
import { systemClock, systemTimers } from '../src/wire/system.ts';
import { FAKE_ENV, FakeOutside } from './fake-adapters.ts';
import { type Asked, StreamClient, type Transport } from './stream-client.ts';

const KEY: ApiKeyRecord = {
  id: 'client',
  name: 'client',
  clientId: 'client-1',
  scopes: ['orders:read'],
  expiresAtUs: null,
  owner: null,
  service: null,
};

/** The stream of a whole router on a real port, with its clock and the rights of its readers in the test's hands. */
export class BenchStream implements AsyncDisposable {
  /** The keys that hold now. */
  readonly keys: FakeOutside['keys'];
  /** The sessions that hold now, each by the token of its name. */
  readonly sessions: FakeOutside['sessions'];
  /** The router's side of every open connection. */
  readonly sockets = new Set<Socket>();
  readonly #running: Running;
  readonly #clock: { skippedUs: number };

  private constructor(outside: FakeOutside, running: Running, clock: { skippedUs: number }) {
    this.keys = outside.keys;
    this.sessions = outside.sessions;
    this.#running = running;
    this.#clock = clock;
    running.app.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(capacity: number): Promise<BenchStream> {
    const time = { skippedUs: 0 };
    const outside = new FakeOutside();
    outside.keys.set('flk_client', KEY);
    outside.keys.set('flk_other', { ...KEY, id: 'other', clientId: 'client-2' });
    outside.keys.set('flk_blind', { ...KEY, id: 'blind', scopes: ['route:write'] });
    const auditor = { email: 'auditor@example.com', role: 'AUDITOR', clientId: null };
    outside.sessions.set('firm', { ...auditor, expiresAtUs: Number.MAX_SAFE_INTEGER });
    const clock = { nowUs: () => systemClock.nowUs() + time.skippedUs, distanceUs: 0, correct: () => 0 };
    const adapters = outside.adapters({ clock, timers: systemTimers });
    const running = await startRouter({ ...FAKE_ENV, STREAM_WINDOW: capacity }, adapters);
    await running.ready;
    return new BenchStream(outside, running, time);
  }

  get hub(): StreamHub {
    return this.#running.parts.hub;
  }

  get address(): string {
    return `${this.#running.address}${ORDERS}/stream`;
  }

  /** Whether the router takes orders. */
  set isReady(isReady: boolean) {
    this.#running.parts.pipeline.isReady = isReady;
  }

  /** Opens a reader; with the key of client-1 where no other is named. */
  open(transport: Transport, query = '', headers: Asked['headers'] = {}): Promise<StreamClient> {
    const proof = 'authorization' in headers ? {} : { 'x-api-key': 'flk_client' };
    return StreamClient.open(transport, { address: this.address, query, headers: { ...proof, ...headers } });
  }

  /** Lets time pass, for heartbeats and for those that are waited for. */
  pass(seconds: number): void {
    this.hub.pump();
    this.#clock.skippedUs += seconds * 1_000_000;
    this.hub.beat();
  }

  /** Publishes so many circuits’ news, each of so many characters; gives their numbers. */
  publish(count: number, characters = 10): number[] {
    const { nextSeq } = this.hub.range;
    for (let i = 0; i < count; i++)
      this.hub.publish('CIRCUIT_UPDATE', {
        ...{ venue_id: 'XNYS', state: 'OPEN', code: 'FORCED_OPEN', reason: 'x'.repeat(characters) },
        ...{ since: '2026-01-02T15:00:00Z', until: null, actor: null },
      });
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

  [Symbol.asyncDispose](): Promise<void> {
    return this.#running.close();
  }
}
