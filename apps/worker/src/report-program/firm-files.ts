import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportFormat } from '@fairlead/contracts/import';
import { MEMBER_LIST_WORDS, readMemberLists } from '@fairlead/core/report/member-lists';
import { DropCopyStore } from '@fairlead/db/reconciliation/drop-copy-store';
import { IndexMembersRepository, SP500 } from '@fairlead/db/repositories/index-members-repository';
import { PaymentTermsRepository } from '@fairlead/db/repositories/payment-terms-repository';
import type { RiskWriter } from '@fairlead/db/repositories/risk-writer';
import { VENUE_TERMS } from '@fairlead/rule606/import/import-file';
import type pg from 'pg';
import { dropCopyProgram } from '../drop-copy/drop-copy-program.ts';
import { csvLines } from '../import/csv-lines.ts';
import { fileAt } from '../import/file-source.ts';
import { type ProgramOutput, tellImport } from '../import/import-program.ts';
import { loadFiles } from '../import/load-files.ts';

/** What a firm's own files are loaded with. */
export interface FirmFilesTools extends ProgramOutput {
  readonly pool: pg.Pool;
  readonly clientId: string;
  /** Who loads them, each time as another act. */
  readonly writer: () => RiskWriter;
}

const MEMBER_LISTS = 'member-lists.csv';
const VENUE_TERMS_FILE = 'venue-terms.csv';
const DROP_COPIES = 'drop-copies';
const NO_RATES = {
  ...{ pfof_market: '0', pfof_marketable_limit: '0', pfof_non_marketable_limit: '0', pfof_other: '0' },
  profit_sharing_rate: '0',
} as const;

/**
 * Loads what a folder has of a firm (docs/import.md): its orders, routes and executions, and where they are there who was in the S&P 500, what was agreed
 * with venues, and their drop copies. False where something of it is wrong; it has been said then.
 */
export async function loadFirmFiles(folder: string, tools: FirmFilesTools): Promise<boolean> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) {
    tools.complain(`${folder} cannot be read`);
    return false;
  }
  const path = (name: string) => join(folder, name);
  return (
    (await loadOrders(folder, names, tools)) &&
    (!names.includes(MEMBER_LISTS) || (await loadMemberLists(path(MEMBER_LISTS), tools))) &&
    (!names.includes(VENUE_TERMS_FILE) || (await loadVenueTerms(path(VENUE_TERMS_FILE), tools))) &&
    (!names.includes(DROP_COPIES) || (await loadDropCopies(path(DROP_COPIES), tools)))
  );
}

async function loadOrders(folder: string, names: readonly string[], tools: FirmFilesTools): Promise<boolean> {
  const format: ImportFormat = names.includes('orders.jsonl') ? 'JSONL' : 'CSV';
  const path = (name: string) => join(folder, `${name}.${format.toLowerCase()}`);
  const outcome = await loadFiles(
    {
      clientId: tools.clientId,
      format,
      files: { orders: fileAt(path('orders')), routes: fileAt(path('routes')), executions: fileAt(path('executions')) },
      requestedBy: 'npm run report',
    },
    { pool: tools.pool, tell: () => {} },
  );
  return tellImport(outcome, tools) === 0;
}

async function loadMemberLists(path: string, { pool, say, complain }: FirmFilesTools): Promise<boolean> {
  const read = readMemberLists(await readFile(path, 'utf8'));
  if (!read.ok) {
    complain(`${path}:${read.error.line}: ${MEMBER_LIST_WORDS[read.error.code]}`);
    return false;
  }
  await new IndexMembersRepository(pool).load(SP500, read.value);
  say(`OK  ${path}: ${read.value.length} lists`);
  return true;
}

async function loadVenueTerms(path: string, { pool, say, complain, writer }: FirmFilesTools): Promise<boolean> {
  const venues = new DropCopyStore(pool);
  const terms = new PaymentTermsRepository(pool);
  let [taken, isWhole] = [0, true];
  for await (const { line, read } of csvLines(VENUE_TERMS, { file: fileAt(path), skip: 0 })) {
    if (!read.ok) {
      for (const { field, code, message } of read.error) complain(`${path}:${line} ${field ?? ''} ${code}: ${message}`);
      isWhole = false;
      continue;
    }
    const { venue, ...words } = read.value;
    const [venue_id, ...others] = await venues.venueIdsOf(venue);
    if (venue_id === undefined) complain(`${path}:${line} venue: no route names it, and no venue has this id or MIC`);
    else if (others.length > 0) complain(`${path}:${line} venue: it is the name of several, say one by its MIC`);
    else await terms.set({ ...NO_RATES, ...words, venue_id }, writer());
    if (venue_id === undefined || others.length > 0) isWhole = false;
    else taken += 1;
  }
  if (isWhole) say(`OK  ${path}: ${taken} terms`);
  return isWhole;
}

async function loadDropCopies(folder: string, { pool, say, complain }: FirmFilesTools): Promise<boolean> {
  const paths = (await readdir(folder)).toSorted().map((name) => join(folder, name));
  return paths.length === 0 || (await dropCopyProgram(paths, { pool, say, complain })) === 0;
}
