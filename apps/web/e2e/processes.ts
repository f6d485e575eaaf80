import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const lock = z.object({ started: z.array(z.object({ name: z.string(), pid: z.number() })) });

/** The process that now runs under a name, by the starter's own word. */
export function pidOf(name: string): number {
  const path = join(dirname(process.env.E2E_CREDENTIALS ?? ''), 'lock.json');
  const found = lock.parse(JSON.parse(readFileSync(path, 'utf8'))).started.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nothing was started as ${name}`);
  return found.pid;
}
