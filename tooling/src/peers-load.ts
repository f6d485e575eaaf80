import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { errorLine } from '@fairlead/db/database-error';
import { type LoadedPeer, PeerStore } from '@fairlead/db/peers/peer-store';
import { createPool } from '@fairlead/db/pool';
import type { PeerRefusal } from '@fairlead/rule606/peer/peer-routing';
import { readReplayEnvironment, readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { withDatabase } from './start/with-database.ts';

/**
 * `npm run peers:load -- FILE…`: loads what other firms have published of their routing and executions, to be shown beside one's own (docs/peers.md).
 * Exit code 0: every file is loaded, whatever is wrong with its figures. 1: some are none that can be read; the others are loaded. 2: nothing was tried.
 */
const SAID: Readonly<Record<PeerRefusal['code'], string>> = {
  NOT_THE_FORM: 'it is not of the form of Rule 606',
  NOT_PUBLIC: 'it is a report to one customer: nobody publishes those',
  NO_ROWS: 'no row of it can be read',
  UNKNOWN_FILE_NAME: 'it is named like no report: <CRD>_606_NMS_<YYYY>_Q<n>.xml, <entity><YYYYMM>.csv, .txt or .dat',
  NOT_UNPACKED: 'it cannot be unpacked',
};
const SENTENCES_MAX = 5;

try {
  const files = filesIn(process.argv.slice(2));
  process.exitCode = await withDatabase(readStartEnvironment(), async (databaseUrl) => {
    const pool = createPool(databaseUrl, { max: 1, onError: (error) => console.error(errorLine(error)) });
    try {
      const store = new PeerStore(pool);
      let refused = 0;
      for (const path of files) {
        const bytes = await readFile(path).catch((error: unknown) => {
          throw new Refusal(`${path} cannot be read: ${errorLine(error)}`);
        });
        for (const loaded of await store.load({ name: basename(path), bytes })) {
          console.log(lineOf(loaded));
          if (!loaded.outcome.ok) refused++;
        }
      }
      return refused === 0 ? 0 : 1;
    } finally {
      await pool.end();
    }
  });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

function lineOf({ name, outcome }: LoadedPeer): string {
  if (!outcome.ok) {
    const { code, said } = outcome.error;
    const more = said.length > SENTENCES_MAX ? [`and ${said.length - SENTENCES_MAX} more`] : [];
    return [`NO  ${name}: ${SAID[code]}`, ...said.slice(0, SENTENCES_MAX), ...more].join('\n    ');
  }
  const { firm, periodFrom, rows, defectCount, isNew } = outcome.value;
  const defects = defectCount === 0 ? 'nothing wrong with it' : `${defectCount} defects`;
  return `OK  ${name}: ${firm}, ${periodFrom.slice(0, 7)}, ${rows} rows, ${defects}${isNew ? '' : ', was there'}`;
}

function filesIn(args: readonly string[]): string[] {
  if (args.length === 0 || args.some((arg) => arg.startsWith('-'))) throw new Refusal('npm run peers:load -- FILE…');
  return args.map((arg) => resolve(readReplayEnvironment().from, arg));
}
