import type { RulesVersion } from '@fairlead/contracts/rules';
import { createJournal } from '@fairlead/db/journal/journal';
import { SHARD, takeLease } from '@fairlead/db/journal/shard-lease';
import { createPool } from '@fairlead/db/pool';
import { JOURNAL_CODEC } from '@fairlead/db/projection/journal-codec';
import { Projector } from '@fairlead/db/projection/projector';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect } from 'vitest';
import { benchApi, benchRules } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { eventsOf, journaledBy } from './journaled.ts';

const BASE = '/api/v1/smart-routing';
export const NO_NYSE = { rule_name: 'no NYSE', priority: 10, routing_logic: { exclude_venues: ['XNYS'] } };
export const NO_ARCA = { rule_name: 'no Arca', priority: 10, routing_logic: { exclude_venues: ['ARCX'] } };

type App = Awaited<ReturnType<typeof benchApi>>;
type Database = Awaited<ReturnType<typeof testDatabase>>;

/** The rules of a database and the routers over it, by their API. `flk_author` writes, `flk_second` approves, `flk_all` sends orders. */
export class RuleBench {
  readonly pool: ReturnType<typeof createPool>;
  readonly #db: Database;
  router = new BenchRouter();
  #app: App | null = null;

  private constructor(db: Database) {
    this.#db = db;
    this.pool = createPool(db.url, { max: 4, onError: () => {} });
  }

  static async begin(): Promise<RuleBench> {
    const bench = new RuleBench(await testDatabase());
    await bench.pool.query("insert into clients (client_id, name) values ('client-1', 'Client 1')");
    await bench.start(bench.router);
    return bench;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pool.end();
    await this.#db[Symbol.asyncDispose]();
  }

  /** From here on another router is asked, as if it had just been started over the same database. */
  async start(router: BenchRouter, beforeReading?: () => Promise<void>): Promise<void> {
    this.router = router;
    await this.open(router, beforeReading);
  }

  /** A router beside the one that is asked; gives how it looks at the rules anew. */
  async open(router: BenchRouter, beforeReading: () => Promise<void> = async () => {}): Promise<() => Promise<void>> {
    const stored = benchRules(router, this.pool);
    const { simulation } = stored;
    const firstWaves: typeof simulation.firstWaves = async (wish) => {
      await beforeReading();
      return simulation.firstWaves(wish);
    };
    const rules = { ...stored, simulation: { ...simulation, firstWaves } };
    await rules.ruleBook.refresh();
    router.book = rules.ruleBook;
    const app = await benchApi(router, { decisions: [] }, rules);
    if (router === this.router) {
      this.#app = app;
      this.showMarket();
    }
    return () => rules.ruleBook.look();
  }

  /** NYSE asks for the better price, for too few shares to be protected: Arca may be taken without it. */
  showMarket(): void {
    this.router.quote('XNYS', [9_999, 500], [10_001, 50]);
    this.router.quote('ARCX', [9_999, 500], [10_003, 500]);
  }

  async call<Body = RulesVersion & { code: string }>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    said: { body?: unknown; key?: string } = {},
  ): Promise<{ status: number; body: Body }> {
    const { body, key = 'flk_author' } = said;
    if (this.#app === null) throw new Error('no router was started');
    const answer = await this.#app.inject({
      method,
      url: `${BASE}${path}`,
      headers: { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, body: answer.json<Body>() };
  }

  async order(orderId: string, quantity = 50) {
    type Routed = { versions: { rules: string }; routing_decisions: { venue_id: string }[] };
    const body = { order_id: orderId, instrument_id: 'AAPL', side: 'BUY', quantity, order_type: 'MARKET' };
    return (await this.call<Routed>('POST', '/route', { key: 'flk_all', body })).body;
  }

  draft(...rules: object[]) {
    return this.call('POST', '/rules', { body: { reason: 'NYSE is slow', rules } });
  }

  simulate(version: number) {
    return this.call('POST', `/rules/${version}/simulate`);
  }

  submit(version: number, contentHash: string) {
    return this.call('POST', `/rules/${version}/submit`, { body: { content_hash: contentHash, reason: 'ready' } });
  }

  approve(version: number, contentHash: string, more: object = {}, key = 'flk_second') {
    const body = { content_hash: contentHash, reason: 'agreed', ...more };
    return this.call('POST', `/rules/${version}/approve`, { key, body });
  }

  withReason(path: string) {
    return this.call('POST', path, { key: 'flk_second', body: { reason: 'as agreed' } });
  }

  /** A version from draft to approval. */
  async approved(...rules: object[]): Promise<RulesVersion> {
    const { body } = await this.draft(...rules);
    await this.simulate(body.version);
    await this.submit(body.version, body.content_hash);
    return (await this.approve(body.version, body.content_hash)).body;
  }

  /** Writes what the router has journaled so far into the real journal, and the readable tables behind it. */
  async keep(): Promise<void> {
    const databaseUrl = this.#db.url;
    const lease = await takeLease(this.pool, SHARD);
    const journal = createJournal({ databaseUrl, lease });
    for (const entry of journaledBy(this.router)) {
      const [event] = eventsOf(entry);
      if (event?.type !== 'RECEIVED') continue;
      const { clientId, order: asked } = event.receipt;
      const ids = (text: string) => text.replace(/\bid-(\d+)\b/g, (_, n: string) => keyAt(entry.atUs, n));
      const written = await journal.append({
        ...entry,
        orderPk: ids(entry.orderPk ?? ''),
        body: ids(entry.body),
        key: { clientId, orderId: asked.orderId },
        parts: [...this.router.parts.values()],
      });
      expect(written.ok).toBe(true);
    }
    await journal.close();
    const projector = new Projector({ databaseUrl, shard: SHARD, epoch: lease.epoch, codec: JOURNAL_CODEC });
    await projector.catchUp();
    await projector.close();
  }
}

/** Keys have their times in them, and lists run along them. */
const keyAt = (atUs: number, count: string) =>
  `${Math.floor(atUs / 1_000)
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-${count.padStart(12, '0')}`;
