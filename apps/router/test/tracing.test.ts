import { afterEach, expect, it } from 'vitest';
import type { FinishedSpan } from '../src/ports.ts';
import { type Running, startRouter } from '../src/router.ts';
import { FAKE_ENV, FakeOutside } from './fake-adapters.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const ORDER = { instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET', time_in_force: 'DAY' };

let running: Running;
let kept: FinishedSpan[];
let closings: number;
afterEach(() => running.close());

/** A router whose spans are kept here, with a share of the traces that begin with it. */
async function start(keeps: (traceId: string) => boolean): Promise<void> {
  const outside = new FakeOutside();
  outside.addKey('flk_client', 'client-1', ['route:write']);
  kept = [];
  closings = 0;
  const openSpans = () => ({
    keeps,
    take: (span: FinishedSpan) => void kept.push(span),
    close: async () => void closings++,
  });
  running = await startRouter(FAKE_ENV, { ...outside.adapters(), openSpans });
  await running.ready;
}

function ask(path: string, headers: Record<string, string>, body?: object): Promise<Response> {
  return fetch(`${running.address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-api-key': 'flk_client', 'content-type': 'application/json', connection: 'close', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const route = (orderId: string, headers: Record<string, string>) =>
  ask('/api/v1/smart-routing/route', headers, { ...ORDER, order_id: orderId });

it('tells a request as a part of its caller’s trace, and the stages of its order below it', async () => {
  await start(() => false);
  const answer = await route('one', { traceparent: `00-${TRACE}-${CALLER}-01` });
  expect(answer.status).toBe(200);
  await answer.json();
  const [, , own, flags] = /^00-(\w+)-(\w+)-(\w+)$/.exec(answer.headers.get('traceparent') ?? '') ?? [];
  expect(flags).toBe('01');
  await expect
    .poll(() => kept.map(({ name }) => name))
    .toEqual(['decide', 'journal', 'POST /api/v1/smart-routing/route']);
  expect(kept.map(({ traceId, parentId, kind }) => [traceId, parentId, kind])).toEqual([
    [TRACE, own, 'INTERNAL'],
    [TRACE, own, 'INTERNAL'],
    [TRACE, CALLER, 'SERVER'],
  ]);
  const [decide, journal, whole] = kept;
  expect(whole).toMatchObject({
    spanId: own,
    isError: false,
    attributes: { 'http.request.method': 'POST', 'http.response.status_code': 200 },
  });
  expect(decide?.endUs).toBe(journal?.startUs);
  expect(new Set(kept.map(({ spanId }) => spanId)).size).toBe(3);
});

it('tells nothing of a trace that its caller does not keep', async () => {
  await start(() => true);
  const answer = await route('one', { traceparent: `00-${TRACE}-${CALLER}-00` });
  await answer.json();
  await (await ask('/health/live', {})).json();
  // The second has come after the first, so the first would be here.
  await expect.poll(() => kept.map(({ name }) => name)).toEqual(['GET /health/live']);
});

it('asks of a trace that begins here whether it is kept, and says so on the answer', async () => {
  const asked: string[] = [];
  await start((traceId) => asked.push(traceId) === 2);
  const answers = [await ask('/health/live', {}), await ask('/health/live', {})];
  const told = answers.map(({ headers }) => headers.get('traceparent') ?? '');
  expect(told.map((text) => text.split('-')[1])).toEqual(asked);
  expect(told.map((text) => text.slice(-2))).toEqual(['00', '01']);
  await expect.poll(() => kept.map(({ traceId, parentId }) => [traceId, parentId])).toEqual([[asked[1], null]]);
});

it('sends what it has at its end', async () => {
  await start(() => true);
  await running.close();
  expect(closings).toBe(1);
});
