import { auditRecord } from '@fairlead/db/audit/record-audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningStack } from './running-stack.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await RunningStack.start();
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

const order = (orderId: string, more: object = {}) => ({
  order_id: orderId,
  instrument_id: 'AAPL',
  side: 'BUY',
  quantity: 700,
  order_type: 'MARKET',
  ...more,
});
const sum = (rows: unknown, field: string) =>
  (rows as Record<string, number>[]).reduce((total, row) => total + Number(row[field]), 0);

describe('the router on real venues, sockets and database', () => {
  it('allocates an order exactly, executes it, and shows its fills', async () => {
    const answer = await stack.call('POST', '/orders?wait=done', order('exact'));
    expect(answer?.status).toBe(200);
    expect(sum(answer?.body.routing_decisions, 'quantity_allocated') + Number(answer?.body.unallocated_quantity)).toBe(
      700,
    );
    const execution = answer?.body.execution as Record<string, unknown>;
    expect(['FILLED', 'CANCELED']).toContain(execution.state);
    expect(sum(execution.fills, 'quantity')).toBe(execution.filled_quantity);
    expect((await stack.call('GET', '/exact/execution'))?.body).toEqual(execution);
  });

  it('recomputes a stored decision to the same hash', async () => {
    const answer = await stack.call('POST', '/route', order('recompute', { routing_objective: 'LOWEST_COST' }));
    const replay = await stack.call('POST', `/decisions/${answer?.body.decision_id}/replay`);
    expect(replay?.body).toMatchObject({ same: true, record_intact: true, stored_hash: answer?.body.decision_hash });
  });

  it('gives the first answer again after a restart, out of the database', async () => {
    const first = await stack.call('POST', '/orders', order('again'));
    expect(await stack.stopRouter()).toBe(0);
    await stack.startRouter();
    const again = await stack.call('POST', '/orders', order('again'));
    expect([again?.headers.get('idempotent-replay'), again?.body]).toEqual(['true', first?.body]);
    expect(again?.headers.get('journal-position')).toBe(first?.headers.get('journal-position'));
    expect((await stack.call('POST', '/orders', order('again', { quantity: 800 })))?.body).toMatchObject({
      code: 'ORDER_CONFLICT',
    });
  }, 30_000);

  it('rests a limit order over a restart, and cancels it at its venue', async () => {
    const nbbo = (await stack.call('GET', '/nbbo?instrument_id=KO'))?.body;
    const away = Math.round((Number(nbbo?.bid) - 2) * 100) / 100;
    await stack.call(
      'POST',
      '/orders',
      order('resting', { instrument_id: 'KO', order_type: 'LIMIT', limit_price: away }),
    );
    expect(await stack.stopRouter()).toBe(0);
    await stack.startRouter();
    expect((await stack.call('GET', '/resting/execution'))?.body).toMatchObject({
      state: 'WORKING',
      working_quantity: 700,
    });
    const canceled = nextUpdate('resting', 'CANCELED');
    expect((await stack.call('DELETE', '/resting'))?.status).toBe(202);
    await canceled;
    expect((await stack.call('GET', '/resting/execution'))?.body).toMatchObject({
      state: 'CANCELED',
      working_quantity: 0,
    });
    expect((await stack.call('DELETE', '/resting'))?.body).toMatchObject({ code: 'ORDER_ENDED' });
  }, 30_000);

  it('ends what venues that were started anew have forgotten, and rests the order again', async () => {
    const nbbo = (await stack.call('GET', '/nbbo?instrument_id=KO'))?.body;
    const away = Math.round((Number(nbbo?.bid) - 2) * 100) / 100;
    const terms = { instrument_id: 'KO', order_type: 'LIMIT', limit_price: away, time_in_force: 'GTC' };
    await nextUpdate('forgotten', 'WORKING', () => stack.call('POST', '/orders', order('forgotten', terms)));
    // In doubt first: an update of before may still be on its way.
    await nextUpdate('forgotten', ['UNKNOWN', 'WORKING'], () => stack.restartVenues());
    const { body } = (await stack.call('GET', '/forgotten/execution')) ?? {};
    expect(body).toMatchObject({ state: 'WORKING', working_quantity: 700 });
    const children = body?.children as Record<string, unknown>[];
    expect(children.map(({ state, reject_code }) => [state, reject_code])).toContainEqual(['CANCELED', 'VENUE_LOST']);
    // The same where nobody was there to see them go.
    await stack.killRouter();
    await stack.restartVenues();
    await stack.startRouter();
    const { body: later } = (await stack.call('GET', '/forgotten/execution')) ?? {};
    expect(later).toMatchObject({ state: 'WORKING', working_quantity: 700 });
    const both = later?.children as unknown[];
    expect(both.length).toBeGreaterThan(children.length);
    await nextUpdate('forgotten', 'CANCELED', () => stack.call('DELETE', '/forgotten'));
  }, 40_000);

  it('holds a stop over a crash, gives the same answer to it again, and lets it be canceled', async () => {
    const stop = order('stop', { order_type: 'STOP', stop_price: 900, time_in_force: 'GTC' });
    const first = await stack.call('POST', '/orders', stop);
    expect([first?.status, first?.body]).toMatchObject([202, { state: 'RECEIVED', waits_for: 'STOP_PRICE' }]);
    await stack.killRouter();
    await stack.startRouter();
    expect((await stack.call('POST', '/orders', stop))?.body).toEqual(first?.body);
    expect((await stack.call('GET', '/stop/execution'))?.body).toMatchObject({ state: 'RECEIVED', children: [] });
    const canceled = nextUpdate('stop', 'CANCELED');
    expect((await stack.call('DELETE', '/stop'))?.status).toBe(202);
    await canceled;
  }, 30_000);

  it('rests a midpoint peg that a venue takes', async () => {
    // A buyer’s cap far below the market: it can only rest.
    const nbbo = (await stack.call('GET', '/nbbo?instrument_id=KO'))?.body;
    const cap = Math.round((Number(nbbo?.bid) - 2) * 100) / 100;
    const peg = order('peg', { instrument_id: 'KO', order_type: 'MIDPOINT_PEG', limit_price: cap });
    await nextUpdate('peg', 'WORKING', () => stack.call('POST', '/orders', peg));
    const { body } = (await stack.call('GET', '/peg/execution')) ?? {};
    // A venue that is busy may have refused it first.
    expect(body).toMatchObject({ working_quantity: 700 });
    expect(body?.children).toContainEqual(expect.objectContaining({ order_kind: 'MID_PEG', state: 'ACKED' }));
    await nextUpdate('peg', 'CANCELED', () => stack.call('DELETE', '/peg'));
  }, 30_000);

  it('is told at once of a halt that a person writes into the database, and of its end', async () => {
    const codeOfSplit = async () => (await stack.call('POST', '/split', order('asked')))?.body.code;
    const setStatus = (status: string) =>
      stack.database.query(`update instruments set status = $1 where instrument_id = 'AAPL'`, [status]);
    await setStatus('HALTED');
    await expect.poll(codeOfSplit, { timeout: 15_000 }).toBe('INSTRUMENT_HALTED');
    await setStatus('ACTIVE');
    await expect.poll(codeOfSplit, { timeout: 15_000 }).toBe(undefined);
  }, 40_000);

  it('streams what happens, from where a reader left off', async () => {
    const from = await nextUpdate('streamed', null, () => stack.call('POST', '/orders', order('streamed')));
    const again = await nextUpdate('streamed', null, undefined, from.seq);
    expect(again).toEqual(from);
  });

  it('ends the stream of a key that is revoked within fifteen seconds, and says why', async () => {
    const key = await stack.addKey('leaver', ['orders:read']);
    const response = await stack.stream('?topics=HALT', AbortSignal.timeout(15_000), key);
    await stack.database.query(`update api_keys set revoked_at = now() where name = 'leaver'`);
    expect(await response.text()).toMatch(/event: dropped\ndata: \{"code":"ACCESS_ENDED",.*\}\n\n$/);
    expect((await stack.stream('', AbortSignal.timeout(15_000), key)).status).toBe(401);
  }, 40_000);

  it('keeps every order’s events gapless and chained', async () => {
    const gaps = await stack.database.query(
      `select order_pk from order_journal where order_pk is not null group by order_pk
       having sum(last_event - first_event + 1) <> max(last_event) or min(first_event) <> 1`,
    );
    const { fault, entries } = await auditRecord(stack.databaseUrl, new Map());
    expect([gaps.rows, fault]).toEqual([[], null]);
    expect(entries).toBeGreaterThan(0);
  });
});

type Message = { seq: number; type: string; data: { order_id: string; state: string } };

/** The first ORDER_UPDATE of an order (in a state, if one is given, or after others where several are) since the stream was opened. */
async function nextUpdate(
  orderId: string,
  state: string | null | readonly [string, string],
  then?: () => Promise<unknown>,
  fromSeq?: number,
): Promise<Message> {
  const abort = new AbortController();
  const from = fromSeq === undefined ? '' : `&from_seq=${fromSeq}`;
  const response = await stack.stream(`?topics=ORDER_UPDATE${from}`, abort.signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('no stream');
  await then?.();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error('the stream ended');
    text += value;
    const messages = text
      .split('\n')
      .flatMap((line) =>
        line.startsWith('data: ') && line.endsWith('}') ? [JSON.parse(line.slice(6)) as Message] : [],
      );
    const found = foundIn(
      messages.filter((message) => message.data.order_id === orderId),
      state,
    );
    if (found === undefined) continue;
    abort.abort();
    return found;
  }
}

function foundIn(messages: readonly Message[], state: string | null | readonly [string, string]): Message | undefined {
  if (state === null) return messages[0];
  const [first, then] = typeof state === 'string' ? [state, null] : state;
  const at = messages.findIndex((message) => message.data.state === first);
  if (at === -1 || then === null) return messages[at];
  return messages.slice(at).find((message) => message.data.state === then);
}
