import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { journalMessage, type MessageTopic } from './event-messages.ts';

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url));
const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const areThere = existsSync(`${SHARED}/requirements`) && existsSync(`${SHARED}/spec`);
if (!areThere)
  console.warn(
    `skipped: no requirements and spec in ${SHARED}; set FAIRLEAD_SHARED to have messages held against them`,
  );

interface Schema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const OF_TOPICS = journalMessage.options.map(({ shape }) => ({
  topic: shape.topic.value,
  schema: z.toJSONSchema(shape.payload),
}));
const TOPICS = OF_TOPICS.map(({ topic }) => topic);

function schemaOf(topic: MessageTopic): Schema {
  const found = OF_TOPICS.find((each) => each.topic === topic);
  if (found === undefined) throw new Error(`no schema of ${topic}`);
  return JSON.parse(JSON.stringify(found.schema));
}

const keysOf = (schema: Schema | undefined) => Object.keys(schema?.properties ?? {});

it.each(OF_TOPICS)('docs/events/$topic.schema.json is the shape of $topic', async ({ topic, schema }) => {
  const described = { title: topic, ...schema };
  await expect(`${JSON.stringify(described, null, 2)}\n`).toMatchFileSnapshot(`${DOCS}/events/${topic}.schema.json`);
});

it('docs/events.md has a row for each topic, and links its schema', async () => {
  const page = await readFile(`${DOCS}/events.md`, 'utf8');
  const rows = [...page.matchAll(/^\| \[`([\w.]+)`\]\(events\/([\w.]+)\.schema\.json\)/gm)];
  expect(rows.map(([, topic]) => topic)).toEqual(TOPICS);
  expect(rows.map(([, , file]) => file)).toEqual(TOPICS);
});

describe.skipIf(!areThere)('messages have the fields that were asked for', () => {
  it('smart_routing_decision has those of document 1, and no other', async () => {
    const text = await readFile(`${SHARED}/requirements/1-smart-order-routing-service.md`, 'utf8');
    const structs = structsIn(text.slice(text.indexOf('### Event Output'), text.indexOf('// Example Event Data')));
    const message = schemaOf('smart_routing_decision');
    const { smart_routing_decision: data } = message.properties ?? {};
    const { routing_decisions: decisions, expected_execution_quality: quality } = data?.properties ?? {};
    expect(structs.size).toBe(4);
    expect(keysOf(message)).toEqual(structs.get('smart_routing_decision'));
    expect(keysOf(data)).toEqual(structs.get('SmartRoutingDecisionData'));
    expect(keysOf(decisions?.items)).toEqual(structs.get('RoutingDecisionData'));
    expect(keysOf(quality)).toEqual(structs.get('ExecutionQualityData'));
  });

  it('orders and trades have those that surveillance takes in', async () => {
    const text = (await readFile(`${SHARED}/spec/surveillance.md`, 'utf8')).replace(/\s+/g, ' ');
    const [, orders = '', trades = ''] = /JSONL or CSV: (event_id, .*?); trades: (.*?); QuoteEvent/.exec(text) ?? [];
    const named = (list: string) => list.replace(/\(.*?\)/g, '').match(/\w+/g) ?? [];
    expect(named(orders).length).toBeGreaterThan(10);
    expect(named(trades).length).toBeGreaterThan(3);
    for (const topic of TOPICS.filter((each) => each.startsWith('orders.')))
      expect(keysOf(schemaOf(topic))).toEqual(expect.arrayContaining(named(orders)));
    expect(keysOf(schemaOf('trades.executed'))).toEqual(expect.arrayContaining(named(trades)));
    const types = JSON.stringify(OF_TOPICS);
    for (const [type] of text.matchAll(/(Order|Trade)\w+Event\b/g)) expect(types).toContain(`"${type}"`);
  });

  it('order_execution has what the portfolio asks of it', async () => {
    const text = await readFile(`${SHARED}/spec/portfolio.md`, 'utf8');
    const [, asked = ''] = /so `order_execution` gains (.*?)\./.exec(text) ?? [];
    const { order_execution: execution } = schemaOf('order_execution').properties ?? {};
    const places: Readonly<Record<string, readonly string[]>> = {
      instrument: ['instrument_id'],
      side: ['side'],
      client: ['client_id'],
      account: ['account'],
      time: ['executed_at', 'venue_time', 'booked_at'],
      'decimal texts': ['quantity', 'price', 'fee'],
    };
    expect(asked.split(/, | and /)).toEqual(Object.keys(places));
    expect(keysOf(execution)).toEqual(expect.arrayContaining(Object.values(places).flat()));
    for (const name of places['decimal texts'] ?? []) expect(execution?.properties?.[name]?.type).toBe('string');
  });

  it('the page says of each message that api.md names what becomes of it', async () => {
    const text = await readFile(`${SHARED}/spec/api.md`, 'utf8');
    const [, names = ''] =
      /^Messages made from the journal, relayed in order per order: (.*?)Sinks:/ms.exec(text) ?? [];
    const asked = [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    const page = await readFile(`${DOCS}/events.md`, 'utf8');
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

/** The names of fields of each `Event` and `struct` in a text. */
function structsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const blocks = [...text.matchAll(/^(?:Event|struct) (\w+) \{\n(.*?)^\}/gms)];
  return new Map(blocks.map(([, name = '', body = '']) => [name, body.match(/\w+(?=:)/g) ?? []]));
}
