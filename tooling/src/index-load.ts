import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MEMBER_LIST_WORDS, readMemberLists } from '@fairlead/core/report/member-lists';
import { errorLine } from '@fairlead/db/database-error';
import { createPool } from '@fairlead/db/pool';
import { IndexMembersRepository, SP500 } from '@fairlead/db/repositories/index-members-repository';
import { readReplayEnvironment, readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { withDatabase } from './start/with-database.ts';

/**
 * `npm run index:load -- FILE`: loads who was in the S&P 500 on which day, for the sections of reports. A line of the file is a list: its day, how many they
 * are, and their symbols with spaces between. A list takes the place of that of its day; the others stay.
 */
try {
  const { lists, file } = await readLists(process.argv.slice(2));
  process.exitCode = await withDatabase(readStartEnvironment(), async (databaseUrl) => {
    const pool = createPool(databaseUrl, { max: 1, onError: (error) => console.error(errorLine(error)) });
    try {
      const { added, removed } = await new IndexMembersRepository(pool).load(SP500, lists);
      console.log(`OK  ${lists.length} lists of ${file}: ${added} members added, ${removed} removed`);
      return 0;
    } finally {
      await pool.end();
    }
  });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

async function readLists(args: string[]) {
  const [given, ...more] = parse(args);
  if (given === undefined || more.length > 0) throw new Refusal('npm run index:load -- FILE');
  const file = resolve(readReplayEnvironment().from, given);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Refusal(`${file} cannot be read: ${errorLine(error)}`);
  });
  const read = readMemberLists(text);
  if (read.ok) return { lists: read.value, file: given };
  throw new Refusal(`${given}:${read.error.line}: ${MEMBER_LIST_WORDS[read.error.code]}`);
}

function parse(args: string[]): string[] {
  try {
    return parseArgs({ args, allowPositionals: true }).positionals;
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}
