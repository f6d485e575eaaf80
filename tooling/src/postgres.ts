import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@fairlead/db/embedded-postgres';
import { isAlive, markOf } from './start/process-table.ts';

/**
 * The keeper of the embedded database, a process of its own: `node postgres.js DATA_DIR PORT [--forget]`. Tells its starter the
 * address, stops the server when it is told to or its starter is gone, and ends itself when the server has died. With `--forget`
 * the data goes with the server, however the starter ended.
 */
const LOOK_EVERY_MS = 500;
/** Told to stop we are the last; when our starter has died the others are stopping just now and need the server. */
const ORPHANED_MS = 3_000;

const [wantedDir = '', port = '', forget = ''] = process.argv.slice(2);
const starting = startEmbeddedPostgres({ dataDir: wantedDir, port: Number(port) });
let stopping = false;

// Before the server is up: it is a session of its own, so one that is left while it starts would stay.
process.on('SIGTERM', () => {
  if (stopping) return;
  stopping = true;
  setTimeout(() => void end(), process.connected ? 0 : ORPHANED_MS);
});

const { url, dataDir } = await starting;
const server = markOf(Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10));

// This also keeps the keeper running: the server does not.
setInterval(() => {
  if (stopping || isAlive(server)) return;
  console.error(`the server (process ${server.pid}) has ended; its own log is ${join(dataDir, 'fairlead.log')}`);
  process.exit(1);
}, LOOK_EVERY_MS);

// A starter that has gone meanwhile is not told; the guard has seen it go.
process.send?.({ url, dataDir, serverPid: server.pid }, undefined, undefined, () => {});

async function end(): Promise<void> {
  const server = await starting;
  await server.stop();
  if (forget === '--forget') rmSync(server.dataDir, { recursive: true, force: true });
  process.exit(0);
}
