import { appendFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { bringUp } from './start/bring-up.ts';
import { takeLock } from './start/instance-lock.ts';
import { layOut } from './start/layout.ts';
import { readOptions } from './start/options.ts';
import { routerUrl, webUrl } from './start/services.ts';
import { Supervisor } from './start/supervisor.ts';

const say = (line: string): void => console.log(line);

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 1;
}
// Whatever still holds the event loop (a database pool, say) has nothing left to do.
process.exit();

async function main(): Promise<number> {
  const environment = readStartEnvironment();
  const options = readOptions(process.argv.slice(2));
  const layout = layOut(environment.dataDir);
  const lock = takeLock(layout.dataDir, say);
  const journal = join(layout.logDir, 'start.log');
  const tell = (line: string): void => {
    const now = new Date();
    say(`${now.toTimeString().slice(0, 8)} ${line}`);
    note(journal, `${now.toISOString()} ${line}`);
  };
  const supervisor = new Supervisor({ say, tell, lock });
  // A terminal sends Ctrl-C to us and to npm, which passes it on: the second is the same wish.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => supervisor.interrupt(signal));
  try {
    const ports = await bringUp({ supervisor, environment, options, layout, say });
    say('ready');
    say(`console ${webUrl(ports)}`);
    say(`router ${routerUrl(ports)}`);
    say(`credentials ${relative(process.cwd(), layout.credentialsPath)}`);
    await supervisor.untilTrouble();
    return 0;
  } catch (error) {
    // Whatever was under way when a process died or somebody asked to stop has failed only because of that.
    const { aborted, reason } = supervisor.signal;
    if (aborted && !(reason instanceof Refusal)) return 0;
    report(aborted ? reason : error, journal);
    return 1;
  } finally {
    say('stopping');
    await supervisor.stopAll();
    lock.release();
    say('stopped');
  }
}

/** One line for the person, and the whole of it for whoever looks closer. */
function report(error: unknown, path: string): void {
  const whole = error instanceof Error ? (error.cause ?? error) : error;
  note(path, `${new Date().toISOString()} ${whole instanceof Error ? whole.stack : String(whole)}`);
  const line = error instanceof Refusal ? error.message : `${String(error)}; details are in ${path}`;
  console.error(`fairlead: ${line}`);
}

function note(path: string, line: string): void {
  appendFileSync(path, `${line}\n`, { mode: 0o600 });
}
