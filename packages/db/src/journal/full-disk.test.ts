import { expect, it } from 'vitest';
import { serverWord } from '../testing/server-word.ts';
import { EMPTY_CHAIN } from './chain.ts';
import { journalOver } from './journal.ts';
import type { JournalLink } from './journal-link.ts';

const DISK_FULL = '53100';
const ENTRY = {
  ...{ orderPk: null, firstEvent: 0, lastEvent: 0, atUs: 1, simulated: true, body: '{}', key: null },
  parts: [],
};

/** A server that can be read and connected to, and takes nothing the first few times. */
function fullServer(refusals: number) {
  let isConnected = false;
  let tries = 0;
  const link: JournalLink = {
    get connected() {
      return isConnected;
    },
    lastError: null,
    connect: async () => {
      isConnected = true;
    },
    write: async () => {
      tries += 1;
      if (tries <= refusals) throw serverWord(DISK_FULL, 'no space left on device');
      return { fate: 'WRITTEN' };
    },
    look: async () => ({ fate: 'UNWRITTEN', taken: new Set() }),
    makePartitions: async () => {},
    drop: () => {
      isConnected = false;
    },
    close: async () => {},
  };
  return { link, tries: () => tries };
}

it('asks a server whose disk is full after growing pauses, though it can be read, and says so until it takes something', async () => {
  const server = fullServer(6);
  const pauses: number[] = [];
  const wasHealthy: boolean[] = [];
  const journal = journalOver(
    {
      link: () => server.link,
      wait: async (ms) => {
        pauses.push(ms);
        wasHealthy.push(journal.state().healthy);
      },
      uptimeMs: () => 0,
      draw: () => 0.5,
    },
    { lease: { shard: 0, epoch: 1, end: EMPTY_CHAIN } },
  );
  expect(await journal.append(ENTRY)).toEqual({ ok: true, position: 1 });
  expect(server.tries()).toBe(7);
  // The first time it is asked again at once.
  expect(pauses).toHaveLength(5);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses.at(-1)).toBeGreaterThan(400);
  expect(wasHealthy).not.toContain(true);
  expect(journal.state().healthy).toBe(true);
});
