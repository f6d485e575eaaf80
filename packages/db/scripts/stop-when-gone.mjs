/**
 * Stops a test server when the process that needed it has gone, however it went, and removes its files.
 * Started by src/testing/test-server.ts as: stop-when-gone.mjs OWNER_PID DATA_DIR SHARED_DIR
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [owner, dataDir, sharedDir] = process.argv.slice(2);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function serverPid() {
  try {
    return Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return null;
  }
}

const timer = setInterval(() => {
  if (isAlive(Number(owner))) return;
  clearInterval(timer);
  const pid = serverPid();
  if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGQUIT');
  const waiting = setInterval(() => {
    if (pid !== null && isAlive(pid) && serverPid() !== null) return;
    clearInterval(waiting);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    rmSync(sharedDir, { recursive: true, force: true });
  }, 50);
}, 200);
