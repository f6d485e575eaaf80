import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './test-server.ts';

/** A Redis of a test's own, in memory only. Gone when it is disposed of. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Stands still until it is let go on: it answers nobody, and nobody's connection breaks. */
  pause(): void;
  resume(): void;
}

/** Whether this machine has a redis-server. */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** Starts a Redis on a port of loopback, a free one where none is given, and waits until it takes connections. */
export async function startRedis(given?: number): Promise<RedisServer> {
  const port = given ?? (await freePort());
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(server, 'exit');
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (text) => {
      if (String(text).includes('Ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      server.kill('SIGCONT');
      server.kill('SIGTERM');
      await exited;
    },
  };
}
