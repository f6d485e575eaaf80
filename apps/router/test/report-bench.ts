import { createPool } from '@fairlead/db/pool';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import type { FinishedReport } from '@fairlead/db/repositories/report-run-rows';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { benchApi, benchRules } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/smart-routing/reports';

/** A request, whose key it comes with (the one who asks for reports unless told otherwise), and what it says. */
interface Said {
  readonly key?: 'flk_reporter' | 'flk_approver' | 'flk_reporter_of_client' | 'flk_all' | 'flk_unknown';
  readonly body?: object;
}

/** The API over a database of its own, on the fifth of October 2026, for tests of reports. */
export async function reportBench() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 4, onError: () => {} });
  const router = new BenchRouter();
  router.nowUs = Date.UTC(2026, 9, 5, 15) * 1_000;
  const reports = reportRepositories(pool);
  const app = await benchApi(router, { decisions: [], reports }, benchRules(router, pool));
  const call = (method: 'GET' | 'POST', path: string, { key = 'flk_reporter', body }: Said = {}) =>
    app.inject({
      method,
      url: `${BASE}${path}`,
      headers: { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
  return {
    ...{ url: db.url, app, pool, router, reports },
    get: async (path: string, key?: Said['key']) => call('GET', path, key === undefined ? {} : { key }),
    /** What a POST is answered: its status, and its body. */
    async say(path: string, body: object, key?: Said['key']) {
      const answer = await call('POST', path, { body, ...(key === undefined ? {} : { key }) });
      return { status: answer.statusCode, body: answer.json() };
    },
    /** Makes a run as the worker would: one file, and what it came to. */
    async make(id: string, report: Partial<FinishedReport> = {}) {
      const content = Buffer.from('<heldOrderRoutingPublicReport/>');
      const sha256 = await reports.contents.keep(content);
      const attempt = (await reports.runs.begin(id, router.nowUs)) ?? 0;
      await reports.runs.finish(
        { id, attempt, atUs: router.nowUs },
        {
          ...{ items: 3, as_of_position: 7, figures: { months: [] }, reconciliation: { findings: [] } },
          files: [{ name: '79_606_NMS_2026_Q3.XML', media_type: 'application/xml', bytes: content.length, sha256 }],
          content_hash: 'b'.repeat(64),
          ...report,
        },
      );
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}
