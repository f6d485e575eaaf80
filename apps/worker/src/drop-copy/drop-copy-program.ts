import { DropCopyStore } from '@fairlead/db/reconciliation/drop-copy-store';
import type pg from 'pg';
import type { ProgramOutput } from '../import/import-program.ts';
import { type DropCopyOutcome, loadDropCopy } from './load-drop-copy.ts';

const USAGE =
  'npm run drop-copies -- FILE…; a file is named VENUE_YYYY-MM-DD.csv or VENUE_YYYY-MM-DD.jsonl (docs/import.md)';

/** How it is called, where it is called otherwise. */
export function dropCopyFault(paths: readonly string[]): string | null {
  return paths.length === 0 || paths.some((path) => path.startsWith('--')) ? USAGE : null;
}

/** What `npm run drop-copies` does with its files, one after the other; gives its exit code: 0 where every file counts, 1 where one is refused for its lines, 2 where one could not be tried. */
export async function dropCopyProgram(
  paths: readonly string[],
  { pool, say, complain }: ProgramOutput & { readonly pool: pg.Pool },
): Promise<number> {
  const fault = dropCopyFault(paths);
  if (fault !== null) {
    complain(fault);
    return 2;
  }
  const store = new DropCopyStore(pool);
  let code = 0;
  for (const path of paths) {
    const outcome = await loadDropCopy(path, { store, loadedBy: 'npm run drop-copies' });
    code = Math.max(code, tell(path, outcome, { say, complain }));
  }
  return code;
}

function tell(path: string, outcome: DropCopyOutcome, { say, complain }: ProgramOutput): number {
  switch (outcome.state) {
    case 'TAKEN': {
      const { executions, replaced } = outcome;
      say(`OK  ${path}: ${executions} executions${replaced ? ', in the place of what was there' : ''}`);
      return 0;
    }
    case 'WAS_THERE':
      say(`OK  ${path}: loaded before; nothing changed`);
      return 0;
    case 'REFUSED':
      for (const { line, field, code, message } of outcome.faults)
        complain(`${path}:${line}${field === null ? '' : ` ${field}`} ${code}: ${message}`);
      complain(`${path}: nothing of it is taken, for ${outcome.count} faults; docs/import.md says what to do`);
      return 1;
    case 'UNREADABLE':
      complain(`${path} cannot be read`);
      return 2;
    case 'NAME_INVALID':
      complain(`${path} is not named VENUE_YYYY-MM-DD.csv or VENUE_YYYY-MM-DD.jsonl`);
      return 2;
    case 'VENUE_UNKNOWN':
      complain(`${path}: no venue has the id, name or MIC ${outcome.venue}`);
      return 2;
    case 'VENUE_AMBIGUOUS':
      complain(
        `${path}: ${outcome.venue} is the name of several venues, say one by its id or MIC: ${outcome.venueIds.join(', ')}`,
      );
      return 2;
  }
}
