import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VenueSession } from './venue-session.ts';

let server: Server;
let session: VenueSession;
let happened: string[];
let mayLogOn = true;
let pauses: { delayMs: number; run: () => void }[];

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  happened = [];
  pauses = [];
  mayLogOn = true;
  const { port } = server.address() as AddressInfo;
  session = new VenueSession(
    { venueId: 'XNYS', host: '127.0.0.1', port, sessionId: 'test' },
    {
      onUp: (_, capabilities) => happened.push(capabilities === undefined ? 'up' : JSON.stringify(capabilities)),
      onDown: () => happened.push('down'),
      onMessage: (_, message) => happened.push(message.type),
    },
    {
      timers: {
        after: (delayMs, run) => {
          pauses.push({ delayMs, run });
          return { cancel: () => {} };
        },
      },
      log: { info: () => {}, warn: (facts) => happened.push(JSON.stringify(facts)), error: () => {} },
      draw: () => 0,
      mayLogOn: () => mayLogOn,
    },
  );
});
afterEach(() => {
  session.close();
  server.close();
});

/** Accepts the session's connection and reads its first line. */
async function accept(): Promise<{ socket: Socket; logon: string }> {
  const accepted = once(server, 'connection');
  session.open();
  const [socket] = (await accepted) as [Socket];
  const [data] = await once(socket, 'data');
  return { socket, logon: String(data) };
}

/** Resolves when the session has told of something new. */
async function until(event: string): Promise<void> {
  while (!happened.includes(event)) await new Promise((resolve) => setImmediate(resolve));
}

describe('a venue session', () => {
  it('logs on under its venue’s name, is up when the venue says so, and reads messages split anywhere', async () => {
    const { socket, logon } = await accept();
    expect(JSON.parse(logon)).toEqual({ type: 'logon', venue_id: 'XNYS', session_id: 'test' });
    expect(session.send({ type: 'cancel', child_id: 'c' })).toBe(false);
    socket.write('{"type":"logged_on","venue_id":"XNYS"}\n{"type":"heart');
    await until('up');
    expect(session.send({ type: 'cancel', child_id: 'c' })).toBe(true);
    socket.write('beat","time_us":1}\n');
    await until('heartbeat');
    expect(happened).toEqual(['up', 'heartbeat']);
  });

  it('passes on what the venue says that it can do', async () => {
    const { socket } = await accept();
    const able = { kinds: ['LIMIT'], times_in_force: ['IOC'], can_replace: false, status_by_client_id: true };
    const capabilities = { ...able, min_quantity: false, orders_per_second: 5, cancels_on_disconnect: true };
    const said = { ...capabilities, id_max_length: 20 };
    socket.write(`${JSON.stringify({ type: 'logged_on', venue_id: 'XNYS', capabilities: said })}\n`);
    await until(JSON.stringify(said));
    expect(happened).toEqual([JSON.stringify(said)]);
  });

  it('says that it is down when the socket ends, and comes back by itself after a pause', async () => {
    const { socket } = await accept();
    socket.write('{"type":"logged_on","venue_id":"XNYS"}\n');
    await until('up');
    socket.destroy();
    await until('down');
    const retry = pauses.at(-1);
    expect(retry?.delayMs).toBe(125);
    const again = once(server, 'connection');
    retry?.run();
    await again;
  });

  it('does not come back while it may not log on, and does when it may', async () => {
    const { socket } = await accept();
    socket.write('{"type":"logged_on","venue_id":"XNYS"}\n');
    await until('up');
    socket.destroy();
    await until('down');
    mayLogOn = false;
    const waited = pauses.length;
    pauses.at(-1)?.run();
    expect(pauses).toHaveLength(waited + 1);
    mayLogOn = true;
    const again = once(server, 'connection');
    pauses.at(-1)?.run();
    await again;
  });

  it('gives up a venue that is silent, and one that does not speak the protocol', async () => {
    const { socket } = await accept();
    socket.write('{"type":"logged_on","venue_id":"XNYS"}\n');
    await until('up');
    pauses[0]?.run();
    expect(happened).toEqual(['up']);
    pauses[1]?.run();
    await until('down');
    expect(happened).toContain('{"venueId":"XNYS","reason":"silence"}');
  });

  it('gives up a venue that takes the connection and never answers the logon', async () => {
    const { socket } = await accept();
    const closed = once(socket, 'close');
    pauses[0]?.run();
    await closed;
    expect(happened).toEqual(['{"venueId":"XNYS","reason":"silence"}']);
  });

  it('holds little for a venue that does not read, and gives it up; what came behind has not left', async () => {
    const { socket } = await accept();
    socket.write('{"type":"logged_on","venue_id":"XNYS"}\n');
    await until('up');
    socket.pause();
    let taken = 0;
    while (session.send({ type: 'cancel', child_id: 'c'.repeat(1_000) })) {
      taken += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(taken).toBeGreaterThan(1_000);
    expect(session.send({ type: 'cancel', child_id: 'c' })).toBe(false);
    await until('down');
    expect(happened).toEqual(['up', '{"venueId":"XNYS","reason":"it does not read"}', 'down']);
  });

  it('takes a broken line for the end of the session, not for an order’s fate', async () => {
    const { socket } = await accept();
    socket.write('{"type":"logged_on","venue_id":"XNYS"}\nnot json\n{"type":"heartbeat","time_us":1}\n');
    await until('down');
    expect(happened[0]).toBe('up');
    expect(happened.at(-1)).toBe('down');
  });

  it('closes on purpose without telling anybody', async () => {
    const { socket } = await accept();
    socket.write('{"type":"logged_on","venue_id":"XNYS"}\n');
    await until('up');
    const closed = once(socket, 'close');
    session.close();
    await closed;
    expect([happened, session.isUp]).toEqual([['up'], false]);
  });
});
