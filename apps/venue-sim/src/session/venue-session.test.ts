import { connect, createServer, type Socket } from 'node:net';
import { eachLine } from '@fairlead/contracts/each-line';
import { expect, test } from 'vitest';
import type { QuoteMessage } from './venue-gateway.ts';
import { VenueSession } from './venue-session.ts';

/** Both ends of one real connection. */
async function connection(): Promise<{ near: Socket; far: Socket } & AsyncDisposable> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const far = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  const near = await accepted;
  return {
    near,
    far,
    async [Symbol.asyncDispose]() {
      near.destroy();
      far.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function quote(instrumentId: string, bid: number): QuoteMessage {
  return { type: 'quote', instrument_id: instrumentId, bid, bid_size: 100, ask: bid + 1, ask_size: 100, time_us: bid };
}

/** Sends reports until the system takes no more. */
async function fill(session: VenueSession, near: Socket): Promise<number> {
  let sent = 0;
  while (!near.writableNeedDrain) {
    for (let i = 0; i < 500; i++)
      session.send({ type: 'ack', child_id: `c${sent++}`, filled_quantity: 0, time_us: sent });
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return sent;
}

test('a slow reader gets every report in order and only the newest quote of each instrument', async () => {
  await using ends = await connection();
  ends.far.pause();
  const session = new VenueSession('s', ends.near);
  const reports = await fill(session, ends.near);
  for (let bid = 1; bid <= 1_000; bid++) for (const name of ['A', 'B']) session.sendQuote(quote(name, bid));
  expect(session.conflatedQuotes).toBe(2);

  const acked: string[] = [];
  const quotes: string[] = [];
  const done = new Promise<void>((resolve) => {
    const take = (line: string) => {
      const message = JSON.parse(line);
      if (message.type === 'ack') acked.push(message.child_id);
      else quotes.push(`${message.instrument_id} ${message.bid}`);
      if (quotes.length === 2) resolve();
    };
    eachLine(ends.far, { longest: Number.POSITIVE_INFINITY, take, tooLong: () => {} });
  });
  ends.far.resume();
  await done;
  expect(acked).toEqual(Array.from({ length: reports }, (_, index) => `c${index}`));
  expect(quotes).toEqual(['A 1000', 'B 1000']);
  expect(session.conflatedQuotes).toBe(0);
});

test('a reader that takes no reports is cut off before they fill the memory', async () => {
  await using ends = await connection();
  ends.far.pause();
  const session = new VenueSession('s', ends.near);
  const cut = new Promise<void>((resolve) => ends.near.once('close', () => resolve()));
  const padding = 'x'.repeat(1_000_000);
  for (let i = 0; i < 40; i++) {
    session.send({ type: 'ack', child_id: padding, filled_quantity: 0, time_us: i });
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  await cut;
  session.send({ type: 'ack', child_id: 'late', filled_quantity: 0, time_us: 0 });
});
