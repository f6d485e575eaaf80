import { parseArgs } from 'node:util';
import { exportAudit } from '@fairlead/db/audit/audit-export';
import { readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { withDatabase } from './start/with-database.ts';

/**
 * `npm run audit:export`: prints what people and the router itself have done, a JSON object a line, to be kept elsewhere: daily roots, acts with the chain of
 * their hashes, halts and circuits. `-- --from 2026-11-29` begins with that day. `npm run audit:verify -- --export FILE` checks such a file alone.
 */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

try {
  const fromUs = readFrom(process.argv.slice(2));
  process.exitCode = await withDatabase(readStartEnvironment(), async (databaseUrl) => {
    const lines = await exportAudit(databaseUrl, fromUs, (line) => console.log(line));
    console.error(`fairlead: ${lines} lines`);
    return 0;
  });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

function readFrom(args: string[]): number {
  const { from } = parse(args);
  if (from === undefined) return 0;
  const atMs = DAY.test(from) ? Date.parse(from) : Number.NaN;
  if (Number.isNaN(atMs)) throw new Refusal(`--from ${from}: it must be a day, such as 2026-11-29`);
  return atMs * 1_000;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { from: { type: 'string' } } as const }).values;
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}
