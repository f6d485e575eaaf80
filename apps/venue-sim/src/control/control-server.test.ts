import { expect, test } from 'vitest';
import { ask, post } from '../../test/control-client.ts';
import { ServedSimulator } from '../../test/served-simulator.ts';
import { SocketClient } from '../../test/socket-client.ts';

test('health counts venues, sessions and what happened', async () => {
  await using served = await ServedSimulator.open();
  const client = await SocketClient.logon(served.port, 'XNYS');
  await client.quote('KO');
  const { status, body } = await ask(served.controlPort, '/health');
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'ok', malformed_lines: 0 });
  const venues = body.venues as { venue_id: string; sessions: number }[];
  expect(venues).toHaveLength(32);
  expect(venues.find((venue) => venue.venue_id === 'XNYS')?.sessions).toBe(1);
  expect(body.quotes_shown).toBeGreaterThan(0);
});

test('faults are set for one venue, told and lifted', async () => {
  await using served = await ServedSimulator.open();
  const set = await post(served.controlPort, {
    venue_id: 'XNAS',
    faults: [{ kind: 'slow' }, { kind: 'silence', duration_ms: 60_000 }],
  });
  const wanted = [
    { kind: 'slow', factor: 10 },
    { kind: 'silence', duration_ms: 60_000 },
  ];
  expect(set).toEqual({ status: 200, body: { venues: [{ venue_id: 'XNAS', faults: wanted }] } });
  const all = await ask(served.controlPort, '/faults');
  expect((all.body.venues as { faults: unknown[] }[]).filter(({ faults }) => faults.length > 0)).toHaveLength(1);
  expect((await ask(served.controlPort, '/faults?venue_id=XNAS')).body).toEqual(set.body);
  const healed = await post(served.controlPort, { venue_id: 'XNAS', faults: [] });
  expect(healed.body).toEqual({ venues: [{ venue_id: 'XNAS', faults: [] }] });
});

test.each([
  ['not JSON', '{', 400],
  ['no venue', { faults: [] }, 400],
  ['an unknown kind', { venue_id: 'XNAS', faults: [{ kind: 'explode' }] }, 400],
  ['an unknown field', { venue_id: 'XNAS', faults: [{ kind: 'silence', loud: true }] }, 400],
  ['a probability above 1', { venue_id: 'XNAS', faults: [{ kind: 'duplicate_fill', probability: 2 }] }, 400],
  ['an unknown venue', { venue_id: 'NOPE', faults: [] }, 404],
  ['a body without end', ' '.repeat(70_000), 413],
])('%s is refused', async (_, body, status) => {
  await using served = await ServedSimulator.open();
  expect((await post(served.controlPort, body)).status).toBe(status);
});

test('another content type, another host name, another path and an unknown venue are refused', async () => {
  await using served = await ServedSimulator.open();
  const { controlPort } = served;
  expect((await ask(controlPort, '/faults', { method: 'POST', body: '{}' })).status).toBe(415);
  expect((await ask(controlPort, '/health', { headers: { host: 'evil.example' } })).status).toBe(403);
  expect((await ask(controlPort, '/nothing')).status).toBe(404);
  expect((await ask(controlPort, '/faults?venue_id=NOPE')).status).toBe(404);
});

test('the ground truth tells parameters, and the hidden books of one instrument', async () => {
  await using served = await ServedSimulator.open();
  const all = await ask(served.controlPort, '/truth');
  const venues = all.body.venues as Record<string, unknown>[];
  expect(venues.find((venue) => venue.venue_id === 'XBOS')).toMatchObject({
    latency_median_us: 350,
    fade_probability: 0.15,
    displayed_fill_probability: (1 - 0.001) * (1 - 0.15),
  });
  const one = await ask(served.controlPort, '/truth?instrument_id=KO');
  expect(one.body).toMatchObject({ instrument_id: 'KO', start_price: 710_000, spread_class: 'PENNY' });
  expect(one.body.venues).toHaveLength(24);
  expect((await ask(served.controlPort, '/truth?instrument_id=NOPE')).status).toBe(404);
});

test('the books of orders tell what each venue has received, executed and been asked to cancel', async () => {
  await using served = await ServedSimulator.open();
  const client = await SocketClient.logon(served.port, 'XNYS');
  await client.quote('KO');
  const order = {
    type: 'new',
    instrument_id: 'KO',
    side: 'BUY',
    iso: true,
    post_only: false,
  } as const;
  const taken = { ...order, child_id: 'taken', quantity: 1, limit_price: 9_000_000, time_in_force: 'IOC' } as const;
  const resting = { ...order, child_id: 'resting', quantity: 300, limit_price: 100_000, time_in_force: 'DAY' } as const;
  for (const message of [taken, taken, resting, { type: 'cancel', child_id: 'resting' }]) client.send(message);
  const reports = await client.reports(5);
  const fill = reports.find((report) => report.type === 'fill');
  const { body } = await ask(served.controlPort, '/orders?venue_id=XNYS');
  expect(body.venues).toMatchObject([
    {
      venue_id: 'XNYS',
      epoch: served.simulator.venues.get('XNYS')?.venue.epoch,
      orders: [
        {
          child_id: 'taken',
          state: 'FILLED',
          filled_quantity: 1,
          times_received: 2,
          cancel_received_us: null,
          executions: [{ execution_id: fill?.execution_id, quantity: 1, price: fill?.price, time_us: fill?.time_us }],
        },
        {
          child_id: 'resting',
          quantity: 300,
          limit_price: 100_000,
          state: 'CANCELED',
          filled_quantity: 0,
          received_us: expect.any(Number),
          shown: { bid: expect.any(Number), ask: expect.any(Number), since_us: expect.any(Number) },
          times_received: 1,
          cancel_received_us: expect.any(Number),
          canceled_us: expect.any(Number),
          executions: [],
        },
      ],
    },
  ]);
  expect((await ask(served.controlPort, '/orders')).body.venues).toHaveLength(32);
  expect((await ask(served.controlPort, '/orders?venue_id=NOPE')).status).toBe(404);
});
