import { parentPort, workerData } from 'node:worker_threads';
import { sealUpTo } from '../journal/seals.ts';
import { JOURNAL_CODEC } from './journal-codec.ts';
import { Projector } from './projector.ts';
import type { FromThread, ThreadData, ToThread } from './projector-messages.ts';

/** The thread in which a router's projector lives, so that folding and writing rows takes nothing from the order path's own loop. */
const data: ThreadData = workerData;
const tell = (message: FromThread) => parentPort?.postMessage(message);

const projector = new Projector({
  ...data,
  codec: JOURNAL_CODEC,
  sealUpTo: (client, position) => sealUpTo(client, { shard: data.shard, position, atUs: Date.now() * 1_000 }),
  onProgress: (state) => tell({ type: 'STATE', state }),
});

parentPort?.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'OFFER':
      return projector.offer(message.entries);
    case 'END':
      return projector.tellEnd(message.position);
    case 'CATCH_UP':
      return void caughtUp(message.id);
    case 'CLOSE':
      return void closed();
  }
});

async function caughtUp(id: number): Promise<void> {
  // Nobody waits any more for what a closed projector has not done.
  const isDone = await projector.catchUp().then(
    () => true,
    () => false,
  );
  if (isDone) tell({ type: 'CAUGHT_UP', id, state: projector.state() });
}

async function closed(): Promise<void> {
  await projector.close();
  parentPort?.close();
}
