import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { describe, expect, test } from 'vitest';
import { orderOf, takingOne } from '../../test/order-of.ts';
import { ServedSimulator } from '../../test/served-simulator.ts';
import { SocketClient } from '../../test/socket-client.ts';
import type { NewOrder } from '../venue/admission.ts';
import { LINE_LENGTH_MAX } from './venue-server.ts';

function types(messages: readonly FromVenue[]): string[] {
  return messages.map((message) => message.type);
}

/** Sends an order and waits for so many reports. The seed of the served simulator is one that refuses none of them. */
async function reportsOn(client: SocketClient, order: NewOrder, count: number): Promise<FromVenue[]> {
  client.send(order);
  return client.reports(count);
}

describe('a session', () => {
  test('logs on, sees the quotes, trades, comes back after a cut and is told the truth', async () => {
    await using served = await ServedSimulator.open();
    const client = await SocketClient.logon(served.port, 'XNYS');
    const quote = await client.quote('KO');
    expect(quote.ask).toBeGreaterThan(quote.bid);

    const taken = takingOne();
    expect(types(await reportsOn(client, taken, 2))).toEqual(['ack', 'fill']);

    const canceled = orderOf();
    expect(types(await reportsOn(client, canceled, 1))).toEqual(['ack']);
    client.send({ type: 'cancel', child_id: canceled.child_id });
    expect(await client.reports(1)).toMatchObject([
      { type: 'canceled', child_id: canceled.child_id, leaves_quantity: 300, reason: 'REQUESTED' },
    ]);

    const living = orderOf();
    expect(types(await reportsOn(client, living, 1))).toEqual(['ack']);
    client.end();
    await client.closed;
    const again = await SocketClient.logon(served.port, 'XNYS');
    for (const childId of [living.child_id, canceled.child_id, taken.child_id, 'never-sent']) {
      again.send({ type: 'status', child_id: childId });
    }
    const answers = await again.reports(4);
    expect(answers.map((answer) => (answer.type === 'status' ? answer.state : answer.type))).toEqual([
      'ACKED',
      'CANCELED',
      'FILLED',
      null,
    ]);
  });

  test('is told one and the same life of its venue until the simulator is started anew', async () => {
    const livesOf = async (served: ServedSimulator) => {
      const lives: (string | undefined)[] = [];
      for (const sessionId of ['s1', 's2']) {
        const client = new SocketClient(served.port);
        client.send({ type: 'logon', venue_id: 'XNYS', session_id: sessionId });
        const answer = await client.next((message) => message.type === 'logged_on');
        lives.push(answer.type === 'logged_on' ? answer.epoch : undefined);
        client.end();
        await client.closed;
      }
      return lives;
    };
    await using before = await ServedSimulator.open();
    const [first, again] = await livesOf(before);
    await using after = await ServedSimulator.open();
    const [second] = await livesOf(after);
    expect(first).toMatch(/^[0-9a-z]{8,}$/);
    expect([again, second === first]).toEqual([first, false]);
  });

  test('an order on its way when the connection ends is executed, and status waits for it', async () => {
    await using served = await ServedSimulator.open();
    served.faults('XNYS', [{ kind: 'slow', factor: 30 }]);
    const client = await SocketClient.logon(served.port, 'XNYS');
    const order = orderOf();
    await new Promise<void>((resolve) => client.socket.write(`${JSON.stringify(order)}\n`, () => resolve()));
    client.socket.end();
    await client.closed;
    const again = await SocketClient.logon(served.port, 'XNYS');
    again.send({ type: 'status', child_id: order.child_id });
    expect(await again.next((message) => message.type === 'status')).toMatchObject({ state: 'ACKED' });
  });

  test('the same session logging on again takes the place of the first; another session stands beside it', async () => {
    await using served = await ServedSimulator.open();
    const first = await SocketClient.logon(served.port, 'BATS', 'router');
    const beside = await SocketClient.logon(served.port, 'BATS', 'another');
    const second = await SocketClient.logon(served.port, 'BATS', 'router');
    await first.closed;
    second.send({ type: 'status', child_id: 'x' });
    beside.send({ type: 'status', child_id: 'y' });
    expect((await second.reports(1))[0]).toMatchObject({ child_id: 'x' });
    expect((await beside.reports(1))[0]).toMatchObject({ child_id: 'y' });
    expect(served.simulator.venues.get('BATS')?.gateway.sessionCount).toBe(2);
  });

  test.each([
    ['an unknown venue', `${JSON.stringify({ type: 'logon', venue_id: 'NOPE', session_id: 's' })}\n`],
    ['an order before the logon', `${JSON.stringify(orderOf())}\n`],
    ['nonsense before the logon', 'GET / HTTP/1.1\r\n\r\n'],
    ['a line without end', 'x'.repeat(LINE_LENGTH_MAX + 1)],
  ])('%s ends the connection', async (_, text) => {
    await using served = await ServedSimulator.open();
    const client = new SocketClient(served.port);
    client.raw(text);
    await client.closed;
  });

  test('a second logon on one connection ends it', async () => {
    await using served = await ServedSimulator.open();
    const client = await SocketClient.logon(served.port, 'XNYS');
    client.send({ type: 'logon', venue_id: 'XNAS', session_id: 's' });
    await client.closed;
  });

  test('malformed lines are counted, a malformed new order is refused, and the session goes on', async () => {
    await using served = await ServedSimulator.open();
    const client = await SocketClient.logon(served.port, 'XNYS');
    client.raw('{"type":"new"\n[]\nnull\n\u0000\n{"type":"dance"}\n');
    client.send({ type: 'cancel' });
    client.send(orderOf({ child_id: 'bad', quantity: 1.5 }));
    client.send({ type: 'status', child_id: 'after' });
    expect(await client.reports(2)).toMatchObject([
      { type: 'reject', child_id: 'bad', code: 'MALFORMED', order_fault: true },
      { type: 'status', child_id: 'after', state: null },
    ]);
    expect(served.server.malformedLines).toBe(7);
  });

  test('a message that arrives in pieces is one message', async () => {
    await using served = await ServedSimulator.open();
    const client = await SocketClient.logon(served.port, 'XNYS');
    const line = `${JSON.stringify({ type: 'status', child_id: 'é€😀' })}\n`;
    for (const byte of Buffer.from(line)) client.socket.write(Buffer.of(byte));
    expect((await client.reports(1))[0]).toMatchObject({ child_id: 'é€😀' });
  });

  test('heartbeats come while nothing else does', async () => {
    await using served = await ServedSimulator.open();
    const client = await SocketClient.logon(served.port, 'SGMT');
    expect((await client.next((message) => message.type !== 'logged_on')).type).toBe('heartbeat');
  });

  test('a port that is taken is an error, not a hang', async () => {
    await using served = await ServedSimulator.open();
    await expect(ServedSimulator.open({ VENUE_SIM_PORT: String(served.port) })).rejects.toThrow('EADDRINUSE');
  });
});
