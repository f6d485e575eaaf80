import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const TOOLING = resolve(import.meta.dirname, '../../../tooling');
/** Ends the system when the test run was killed. */
const GUARD = join(TOOLING, 'orphan-guard.mjs');
/** Far from the defaults, so that a system that somebody is using is left alone. */
const PORT_BASE = 5_300;

/**
 * Starts the whole system by the command that people use, on data of its own, and stops it after the tests. With E2E_BASE_URL,
 * E2E_ROUTER_URL and E2E_CREDENTIALS set, the system at those places is used instead.
 */
export default async function startStack(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_BASE_URL !== undefined) return undefined;
  const dataDir = await mkdtemp(join(tmpdir(), 'fairlead-e2e-'));
  const command = ['--import', GUARD, join(TOOLING, 'bootstrap.mjs'), 'start', '--port-base', String(PORT_BASE)];
  const system = spawn(process.execPath, command, {
    env: { ...process.env, FAIRLEAD_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const { stdout } = system;
  if (stdout === null) throw new Error('the pipe of the started system is missing');
  const ended = once(system, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    said.push(line);
    if (line.startsWith('credentials ')) break;
  }
  stdout.resume();
  const stop = async () => {
    system.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const address = (name: string) => said.find((line) => line.startsWith(`${name} http`))?.slice(name.length + 1);
  const [console, router] = [address('console'), address('router')];
  if (console === undefined || router === undefined) {
    await stop();
    throw new Error(`the system did not start:\n${said.join('\n')}`);
  }
  // Playwright hands its environment on to the workers, which read their base URL from it.
  process.env.E2E_BASE_URL = console;
  process.env.E2E_ROUTER_URL = router;
  process.env.E2E_CREDENTIALS = join(dataDir, 'credentials.json');
  return stop;
}
