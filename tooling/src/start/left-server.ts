import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, type ProcessMark } from './process-table.ts';

const STOP_MS_MAX = 30_000;
const LOOK_EVERY_MS = 50;

/** Stops a database server whose keeper was killed and cannot do it: it is a session of its own. Its fast way first, then the hard one. */
export async function endLeftServer(server: ProcessMark): Promise<void> {
  if (!isAlive(server)) return;
  process.kill(server.pid, 'SIGINT');
  const until = performance.now() + STOP_MS_MAX;
  while (isAlive(server) && performance.now() < until) await pause(LOOK_EVERY_MS);
  if (isAlive(server)) process.kill(server.pid, 'SIGKILL');
}
