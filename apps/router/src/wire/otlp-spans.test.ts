import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FinishedSpan, Timers } from '../ports.ts';
import { OtlpSpans } from './otlp-spans.ts';

const SPAN: FinishedSpan = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  parentId: null,
  name: 'POST /orders',
  kind: 'SERVER',
  startUs: 1_796_068_800_000_001,
  endUs: 1_796_068_800_000_900,
  isError: true,
  attributes: { 'http.route': '/orders', 'http.response.status_code': 500 },
};

interface Posted {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: { resourceSpans: { scopeSpans: { spans: { name: string }[] }[] }[] };
}

let collector: Server;
let posted: Posted[];
let status: number;
let due: (() => void)[];
let warned: object[];
let spans: OtlpSpans;

const timers: Timers = {
  after: (_ms, run) => {
    due.push(run);
    return { cancel: () => {} };
  },
};
const log = { info: () => {}, warn: (facts: object) => void warned.push(facts), error: () => {} };

beforeEach(async () => {
  [posted, status, due, warned] = [[], 200, [], []];
  collector = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    posted.push({ url: request.url, headers: request.headers, body: JSON.parse(text) });
    response.writeHead(status).end('{}');
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const address = collector.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const names = { serviceName: 'fairlead-router', release: '0.1.0', share: 0.25 };
  const settings = { ...names, endpoint: `http://127.0.0.1:${port}/`, headers: 'x-key=a%20b, x-team=routing' };
  spans = new OtlpSpans(settings, { timers, log });
});

afterEach(() => {
  collector.closeAllConnections();
  collector.close();
});

const countOf = ({ body }: Posted) => body.resourceSpans[0]?.scopeSpans[0]?.spans.length;

it('sends spans in the JSON of OTLP, once a while, with the headers that the collector wants', async () => {
  spans.take(SPAN);
  spans.take({ ...SPAN, parentId: 'aaaaaaaaaaaaaaaa', kind: 'INTERNAL', isError: false, attributes: {} });
  expect([posted, due.length]).toEqual([[], 1]);
  due[0]?.();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted[0]?.url).toBe('/v1/traces');
  expect(posted[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-key': 'a b', 'x-team': 'routing' });
  const { traceId, spanId } = SPAN;
  const times = { startTimeUnixNano: '1796068800000001000', endTimeUnixNano: '1796068800000900000' };
  const name = { name: 'POST /orders' };
  expect(posted[0]?.body).toEqual({
    resourceSpans: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'fairlead-router' } },
            { key: 'service.version', value: { stringValue: '0.1.0' } },
          ],
        },
        scopeSpans: [
          {
            scope: { name: 'fairlead' },
            spans: [
              {
                ...{ traceId, spanId, ...name, kind: 2, ...times, status: { code: 2 } },
                attributes: [
                  { key: 'http.route', value: { stringValue: '/orders' } },
                  { key: 'http.response.status_code', value: { intValue: '500' } },
                ],
              },
              { traceId, spanId, parentSpanId: 'aaaaaaaaaaaaaaaa', ...name, kind: 1, ...times, attributes: [] },
            ],
          },
        ],
      },
    ],
  });
});

it('keeps no more than so many, in pieces, and says what was lost', async () => {
  for (let each = 0; each < 5_000; each++) spans.take(SPAN);
  await spans.close();
  expect(posted.map(countOf)).toEqual([512, 512, 512, 512, 512, 512, 512, 512]);
  expect(warned).toEqual([{ spans: 5_000 - 4_096, why: 'were too many for the collector' }]);
});

it('loses what a collector does not take, says so, and goes on', async () => {
  status = 503;
  for (let each = 0; each < 600; each++) spans.take(SPAN);
  await spans.close();
  expect(warned).toEqual([{ spans: 600, why: 'the collector answered 503' }]);
  status = 200;
  spans.take(SPAN);
  due.at(-1)?.();
  await expect.poll(() => posted.map(countOf)).toEqual([512, 1]);
});

it('is not stopped by a collector that is away', async () => {
  collector.close();
  collector.closeAllConnections();
  await once(collector, 'close');
  spans.take(SPAN);
  await spans.close();
  expect(warned).toMatchObject([{ spans: 1 }]);
});

it('keeps a share of the traces that begin here, the same ones whoever asks', () => {
  const ids = Array.from({ length: 256 }, (_, each) => `${'0'.repeat(24)}${each.toString(16).padStart(2, '0')}ffffff`);
  expect(ids.filter((id) => spans.keeps(id)).length).toBe(64);
});
