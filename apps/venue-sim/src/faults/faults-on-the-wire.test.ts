import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { ask, post } from '../../test/control-client.ts';
import { orderOf, takingOne } from '../../test/order-of.ts';
import { ServedSimulator } from '../../test/served-simulator.ts';
import { SocketClient } from '../../test/socket-client.ts';
import type { NewOrder } from '../venue/admission.ts';
import type { fault } from './fault.ts';

/** A served simulator whose XNYS was given faults over its control port, with a session at it. */
async function faulty(...faults: readonly z.input<typeof fault>[]) {
  const served = await ServedSimulator.open();
  const client = await SocketClient.logon(served.port, 'XNYS');
  await client.quote('KO');
  expect((await post(served.controlPort, { venue_id: 'XNYS', faults })).status).toBe(200);
  return { served, client, [Symbol.asyncDispose]: () => served[Symbol.asyncDispose]() };
}

/** Sends an order and waits for so many reports. The seed of the served simulator is one that refuses none of them. */
async function reportsOn(client: SocketClient, order: NewOrder, count: number): Promise<FromVenue[]> {
  client.send(order);
  return client.reports(count);
}

function types(messages: readonly FromVenue[]): string[] {
  return messages.map((message) => message.type);
}

async function statusOf(client: SocketClient, childId: string): Promise<FromVenue> {
  client.send({ type: 'status', child_id: childId });
  return client.next((message) => message.type === 'status' && message.child_id === childId);
}

test('disconnect cuts the session and refuses logons until it is lifted; orders stay alive', async () => {
  await using at = await faulty();
  const rested = orderOf();
  await reportsOn(at.client, rested, 1);
  await post(at.served.controlPort, { venue_id: 'XNYS', faults: [{ kind: 'disconnect' }] });
  await at.client.closed;
  const refused = new SocketClient(at.served.port);
  refused.send({ type: 'logon', venue_id: 'XNYS', session_id: 's1' });
  await refused.closed;
  await post(at.served.controlPort, { venue_id: 'XNYS', kind: 'disconnect' }, '/faults/off');
  const again = await SocketClient.logon(at.served.port, 'XNYS');
  expect(await statusOf(again, rested.child_id)).toMatchObject({ state: 'ACKED' });
});

test('flapping cuts the session, refuses it for a while, lets it back and cuts it again, until it is lifted', async () => {
  await using at = await faulty({ kind: 'flapping', up_ms: 30, down_ms: 30 });
  await at.client.closed;
  const logons: string[] = [];
  for (let cuts = 0; cuts < 2; ) {
    const client = new SocketClient(at.served.port);
    client.send({ type: 'logon', venue_id: 'XNYS', session_id: 's1' });
    const isUp = await Promise.race([
      client.next((message) => message.type === 'logged_on').then(() => true),
      client.closed.then(() => false),
    ]);
    logons.push(isUp ? 'UP' : 'REFUSED');
    if (isUp) {
      await client.closed;
      cuts += 1;
    }
  }
  expect(new Set(logons)).toEqual(new Set(['UP', 'REFUSED']));
  await post(at.served.controlPort, { venue_id: 'XNYS', faults: [] });
  const healed = await SocketClient.logon(at.served.port, 'XNYS');
  expect(await statusOf(healed, 'nobody')).toMatchObject({ state: null });
});

test('silence says nothing, not even quotes, while orders are executed', async () => {
  await using at = await faulty({ kind: 'silence' });
  const order = takingOne();
  at.client.send(order);
  const fence = await SocketClient.logon(at.served.port, 'XNAS');
  const counters = at.served.simulator.venues.get('XNYS')?.venue.counters;
  for (let asked = 0; (counters?.orders ?? 0) === 0 && asked < 10_000; asked++) await statusOf(fence, 'fence');
  await post(at.served.controlPort, { venue_id: 'XNYS', faults: [] });
  const told = await statusOf(at.client, order.child_id);
  expect(told).toMatchObject({ state: 'FILLED', filled_quantity: 1 });
});

test('slow answers later by its factor', async () => {
  await using at = await faulty({ kind: 'slow', factor: 200 });
  const beganMs = performance.now();
  await statusOf(at.client, 'nobody');
  const typicalMs = (at.served.simulator.venues.get('XNYS')?.venue.venue.typicalLatencyUs ?? 0) / 1_000;
  expect(performance.now() - beganMs).toBeGreaterThan(typicalMs * 50);
});

test('reject_all refuses every order through no fault of its own', async () => {
  await using at = await faulty({ kind: 'reject_all' });
  expect(await reportsOn(at.client, takingOne(), 1)).toMatchObject([
    { type: 'reject', code: 'VENUE_UNAVAILABLE', order_fault: false },
  ]);
});

test('throttle takes so many orders a second; what comes beyond is refused at once, and for how long is said', async () => {
  await using at = await faulty({ kind: 'throttle', orders_per_second: 2, retry_after_ms: 60_000 });
  const { client } = at;
  for (let sent = 0; sent < 4; sent++) client.send(orderOf());
  const told = [await client.next(({ type }) => type !== 'quote'), await client.next(({ type }) => type !== 'quote')];
  expect(types(told)).toEqual(['ack', 'ack']);
  const throttled = await client.next(({ type }) => type !== 'quote');
  expect(throttled).toMatchObject({ type: 'throttled', retry_after_ms: 60_000 });
  expect(await client.next(({ type }) => type === 'reject')).toMatchObject({ code: 'THROTTLED', order_fault: false });
  expect(await client.next(({ type }) => type === 'reject')).toMatchObject({ code: 'THROTTLED', order_fault: false });
});

test('outcome_unknown comes in place of the answer, whether the order was taken or not', async () => {
  await using at = await faulty({ kind: 'outcome_unknown' });
  const [taken, refused] = [orderOf(), orderOf({ limit_price: -1 })];
  expect(types(await reportsOn(at.client, taken, 1))).toEqual(['outcome_unknown']);
  expect(types(await reportsOn(at.client, refused, 1))).toEqual(['outcome_unknown']);
  expect(await statusOf(at.client, taken.child_id)).toMatchObject({ state: 'ACKED' });
  expect(await statusOf(at.client, refused.child_id)).toMatchObject({ state: 'REJECTED' });
});

test('duplicate_fill reports one execution twice', async () => {
  await using at = await faulty({ kind: 'duplicate_fill' });
  const [, first, second] = await reportsOn(at.client, takingOne(), 3);
  expect(first?.type).toBe('fill');
  expect(second).toEqual(first);
});

test('late_fill_after_cancel fills half of what was given back', async () => {
  await using at = await faulty({ kind: 'late_fill_after_cancel' });
  const order = orderOf();
  await reportsOn(at.client, order, 1);
  at.client.send({ type: 'cancel', child_id: order.child_id });
  expect(await at.client.reports(2)).toMatchObject([
    { type: 'canceled', filled_quantity: 0 },
    { type: 'fill', quantity: 150, filled_quantity: 150 },
  ]);
});

test('fill_before_cancel fills the order and refuses its cancel', async () => {
  await using at = await faulty({ kind: 'fill_before_cancel' });
  const order = orderOf();
  await reportsOn(at.client, order, 1);
  at.client.send({ type: 'cancel', child_id: order.child_id });
  expect(await at.client.reports(2)).toMatchObject([
    { type: 'fill', quantity: 300 },
    { type: 'cancel_reject', code: 'TOO_LATE' },
  ]);
});

test('out_of_order lets the fill come before its ack', async () => {
  await using at = await faulty({ kind: 'out_of_order' });
  expect(types(await reportsOn(at.client, takingOne(), 2))).toEqual(['fill', 'ack']);
});

test('wrong_quantity reports twice the true quantity, and status the true one', async () => {
  await using at = await faulty({ kind: 'wrong_quantity' });
  const order = takingOne();
  const [, fill] = await reportsOn(at.client, order, 2);
  expect(fill).toMatchObject({ type: 'fill', quantity: 2, leaves_quantity: 0 });
  expect(await statusOf(at.client, order.child_id)).toMatchObject({ state: 'FILLED', filled_quantity: 1 });
});

test('wrong_cumulative_quantity tells a true fill with another sum', async () => {
  await using at = await faulty({ kind: 'wrong_cumulative_quantity' });
  const { ask: best } = await at.client.quote('KO');
  const order = takingOne({ quantity: 1_000_000, limit_price: best });
  at.client.send(order);
  let sum = 0;
  for (;;) {
    const said = await at.client.next(({ type }) => type === 'fill' || type === 'canceled');
    if (said.type !== 'fill') break;
    sum += said.quantity;
    expect(said.filled_quantity).toBe(sum + Math.ceil((order.quantity - sum) / 2));
  }
  expect(sum).toBeGreaterThan(0);
  expect(await statusOf(at.client, order.child_id)).toMatchObject({ filled_quantity: sum });
});

test('wrong_canceled_quantity tells half of what was given back as executed', async () => {
  await using at = await faulty({ kind: 'wrong_canceled_quantity' });
  const order = orderOf();
  await reportsOn(at.client, order, 1);
  at.client.send({ type: 'cancel', child_id: order.child_id });
  expect(await at.client.reports(1)).toMatchObject([{ type: 'canceled', filled_quantity: 150 }]);
  expect(await statusOf(at.client, order.child_id)).toMatchObject({ state: 'CANCELED', filled_quantity: 0 });
});

test('lost_message keeps a fill back that has happened, and status tells of it', async () => {
  await using at = await faulty({ kind: 'lost_message', only: ['fill'] });
  const order = takingOne();
  at.client.send(order);
  at.client.send({ type: 'status', child_id: order.child_id });
  expect(await at.client.reports(2)).toMatchObject([
    { type: 'ack', filled_quantity: 0 },
    { type: 'status', state: 'FILLED', filled_quantity: 1, executions: [{ quantity: 1 }] },
  ]);
});

test('bust_and_correct takes an execution back; status knows it no more', async () => {
  await using at = await faulty({ kind: 'bust_and_correct', only: ['BUST'] });
  const order = takingOne();
  const [, fill, bust] = await reportsOn(at.client, order, 3);
  if (fill?.type !== 'fill') throw new Error('not a fill');
  expect(bust).toMatchObject({ type: 'trade_busted', execution_id: fill.execution_id, filled_quantity: 0 });
  const told = await statusOf(at.client, order.child_id);
  expect(told).toMatchObject({ state: 'CANCELED', filled_quantity: 0, executions: [] });
});

test('bust_and_correct gives an execution another price, no worse than its order allows', async () => {
  await using at = await faulty({ kind: 'bust_and_correct', only: ['PRICE'] });
  const order = takingOne();
  const [, fill, corrected] = await reportsOn(at.client, order, 3);
  if (fill?.type !== 'fill') throw new Error('not a fill');
  const execution = { execution_id: fill.execution_id, quantity: 1, price: 9_000_000 };
  expect(corrected).toMatchObject({ type: 'trade_corrected', ...execution, filled_quantity: 1 });
  expect(await statusOf(at.client, order.child_id)).toMatchObject({ state: 'FILLED', executions: [execution] });
});

test('trading_halt is told, also to who logs on later, and its orders are refused until it is lifted', async () => {
  await using at = await faulty({ kind: 'trading_halt', instrument_ids: ['KO'] });
  const { client, served } = at;
  const isStatus = ({ type }: FromVenue) => type === 'trading_status';
  expect(await client.next(isStatus)).toMatchObject({ instrument_id: 'KO', status: 'HALTED' });
  expect(await reportsOn(client, takingOne(), 1)).toMatchObject([{ type: 'reject', code: 'INSTRUMENT_HALTED' }]);
  const late = new SocketClient(served.port);
  late.send({ type: 'logon', venue_id: 'XNYS', session_id: 'late' });
  expect(await late.next(isStatus)).toMatchObject({ instrument_id: 'KO', status: 'HALTED' });
  await post(served.controlPort, { venue_id: 'XNYS', kind: 'trading_halt' }, '/faults/off');
  expect(await client.next(isStatus)).toMatchObject({ instrument_id: 'KO', status: 'TRADING' });
  expect(types(await reportsOn(client, takingOne(), 2))).toEqual(['ack', 'fill']);
  const sale = await late.next(({ type }) => type === 'last_sale');
  expect(sale).toMatchObject({ condition: 'REGULAR' });
});

test('clock_skew sets the times of all that is said off by so much', async () => {
  const skewUs = -3_600_000_000;
  await using at = await faulty({ kind: 'clock_skew', skew_ms: skewUs / 1_000 });
  const [ack, fill] = await reportsOn(at.client, takingOne(), 2);
  const quote = await at.client.quote('KO');
  for (const message of [ack, fill, quote]) {
    if (message === undefined || !('time_us' in message)) throw new Error('no time');
    expect(Math.abs(message.time_us - skewUs - Date.now() * 1_000)).toBeLessThan(60_000_000);
  }
});

test('a fault lasts for as long as it was given for, beside the others of its venue', async () => {
  await using at = await faulty({ kind: 'silence' });
  const { controlPort } = at.served;
  const short = { kind: 'reject_all', duration_ms: 1 };
  const set = await post(controlPort, { venue_id: 'XNYS', fault: short }, '/faults/on');
  expect(set.body).toEqual({ venues: [{ venue_id: 'XNYS', faults: [{ kind: 'silence' }, short] }] });
  const again = await post(controlPort, { venue_id: 'XNYS', fault: { kind: 'slow' } }, '/faults/on');
  expect(again.status).toBe(200);
  await expect
    .poll(async () => (await ask(controlPort, '/faults?venue_id=XNYS')).body)
    .toEqual({ venues: [{ venue_id: 'XNYS', faults: [{ kind: 'silence' }, { kind: 'slow', factor: 10 }] }] });
  const ended = await post(controlPort, { venue_id: 'XNYS', kind: 'silence' }, '/faults/off');
  expect(ended.body).toEqual({ venues: [{ venue_id: 'XNYS', faults: [{ kind: 'slow', factor: 10 }] }] });
});

test('every kind of fault says what it does and what can be set of it', async () => {
  await using at = await faulty();
  const { kinds } = (await ask(at.served.controlPort, '/faults/kinds')).body as {
    kinds: { kind: string; does: string; settings: string[] }[];
  };
  expect(kinds.find(({ kind }) => kind === 'slow')).toEqual({
    kind: 'slow',
    does: 'Every latency is multiplied by `factor`.',
    settings: ['factor', 'duration_ms'],
  });
  for (const { does } of kinds) expect(does.length).toBeGreaterThan(20);
});
