import type { ImportView } from '@fairlead/contracts/upload';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { ImportRow } from '@fairlead/db/import/import-rows';

/** An import as the API tells it. */
export function importViewOf(row: ImportRow): ImportView {
  const { created_at_us, updated_at_us, completed_at_us, first_at_us, last_at_us, withdrawn_at_us, ...told } = row;
  return {
    ...told,
    created_at: isoTime(created_at_us),
    updated_at: isoTime(updated_at_us),
    completed_at: timeOf(completed_at_us),
    first_at: timeOf(first_at_us),
    last_at: timeOf(last_at_us),
    withdrawn_at: timeOf(withdrawn_at_us),
  };
}

function timeOf(us: number | null): string | null {
  return us === null ? null : isoTime(us);
}
