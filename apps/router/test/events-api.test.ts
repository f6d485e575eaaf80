import { messagesPage } from '@fairlead/contracts/events';
import { createPool } from '@fairlead/db/pool';
import { writeControl } from '@fairlead/db/record/control-body';
import type { EntryContent } from '@fairlead/db/record/entry-content';
import { MessageRepository } from '@fairlead/db/repositories/message-repository';
import { DEFAULT_CLIENT_ID } from '@fairlead/db/seed-catalogue';
import { ENDED, journal, journalEntriesOf } from '@fairlead/db/testing/journaled-orders';
import { uuidOf } from '@fairlead/db/testing/order-entries';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const URL = '/api/v1/smart-routing/events';
const TRADER = { 'x-api-key': 'flk_all' };
const FIRM = { authorization: 'Bearer token-of-auditor' };
const OF_AN_ORDER = [
  ...['orders.created', 'smart_routing_decision', 'order_execution', 'trades.executed', 'orders.cancelled'],
];

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let app: Awaited<ReturnType<typeof benchApi>>;

/** A circuit that has opened, an order of client-1, and one of the house. */
beforeAll(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 2, onError: () => {} });
  await journal(
    db.url,
    [
      circuit(),
      ...journalEntriesOf('mine', ENDED, (content) => of('client-1', content)),
      ...journalEntriesOf('theirs', ENDED),
    ],
    { isProjected: false },
  );
  app = await benchApi(new BenchRouter(), { decisions: [], messages: new MessageRepository(pool) });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await pool.end();
  await db[Symbol.asyncDispose]();
});

function circuit() {
  const at = { id: uuidOf('circuit'), venueId: 'XNAS', actor: null, atUs: 1_763_650_800_000_000 };
  const state = { from: 'CLOSED', to: 'OPEN', code: 'REJECTS', detail: 'rejects', untilUs: null, openings: 1 } as const;
  const numbers = { firstEvent: 0, lastEvent: 0, atUs: at.atUs, simulated: false, key: null, parts: [] };
  return { orderPk: null, ...numbers, body: writeControl({ type: 'CIRCUIT_CHANGED', ...at, ...state }) };
}

function of(clientId: string, content: EntryContent): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const events = content.events.map((event) =>
    event.type === 'RECEIVED' ? { ...event, receipt: { ...event.receipt, clientId } } : event,
  );
  return { ...content, head: { ...content.head, clientId }, events };
}

async function asked(headers: Readonly<Record<string, string>>, query: Readonly<Record<string, string>> = {}) {
  const answer = await app.inject({ method: 'GET', url: URL, headers, query });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

/** What the OpenAPI document says of an answer. */
function documented(): z.ZodType {
  const { paths, components } = JSON.parse(
    JSON.stringify(app.swagger()).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  const { schema } = paths[URL].get.responses[200].content['application/json'];
  return z.fromJSONSchema({ ...schema, $defs: components.schemas });
}

it('what is told has the shapes of the contract and of the OpenAPI document, and nothing more', async () => {
  const page = await asked(FIRM);
  expect(messagesPage.parse(page)).toEqual(page);
  expect(documented().safeParse(page).error?.issues).toBeUndefined();
  const [first] = page.events;
  const more = { ...page, events: [{ ...first, payload: { ...first.payload, surplus: 1 } }] };
  expect(documented().safeParse(more).success).toBe(false);
  expect(page.events.map(({ topic }: { topic: string }) => topic)).toEqual([
    ...['circuit_state', ...OF_AN_ORDER, ...OF_AN_ORDER],
  ]);
});

it('a client is told of its own orders and of circuits, page by page and never of another’s', async () => {
  const [all, mine] = [messagesPage.parse(await asked(FIRM)), messagesPage.parse(await asked(TRADER))];
  expect(new Set(all.events.map(({ client_id }) => client_id))).toEqual(new Set([null, 'client-1', DEFAULT_CLIENT_ID]));
  expect(mine.events).toEqual(all.events.filter(({ client_id }) => client_id !== DEFAULT_CLIENT_ID));
  expect(mine.position).toBe(all.position);
  const paged: unknown[] = [];
  for (let after = -1, position = 0; position > after; ) {
    after = position;
    const page = messagesPage.parse(await asked(TRADER, { after: String(after), limit: '1' }));
    paged.push(...page.events);
    position = page.position;
  }
  expect(paged).toEqual(mine.events);
});
