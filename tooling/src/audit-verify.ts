import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { firstExportFault } from '@fairlead/db/audit/audit-export';
import type { Fault } from '@fairlead/db/audit/fault';
import { readRoot } from '@fairlead/db/audit/kept-root';
import { auditRecord, type RecordAudit } from '@fairlead/db/audit/record-audit';
import { readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { withDatabase } from './start/with-database.ts';

/**
 * `npm run audit:verify`: looks whether the record of this installation is whole and as it was written, without the router: 0 where it is, 1 with
 * its first fault where it is not, 2 where it could not be looked at. `-- --root 2026-11-29=HASH` compares a root that was kept elsewhere,
 * `-- --export-root 2026-11-29` prints one; `-- --export FILE` looks at a file of `npm run audit:export` alone.
 */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const KEPT_ROOT = /^(\d{4}-\d{2}-\d{2})=([0-9a-f]{64})$/i;

try {
  const { roots, exportDay, file } = readArguments(process.argv.slice(2));
  process.exitCode =
    file !== undefined
      ? await tellExport(file)
      : await withDatabase(readStartEnvironment(), async (databaseUrl) => {
          if (exportDay !== undefined) return exportRoot(databaseUrl, exportDay);
          return tell(await auditRecord(databaseUrl, roots));
        });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

interface Asked {
  readonly roots: ReadonlyMap<string, string>;
  readonly exportDay: string | undefined;
  readonly file: string | undefined;
}

function readArguments(args: string[]): Asked {
  const given = parse(args);
  const roots = new Map<string, string>();
  for (const text of given.root ?? []) {
    const [, day, hash] = KEPT_ROOT.exec(text) ?? [];
    if (day === undefined || hash === undefined)
      throw new Refusal(`--root ${text}: it must be DAY=HASH, as --export-root prints it`);
    roots.set(day, hash);
  }
  const exportDay = given['export-root'];
  if (exportDay !== undefined && !DAY.test(exportDay))
    throw new Refusal(`--export-root ${exportDay}: it must be a day, such as 2026-11-29`);
  return { roots, exportDay, file: given.export };
}

function parse(args: string[]) {
  try {
    const options = {
      root: { type: 'string', multiple: true },
      'export-root': { type: 'string' },
      export: { type: 'string' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}

async function tellExport(file: string): Promise<number> {
  if (!existsSync(file)) throw new Refusal(`there is no file ${file}`);
  const fault = await firstExportFault(createInterface({ input: createReadStream(file) }));
  return tellFault(fault);
}

async function exportRoot(databaseUrl: string, day: string): Promise<number> {
  const text = await readRoot(databaseUrl, day);
  if (text === null) throw new Refusal(`there is no root of ${day}: a day has one some minutes after it is over`);
  console.log(text);
  return 0;
}

function tell({ fault, entries, dropped, seals, roots, names, auditEntries }: RecordAudit): number {
  const retained = dropped === 0 ? '' : `, ${dropped} dropped by retention`;
  console.log(
    `journal   ${entries} entries of ${names} orders${retained}, ${seals} seals, ${roots} daily roots; audit chain ${auditEntries} entries`,
  );
  return tellFault(fault);
}

function tellFault(fault: Fault | null): number {
  if (fault === null) {
    console.log('OK        nothing was altered, nothing is missing, nothing was added');
    return 0;
  }
  console.log(`${fault.kind.padEnd(9)} ${fault.at}: ${fault.says}`);
  return 1;
}
