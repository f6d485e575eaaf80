import { ROLE_SCOPES, type Role, role } from '@fairlead/contracts/access';
import type { EntryContent } from '@fairlead/db/record/entry-content';
import { IndexMembersRepository, SP500 } from '@fairlead/db/repositories/index-members-repository';
import { PaymentTermsRepository } from '@fairlead/db/repositories/payment-terms-repository';
import { ReportFirmRepository } from '@fairlead/db/repositories/report-firm-repository';
import { storeImported } from '@fairlead/db/testing/imported-rows';
import { ENDED, journal, journalEntriesOf } from '@fairlead/db/testing/journaled-orders';
import { uuidOf } from '@fairlead/db/testing/order-entries';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { runningReport } from '@fairlead/db/testing/report-run';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lastQuarter } from '@/server/reading/report-due';
import type { Viewer } from '@/server/session';

// Orders of tests have no record that an engine could read; what it says is not what is looked at here.
vi.mock('@fairlead/db/repositories/journal-reading', async () => {
  const { READING } = await import('@fairlead/db/testing/journaled-orders');
  return { JOURNAL_READING: READING };
});

const WEB = 'http://127.0.0.1:3000';
const HOUSE = 'default';
const CLIENT = 'DEMO';
const OURS = 'order-of-the-client';
const THEIRS = 'order-of-another';

let db: Awaited<ReturnType<typeof testDatabase>>;
let appRouter: typeof import('@/server/app-router').appRouter;
/** A report with a row, one of Rule 605, and an import with a fault. */
let report: string;
let covered: string;
let imported: string;

beforeAll(async () => {
  db = await testDatabase();
  vi.stubEnv('DATABASE_URL', db.url);
  vi.stubEnv('ROUTER_URL', 'http://127.0.0.1:1');
  vi.stubEnv('WEB_URL', WEB);
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
  ({ appRouter } = await import('@/server/app-router'));
  await journal(db.url, [...entriesFor(THEIRS, HOUSE), ...entriesFor(OURS, CLIENT)]);
  report = await keptReport();
  covered = await keptCovered();
  imported = await keptImport();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  const { database, loginDatabase } = await import('@/server/database');
  await database().end();
  await loginDatabase().$disconnect();
  await db[Symbol.asyncDispose]();
});

/** An order of a client that has been decided, filled in part and canceled. */
function entriesFor(name: string, clientId: string) {
  const entries = journalEntriesOf(name, ENDED, (content) => ofClient(content, clientId));
  return entries.map((entry) => ({ ...entry, key: entry.key === null ? null : { ...entry.key, clientId } }));
}

function ofClient(content: EntryContent, clientId: string): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const events = content.events.map((event) =>
    event.type === 'RECEIVED' ? { ...event, receipt: { ...event.receipt, clientId } } : event,
  );
  return { ...content, head: { ...content.head, clientId }, events };
}

/** A report of the quarter that ended last, with a row, and what it rests on besides orders. */
async function keptReport(): Promise<string> {
  const { database } = await import('@/server/database');
  const { from, to } = lastQuarter(new Date().toISOString().slice(0, 10));
  const pool = database();
  const id = await runningReport(pool, { from, to, simulated: false, clientId: null });
  await query(db.url, 'select open_report_items($1)', [id]);
  const row = `insert into report_items_${id.replaceAll('-', '')}
    (run_id, item_kind, month, section, held, directed, venue_id, order_type, source_id, source_table, order_pk, symbol, routed, shares, fees, rebates, pfof, profit_sharing)
    values ($1, 'ORDER', '2026-07-01', 'SP500', true, false, '', 'MARKET', $2, 'orders', $2, 'AAPL', 0, 0, 0, 0, 0, 0)`;
  await query(db.url, row, [id, uuidOf(OURS)]);
  await query(db.url, 'select seal_report_items($1)', [id]);
  await query(db.url, "insert into report_breaks (run_id, number, code) values ($1, 1, 'FEE_DIFFERS')", [id]);
  await new IndexMembersRepository(pool).load(SP500, [{ asOf: '2026-07-01', symbols: ['AAPL'] }]);
  const rates = { pfof_market: '0', pfof_marketable_limit: '0', pfof_non_marketable_limit: '0', pfof_other: '0' };
  const terms = { venue_id: 'XNAS', effective_from: '2026-07-01', profit_sharing_rate: '0', profit_sharing: '' };
  await new PaymentTermsRepository(pool).set(
    { ...terms, ...rates, material_aspects: 'told', source: 'a list' },
    personWriter(),
  );
  const sentAt = '2020-07-01T14:00:00Z';
  const routes = [{ venue: 'A wholesaler', sentAt }];
  await storeImported(db.url, 'COMPLETE', [{ receivedAt: sentAt, symbol: 'AAPL', routes }]);
  const firm = { effective_from: '2026-01-01', bd: 'Meridian', crd: '1', participant: null, entity: null };
  await new ReportFirmRepository(pool).set(firm, personWriter());
  return id;
}

/** A report of Rule 605 that leaves an order out. */
async function keptCovered(): Promise<string> {
  const { database } = await import('@/server/database');
  const scope = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };
  const id = await runningReport(database(), scope);
  await query(db.url, 'select open_covered_order_items($1)', [id]);
  const row = `insert into report_items_${id.replaceAll('-', '')}
    (run_id, left_out, symbol, lot, order_type, order_size, sp500, source_id, source_table, quantity, executed)
    values ($1, 'NOT_HELD', 'AAPL', '', '', 0, false, $2, 'orders', 1, 0)`;
  await query(db.url, row, [id, uuidOf(OURS)]);
  await query(db.url, 'select seal_covered_order_items($1)', [id]);
  return id;
}

/** An import with a line that is wrong. */
async function keptImport(): Promise<string> {
  const id = uuidOf('import');
  await query(
    db.url,
    `insert into imported_batches (id, client_id, format, content_hash, state, files, progress, error_count, requested_by, created_at, updated_at)
     values ($1, 'IMPORT', 'CSV', $2, 'REFUSED', '[]', 'null', 1, 'a program', now(), now())`,
    [id, 'a'.repeat(64)],
  );
  await query(db.url, "insert into import_faults values ($1, 1, 'orders', 2, 'side', 'NOT_IN_LIST', 'told')", [id]);
  return id;
}

const viewerOf = (name: Role, clientId: string | null = null): Viewer => ({
  id: name,
  name,
  email: `${name.toLowerCase()}@example.com`,
  role: name,
  clientId,
});

const procedures = () => Object.entries(appRouter._def.procedures);
const typeOf = (path: string): string => procedures().find(([name]) => name === path)?.[1]._def.type ?? 'none';

/** What comes of asking for a procedure: its answer, or the code that it is refused with. */
async function ask(path: string, viewer: Viewer | null, input?: unknown, headers: object = { origin: WEB }) {
  const caller = appRouter.createCaller({ headers: new Headers({ ...headers }), viewer });
  const call = path.split('.').reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller);
  if (typeof call !== 'function') throw new Error(`${path} cannot be called`);
  try {
    return { code: 'ANSWERED', answer: await Reflect.apply(call, undefined, [input]) };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { code: error.code, answer: error.message };
  }
}

const isRefused = async (path: string, viewer: Viewer | null) => {
  const { code } = await ask(path, viewer);
  return code === 'FORBIDDEN' || code === 'UNAUTHORIZED' ? code : 'LET IN';
};

describe('every procedure of the console', () => {
  it('names the scope that it asks for', () => {
    expect(procedures().length).toBeGreaterThan(8);
    const scopes = procedures().map(([path, { _def }]) => [path, _def.meta?.scope]);
    expect(scopes.filter(([, scope]) => scope === undefined)).toEqual([]);
  });

  it('is refused to whoever is not signed in', async () => {
    for (const [path] of procedures()) expect([path, await isRefused(path, null)]).toEqual([path, 'UNAUTHORIZED']);
  });

  it.each(role.options)('is open to %s where the role has its scope, and refused where not', async (name) => {
    for (const [path, { _def }] of procedures()) {
      const scope = _def.meta?.scope;
      const may = scope !== undefined && ROLE_SCOPES[name].includes(scope);
      for (const viewer of [viewerOf(name), viewerOf(name, CLIENT)])
        expect([path, await isRefused(path, viewer)]).toEqual([path, may ? 'LET IN' : 'FORBIDDEN']);
    }
  });

  it('that changes something is taken from the console itself alone', async () => {
    const changing = procedures().filter(([, { _def }]) => _def.type === 'mutation');
    expect(changing.length).toBeGreaterThan(1);
    for (const [path] of changing)
      for (const headers of [{}, { origin: 'https://evil.example' }, { origin: WEB, 'sec-fetch-site': 'cross-site' }])
        expect([path, (await ask(path, viewerOf('ADMIN'), undefined, headers)).code]).toEqual([path, 'FORBIDDEN']);
  });
});

/** How each procedure that reads is asked, and whether it answers out of what is kept here; a new one needs its line. */
const orderPk = (name: string) => ({ order_pk: uuidOf(name) });
const decisionId = (name: string) => ({ decision_id: uuidOf(name, 'decision-1') });
const LISTS: Readonly<Record<string, object>> = {
  'orders.list': { limit: 100 },
  'decisions.list': { limit: 100 },
  'search.find': { text: 'order-' },
};
/** What counts: how it is asked, and what it answers of one order and of two. */
const FIRST = '00000000-0000-7000-8000-000000000000';
const none = { rejected: 0, unknown: 0, stuck: 0, is_whole: true };
/** What was executed in the month of the orders, by no dimension: a row of the one market. */
const EXECUTED_ASK = {
  ...{ from: '2026-11-01', to: '2026-11-30', simulated: false, sources: ['ROUTED'] },
  ...{ venue: null, symbol: null, objective: null, size: null, client: null },
};
const childrenOf = (children: number) => expect.objectContaining({ children });
const NOTHING_REFUSED = expect.objectContaining({ counts: [], is_whole: true });
const COUNTS: Readonly<Record<string, readonly [input: object | undefined, ofOne: unknown, ofTwo: unknown]>> = {
  'orders.count': [{ filter: {} }, { count: 1, next_cursor: null }, { count: 2, next_cursor: null }],
  'orders.newer': [{ filter: {}, than: FIRST }, 1, 2],
  'orders.failures': [{ filter: {} }, none, none],
  'decisions.count': [{ filter: {} }, { count: 1, next_cursor: null }, { count: 2, next_cursor: null }],
  'decisions.newer': [{ filter: {}, than: FIRST }, 1, 2],
  'risk.refusals': [{}, NOTHING_REFUSED, NOTHING_REFUSED],
  // The orders were imported for the house.
  'venues.imported': [
    undefined,
    [],
    expect.arrayContaining([{ venue_id: 'A wholesaler', venue_name: 'A wholesaler' }]),
  ],
  'quality.figures': [{ ask: EXECUTED_ASK, by: [] }, [childrenOf(1)], [childrenOf(2)]],
  'quality.expectations': [{ ask: EXECUTED_ASK, by: [] }, [childrenOf(1)], [childrenOf(2)]],
  'quality.calibration': [
    EXECUTED_ASK,
    expect.objectContaining({ decisions: 1 }),
    expect.objectContaining({ decisions: 2 }),
  ],
};
const TRAFFIC = { venue_id: 'XNAS', range: '24h', to_ms: Date.UTC(2026, 10, 20, 18) };
const ITEMS: Readonly<Record<string, (order: string) => object>> = {
  'orders.get': orderPk,
  'orders.market': orderPk,
  'orders.cancelEffect': orderPk,
  'orders.cancel': (order) => ({ ...orderPk(order), reason: 'asked to', idempotency_key: uuidOf('key') }),
  'decisions.get': decisionId,
  'decisions.recompute': decisionId,
  'decisions.counterfactual': decisionId,
};
/** What the router answers to the person's own token, and asks their rights itself; and what is told of another client nowhere. */
const OF_THE_ROUTER = new Set([
  'decisions.recompute',
  'decisions.counterfactual',
  'halts.list',
  'halts.effect',
  'halts.place',
  'halts.release',
  'rules.list',
  'rules.version',
  'rules.history',
  'rules.keepDraft',
  'rules.simulate',
  'rules.simulationRun',
  'rules.stopSimulation',
  'rules.submit',
  'rules.approve',
  'rules.rollBack',
  'rules.retire',
  'risk.limits',
  'risk.exposure',
  'risk.lists',
  'risk.drill',
  'risk.submitLimits',
  'risk.decideLimits',
  'risk.restrict',
  'risk.lift',
  'risk.locate',
  'risk.accounts',
  'jobs.list',
  'jobs.runs',
  'jobs.run',
  'reports.request',
  'reports.again',
  'reports.follow',
  'reports.setAside',
  'reports.setFirm',
  'reports.setChoice',
  'reports.setTerms',
  'reports.loadMembers',
  'reports.bring',
  'reports.withdrawImport',
  'system.get',
  'venues.list',
  'venues.quality',
  'venues.instruments',
  'venues.effect',
  'venues.force',
  'venues.say',
]);
/** What is told of the firm's reports, to its own people alone: how it is asked, and what a client's user is answered. */
const RUN = { id: '0197a000-0000-7000-8000-000000000001' };
const CELL = {
  ...{ kind: 'ORDER', month: '2026-07-01', section: 'SP500', held: true, directed: false },
  ...{ venueId: null, orderType: null, services: null, part: null },
};
const REPORTS: Readonly<Record<string, readonly [input: object | undefined, ofUser: unknown]>> = {
  'reports.list': [
    { kind: null, limit: 50 },
    { rows: [], next: null },
  ],
  'reports.due': [undefined, []],
  'reports.firm': [undefined, { today: null, rows: [] }],
  'reports.choices': [undefined, []],
  'reports.get': [RUN, 'There is no report of this id.'],
  'reports.figures': [RUN, 'There is no report of this id.'],
  'reports.sums': [{ ...RUN, part: CELL, whole: null }, 'There is no report of this id.'],
  'reports.items': [{ ...RUN, cell: CELL, limit: 10 }, []],
  'reports.breaks': [{ ...RUN, code: null, limit: 10 }, []],
  'reports.covered': [{ ...RUN, cell: { cell: 'LEFT_OUT', reason: 'NOT_HELD' }, limit: 10 }, []],
  'reports.terms': [undefined, []],
  'reports.members': [undefined, []],
  'reports.imports': [undefined, { rows: [], next: null }],
  'reports.import': [RUN, 'There is no import of this id.'],
  'reports.importFaults': [{ ...RUN, code: null, limit: 10 }, []],
};
const OF_NOBODY = new Set(['instruments.list', 'live.updates', 'venues.names', 'venues.get', 'lists.names']);
/** What adds up what the viewer's orders have met at venues: how it is asked, and how many children of one order and of two it tells of. */
const AT_VENUES = new Set(['venues.traffic', 'venues.working', 'venues.days']);
/** What other firms have published; our own report stands beside it for the firm’s people alone (own-reports.test.ts of db). */
const PUBLISHED = ['peers.periods', 'peers.executions', 'peers.routing', 'peers.aspects'];

describe('a client’s user', () => {
  const user = viewerOf('TRADER', CLIENT);

  it('is asked about in every procedure', () => {
    const known = [
      ...PUBLISHED,
      ...Object.keys(LISTS),
      ...Object.keys(COUNTS),
      ...Object.keys(ITEMS),
      ...OF_THE_ROUTER,
      ...OF_NOBODY,
      ...AT_VENUES,
      ...Object.keys(REPORTS),
    ];
    expect(
      procedures()
        .map(([path]) => path)
        .filter((path) => !known.includes(path)),
    ).toEqual([]);
  });

  it.each(Object.keys(LISTS))(
    'is shown nothing of another client in %s, and the firm’s people everything',
    async (path) => {
      const shown = JSON.stringify((await ask(path, user, LISTS[path])).answer);
      expect(shown).toContain(OURS);
      for (const word of [THEIRS, uuidOf(THEIRS), `"${HOUSE}"`]) expect(shown).not.toContain(word);
      const all = JSON.stringify((await ask(path, viewerOf('AUDITOR'), LISTS[path])).answer);
      for (const word of [OURS, THEIRS]) expect(all).toContain(word);
    },
  );

  it.each(Object.entries(COUNTS))('counts nothing of another client in %s', async (path, [input, ofOne, ofTwo]) => {
    expect((await ask(path, user, input)).answer).toEqual(ofOne);
    expect((await ask(path, viewerOf('AUDITOR'), input)).answer).toEqual(ofTwo);
  });

  it('is told of its own child orders at a venue alone', async () => {
    const ended = async (viewer: Viewer) => {
      const { answer } = await ask('venues.traffic', viewer, TRAFFIC);
      return answer.whole.ended;
    };
    expect([await ended(user), await ended(viewerOf('AUDITOR'))]).toEqual([1, 2]);
    const working = (viewer: Viewer) => ask('venues.working', viewer);
    expect((await working(user)).answer).toEqual([]);
    const days = async (viewer: Viewer) => (await ask('venues.days', viewer, { venue_id: 'XNAS' })).answer;
    expect([await days(user), await days(viewerOf('AUDITOR'))]).toEqual([null, []]);
  });

  it.each(Object.entries(REPORTS))('is told nothing of the firm’s reports in %s', async (path, [input, ofUser]) => {
    const ids: Readonly<Record<string, string>> = {
      'reports.covered': covered,
      'reports.import': imported,
      'reports.importFaults': imported,
    };
    const asked = input !== undefined && 'id' in input ? { ...input, id: ids[path] ?? report } : input;
    expect((await ask(path, viewerOf('COMPLIANCE', CLIENT), asked)).answer).toEqual(ofUser);
    expect((await ask(path, viewerOf('COMPLIANCE'), asked)).answer).not.toEqual(ofUser);
  });

  it('is named no other client', async () => {
    expect((await ask('lists.names', user)).answer).toMatchObject({ clients: [CLIENT] });
    expect((await ask('lists.names', viewerOf('AUDITOR'))).answer).toMatchObject({
      clients: expect.arrayContaining([CLIENT, HOUSE]),
    });
  });

  it.each(Object.keys(ITEMS).filter((path) => !OF_THE_ROUTER.has(path)))(
    'finds nothing of another client by its id in %s, and its own',
    async (path) => {
      const input = ITEMS[path] ?? orderPk;
      expect((await ask(path, user, input(THEIRS))).code).toBe('NOT_FOUND');
      if (typeOf(path) !== 'query') return;
      expect((await ask(path, user, input(OURS))).code).not.toBe('NOT_FOUND');
      expect((await ask(path, viewerOf('AUDITOR'), input(THEIRS))).code).not.toBe('NOT_FOUND');
    },
  );
});
