import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@fairlead/db/embedded-postgres';
import { isAlive, markOf } from './start/process-table.ts';

/**
 * The keeper of the embedded database, a process of its own: `node postgres.js DATA_DIR PORT`. Tells its starter the
 * address, stops the server when it is told to or its starter is gone, and ends itself when the server has died.
 */
const LOOK_EVERY_MS = 500;
/** Told to stop we are the last; when our starter has died the others are stopping just now and need the server. */
const ORPHANED_MS = 3_000;

const [wantedDir = '', port = ''] = process.argv.slice(2);
const { url, dataDir, stop } = await startEmbeddedPostgres({ dataDir: wantedDir, port: Number(port) });
const server = markOf(Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10));
let stopping = false;

process.on('SIGTERM', () => {
  if (stopping) return;
  stopping = true;
  setTimeout(() => void stop().then(() => process.exit(0)), process.connected ? 0 : ORPHANED_MS);
});

// This also keeps the keeper running: the server does not.
setInterval(() => {
  if (stopping || isAlive(server)) return;
  console.error(`the server (process ${server.pid}) has ended; its own log is ${join(dataDir, 'fairlead.log')}`);
  process.exit(1);
}, LOOK_EVERY_MS);

process.send?.({ url, dataDir });
