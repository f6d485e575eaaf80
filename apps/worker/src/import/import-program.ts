import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importFormat } from '@fairlead/contracts/import';
import { IMPORT_ORDERS, type ImportOrdersPayload } from '@fairlead/contracts/jobs';
import { createPool } from '@fairlead/db/pool';
import type { BackendLocation } from '../job/job-backend.ts';
import { requestJob } from '../job/job-request.ts';
import { filesOnMachine } from './file-source.ts';
import { type ImportNews, type ImportOutcome, loadFiles } from './load-files.ts';

/** Where the program says what it does: its result and progress, and what is wrong. */
export interface ProgramOutput {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

const USAGE =
  'npm run import -- --orders FILE --routes FILE --executions FILE [--format csv|jsonl] [--client ID] [--by-worker]';
/** Whose orders they are where nobody says it. */
const CLIENT = 'IMPORT';
const CLIENT_CHARACTERS_MOST = 50;
const POOL_MAX = 2;
/** A line of progress after so many records. */
const TOLD_EVERY = 100_000;

/** What is wrong with the arguments, and how it is called; null where nothing is. */
export function importFault(args: string[]): string | null {
  const asked = requestOf(args);
  return typeof asked === 'string' ? asked : null;
}

/** What `npm run import` does with its arguments; gives its exit code: 0 where every row counts, 1 where none does because lines are wrong, 2 where nothing was tried. With `--by-worker` the worker of the installation does it, and 0 is that it was asked. */
export async function importProgram(
  args: string[],
  location: Omit<BackendLocation, 'queue'>,
  output: ProgramOutput,
): Promise<number> {
  const asked = requestOf(args);
  if (typeof asked === 'string') {
    output.complain(asked);
    return 2;
  }
  const { payload, isForWorker } = asked;
  if (isForWorker) {
    await requestJob(location, { name: IMPORT_ORDERS, payload });
    output.say('the worker is asked; Reports → Imports in the console tells how far it is');
    return 0;
  }
  const pool = createPool(location.databaseUrl, { max: POOL_MAX, onError: () => {} });
  try {
    return tellImport(await loadFiles(filesOnMachine(payload), { pool, tell: progressTo(output) }), output);
  } finally {
    await pool.end();
  }
}

interface Asked {
  readonly payload: ImportOrdersPayload;
  readonly isForWorker: boolean;
}

function requestOf(args: string[]): Asked | string {
  const asked = askedFor(args);
  return typeof asked === 'string' ? `${asked}; ${USAGE}` : asked;
}

function askedFor(args: string[]): Asked | string {
  const values = parsed(args);
  if (typeof values === 'string') return values;
  const { orders, routes, executions, client } = values;
  if (orders === undefined || routes === undefined || executions === undefined) return 'all three files are needed';
  const format = importFormat.safeParse(values.format.toUpperCase());
  if (!format.success) return `--format ${values.format}: it is csv or jsonl`;
  if (client === '' || client.length > CLIENT_CHARACTERS_MOST)
    return `--client ${client}: it has 1 to ${CLIENT_CHARACTERS_MOST} characters`;
  // The worker stands elsewhere.
  const paths = { orders: resolve(orders), routes: resolve(routes), executions: resolve(executions) };
  const payload = { client_id: client, format: format.data, paths, requested_by: 'npm run import' };
  return { payload, isForWorker: values['by-worker'] };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    ...{ orders: text, routes: text, executions: text },
    ...{ format: { ...text, default: 'csv' }, client: { ...text, default: CLIENT } },
    'by-worker': { type: 'boolean', default: false } as const,
  };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function progressTo({ say }: ProgramOutput): (news: ImportNews) => void {
  let toldAt = 0;
  return ({ file, records, faults }) => {
    if (records < toldAt) toldAt = 0;
    if (records - toldAt < TOLD_EVERY) return;
    toldAt = records;
    say(`${file.padEnd(10)} ${records} records${faults > 0 ? `, ${faults} faults` : ''}`);
  };
}

/** Says what became of an import; gives the exit code. */
export function tellImport(outcome: ImportOutcome, { say, complain }: ProgramOutput): number {
  switch (outcome.state) {
    case 'COMPLETE': {
      const { orders, routes, executions } = outcome.counts;
      const counts = `${orders} orders, ${routes} routes, ${executions} executions`;
      say(`OK  import ${outcome.batchId}: ${counts}${outcome.wasThere ? ', imported before; nothing changed' : ''}`);
      return 0;
    }
    case 'REFUSED': {
      const { faults, faultsByCode } = outcome;
      for (const { file, line, field, code, message } of faults)
        complain(`${file}:${line}${field === null ? '' : ` ${field}`} ${code}: ${message}`);
      const count = Object.values(faultsByCode).reduce((sum, each) => sum + each, 0);
      if (count > faults.length) complain(`and ${count - faults.length} more`);
      const codes = Object.entries(faultsByCode).map(([code, times]) => `${code} ${times}`);
      complain(`nothing is imported: ${codes.join(', ')}; docs/import.md says what to do`);
      return 1;
    }
    case 'BUSY':
      complain('another import is at work in this database: wait for its end');
      return 2;
    case 'UNREADABLE':
      complain(`${outcome.path} cannot be read`);
      return 2;
  }
}
