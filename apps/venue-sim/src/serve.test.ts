import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ServedSimulator } from '../test/served-simulator.ts';
import { SocketClient } from '../test/socket-client.ts';

const RECORDED = ['time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind', '34200000,1,N,150.00,3,150.02,4,R,A'].join(
  '\n',
);

test('a recorded file drives the quotes of its instrument on the wire', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'venue-sim-'));
  const path = join(folder, 'quotes.csv');
  await writeFile(path, RECORDED);
  await using served = await ServedSimulator.open({ VENUE_SIM_RECORDED: path });
  const client = await SocketClient.logon(served.port, 'XNYS');
  const wanted = { bid: 1_500_000, bid_size: 300, ask: 1_500_200, ask_size: 400 };
  expect(await client.quote('PG')).toMatchObject(wanted);
  await rm(folder, { recursive: true });
});

test('an instrument that nobody knows cannot be driven', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'venue-sim-'));
  const path = join(folder, 'quotes.csv');
  await writeFile(path, RECORDED);
  const env = { VENUE_SIM_RECORDED: path, VENUE_SIM_RECORDED_INSTRUMENT: 'NOPE' };
  await expect(ServedSimulator.open(env)).rejects.toThrow('no instrument NOPE');
  await rm(folder, { recursive: true });
});
