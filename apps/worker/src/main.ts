import { logWithoutSecrets } from '@fairlead/contracts/log-secrets';
import { untilReachable } from '@fairlead/db/reachable';
import pino from 'pino';
import { readEnv } from './env.ts';
import { ownRelease } from './release.ts';
import { startWorker } from './worker.ts';

if (process.argv.includes('--version')) {
  process.stdout.write(`${ownRelease()}\n`);
  process.exit(0);
}

async function main(): Promise<void> {
  const env = readEnv();
  const log = pino({ level: env.LOG_LEVEL, base: { process: 'worker' }, ...logWithoutSecrets() });
  await untilReachable(env.DATABASE_URL, { onWaiting: (reason) => log.warn({ reason }, 'the database is waited for') });
  const worker = await startWorker(env, { log });
  log.info({ port: worker.port, queue: env.REDIS_URL === undefined ? 'postgresql' : 'redis' }, 'ready');
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    // Everything of ours is closed then; a queue whose Redis has gone keeps timers of its own for up to a minute.
    worker.close().then(
      () => {
        log.info({}, 'stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ error: String(error) }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  // Once: a second signal ends the process at once, for those who cannot wait.
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
