import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROBLEMS } from '../src/intake/problem.ts';
import { changedRequest, type WireRequest } from './changed-requests.ts';
import { note } from './ordeal/figures.ts';
import { RunningStack } from './running-stack.ts';
import { KEY_SCOPES, type KeyName } from './valid-requests.ts';

/** Requests in one run: some in the tests, more with FAIRLEAD_FUZZ_REQUESTS in the long mode. */
const REQUESTS = Number(process.env.FAIRLEAD_FUZZ_REQUESTS ?? 300);
const AT_ONCE = 16;
/** What the neighbour sends, whatever becomes of it, and for how long beside no fuzz. */
const NEIGHBOUR_PER_SECOND = 40;
const QUIET_SECONDS = REQUESTS > 1_000 ? 30 : 3;
const CODES = new Set<string>([...Object.keys(PROBLEMS), ...Object.keys(REJECT_MESSAGES)]);

it(
  `${REQUESTS} valid requests with one or two changes: no 5xx, a code and a field for each refusal, and another client's orders as before`,
  async () => {
    await using stack = await RunningStack.start();
    const keys = await keysOf(stack);
    const neighbour = await stack.keyOf('neighbour', KEY_SCOPES.trader, 'neighbour');
    const before = await sendOrders(
      stack,
      neighbour,
      pause(QUIET_SECONDS * 1_000).then(() => {}),
    );

    const fuzz = sendChanged(stack, keys);
    const beside = await sendOrders(stack, neighbour, fuzz);
    const { faults, statuses, seconds } = await fuzz;
    const after = await sendOrders(
      stack,
      neighbour,
      pause(QUIET_SECONDS * 1_000).then(() => {}),
    );

    note('requests, seconds', `${REQUESTS.toLocaleString('en')}, ${seconds.toFixed(0)}`);
    note(
      'answers by status',
      [...statuses]
        .sort()
        .map(([status, count]) => `${status}: ${count}`)
        .join(', '),
    );
    for (const [what, found] of Object.entries({ before, beside, after }))
      note(`neighbour ${what} the fuzz`, found.text);
    expect(faults.slice(0, 5)).toEqual([]);
    expect(await (await fetch(`${stack.address}/metrics`)).text()).not.toMatch(/^fairlead_journal_refused_total\{/m);
    expect(beside.ratePerSecond).toBeGreaterThan(before.ratePerSecond * 0.9);
    expect(after.ratePerSecond).toBeGreaterThan(before.ratePerSecond * 0.9);
  },
  60_000 + REQUESTS * 100,
);

async function keysOf(stack: RunningStack): Promise<Record<KeyName, string>> {
  const keyOf = (name: KeyName) => stack.keyOf(name, KEY_SCOPES[name], name === 'reporter' ? 'default' : 'fuzz');
  return {
    trader: await keyOf('trader'),
    operator: await keyOf('operator'),
    admin: await keyOf('admin'),
    author: await keyOf('author'),
    approver: await keyOf('approver'),
    halter: await keyOf('halter'),
    runner: await keyOf('runner'),
    reporter: await keyOf('reporter'),
  };
}

interface Neighbour {
  /** Orders that were taken, by the seconds in which they were sent. */
  readonly ratePerSecond: number;
  readonly text: string;
}

/** Sends one order after another on a fixed schedule until something else is over. */
async function sendOrders(stack: RunningStack, key: string, until: Promise<unknown>): Promise<Neighbour> {
  let isOver = false;
  void until.finally(() => {
    isOver = true;
  });
  const begun = performance.now();
  const times: number[] = [];
  const sent: Promise<void>[] = [];
  for (let index = 0; !isOver; index++) {
    const due = begun + (index * 1_000) / NEIGHBOUR_PER_SECOND;
    while (performance.now() < due) await pause(1);
    const id = `n-${Math.round(begun)}-${index}`;
    const body = `{"order_id":"${id}","instrument_id":"MSFT","side":"BUY","quantity":10,"order_type":"MARKET"}`;
    sent.push(
      send(stack.address, { method: 'POST', url: '/api/v1/smart-routing/orders', body }, key).then(({ status }) => {
        if (status === 202) times.push(performance.now() - due);
      }),
    );
  }
  const seconds = (performance.now() - begun) / 1_000;
  await Promise.all(sent);
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
  const ratePerSecond = times.length / seconds;
  const text = `${ratePerSecond.toFixed(1)} orders/s (${times.length} of ${sent.length}), p50 ${at(0.5)}, p99 ${at(0.99)}`;
  return { ratePerSecond, text };
}

/** Sends the changed requests, some at once; gives what was answered wrongly. */
async function sendChanged(stack: RunningStack, keys: Record<KeyName, string>) {
  const seed = Number(process.env.FAIRLEAD_FUZZ_SEED ?? Date.now() % 2 ** 31);
  note('seed', String(seed));
  const requests = fc.sample(changedRequest, { seed, numRuns: REQUESTS });
  const begun = performance.now();
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const work = async () => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
      const { status, text, type } = await send(stack.address, request, keys[request.key]);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const fault = faultOf(status, type, text);
      if (fault !== null)
        faults.push(`${fault}: ${request.method} ${request.url} ${request.body ?? ''} -> ${status} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { faults, statuses, seconds: (performance.now() - begun) / 1_000 };
}

function faultOf(status: number, type: string, text: string): string | null {
  if (status === 0 || status >= 500) return 'our fault';
  if (status < 400) return null;
  if (!type.startsWith('application/problem+json')) return 'no problem document';
  const { code, errors } = JSON.parse(text) as { code: string; errors: { path: string }[] };
  if (!CODES.has(code)) return 'no code of the list';
  return code === 'INVALID_REQUEST' && errors.length === 0 ? 'no field' : null;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a request with its path as it is; status 0 where the connection broke. */
function send(
  address: string,
  { method, url, body }: Pick<WireRequest, 'method' | 'url' | 'body'>,
  key: string,
): Promise<{ status: number; type: string; text: string }> {
  const { hostname, port } = new URL(address);
  const headers = {
    'x-api-key': key,
    ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve({ status: 0, type: '', text: error.message });
    const request = httpRequest({ hostname, port, method, path: url, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () => {
        const type = response.headers['content-type'] ?? '';
        resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.on('error', failed);
    request.end(body ?? undefined);
  });
}
