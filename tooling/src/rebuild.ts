import { parseArgs } from 'node:util';
import { SHARD } from '@fairlead/db/journal/shard-lease';
import type { Difference } from '@fairlead/db/projection/differences';
import { JOURNAL_CODEC } from '@fairlead/db/projection/journal-codec';
import { type Rebuilt, rebuildProjections } from '@fairlead/db/projection/rebuild';
import { readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { withDatabase } from './start/with-database.ts';

/**
 * `npm run rebuild`: makes what can be read of orders again from the journal alone, says where it differs from what is there, and puts that right. With
 * `-- --check` it only says it: 0 where nothing differs, 1 where something does, 2 where it could not be looked at.
 */
const TOLD_MAX = 1_000;

try {
  const { check } = readArguments(process.argv.slice(2));
  const rebuilt = await withDatabase(readStartEnvironment(), (databaseUrl) =>
    rebuildProjections({ databaseUrl, shard: SHARD, codec: JOURNAL_CODEC, check, toldMax: TOLD_MAX }),
  );
  process.exitCode = tell(rebuilt, check);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

function readArguments(args: string[]): { check: boolean } {
  try {
    return parseArgs({ args, options: { check: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}

function tell({ position, different, told }: Rebuilt, check: boolean): number {
  for (const difference of told) console.log(lineOf(difference));
  const count = Object.values(different).reduce((sum, each) => sum + each, 0);
  if (count > told.length) console.log(`and ${count - told.length} more`);
  const tables = Object.entries(different).map(([table, each]) => `${table} ${each}`);
  console.log(`journal up to ${position}: ${tables.join(', ')} rows differ`);
  if (count === 0) console.log('OK  the projections are what the journal makes of them');
  else if (!check) console.log('OK  they are what the journal makes of them now');
  return count > 0 && check ? 1 : 0;
}

function lineOf({ table, order_pk, id, kind, columns }: Difference): string {
  const key = table === 'orders' ? id : `${id} of order ${order_pk}`;
  return `${kind.padEnd(9)} ${table} ${key}${columns.length > 0 ? `: ${columns.join(', ')}` : ''}`;
}
