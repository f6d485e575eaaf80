import { readEnv } from './env.ts';
import { ownRelease } from './release.ts';
import { serve } from './serve.ts';

if (process.argv.includes('--version')) {
  process.stdout.write(`${ownRelease()}\n`);
  process.exit(0);
}

async function main(): Promise<void> {
  const served = await serve(readEnv());
  const stop = () => served.close().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { simulator, port, controlPort } = served;
  process.stdout.write(
    `${JSON.stringify({ event: 'listening', venues: simulator.venues.size, port, control_port: controlPort })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
