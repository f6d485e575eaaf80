import { logWithoutSecrets } from '@fairlead/contracts/log-secrets';
import { pino } from 'pino';
import { readEnv } from './env.ts';
import { startRouter } from './router.ts';
import { systemAdapters } from './system-adapters.ts';
import { ownRelease } from './wire/release.ts';

if (process.argv.includes('--version')) {
  process.stdout.write(`${ownRelease()}\n`);
  process.exit(0);
}
const env = readEnv();
const log = pino({ level: env.LOG_LEVEL, base: { process: 'router' }, ...logWithoutSecrets() });
const running = await startRouter(env, systemAdapters(env, log));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, async () => {
    await running.close();
    process.exit(0);
  });
}
// Whoever has started it is to hear that it did not end of itself.
void running.takenOver.then(async () => {
  await running.close();
  process.exit(1);
});
await running.ready;
