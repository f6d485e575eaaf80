import 'server-only';
import type { ImportRow } from '@fairlead/db/import/import-rows';
import type { ImportShown } from '@/rows/import-row';

/** An import as it is listed and shown. */
export function shownImport(row: ImportRow): ImportShown {
  const { id, kind, client_id, format, state, content_hash, reason, progress, orders, routes, executions } = row;
  const { fault_count, faults_by_code, same_as, peers } = row;
  return {
    ...{ id, kind, client_id, format, state, content_hash, reason, progress, orders, routes, executions },
    ...{ fault_count, faults_by_code, same_as, peers },
    files: row.files.map(({ file, name, bytes, sha256 }) => ({ file, name, bytes, sha256 })),
    by: row.requested_by_name,
    created_at_ms: row.created_at_us / 1_000,
    completed_at_ms: msOf(row.completed_at_us),
    first_at_ms: msOf(row.first_at_us),
    last_at_ms: msOf(row.last_at_us),
    withdrawn: withdrawalOf(row),
  };
}

function withdrawalOf({ withdrawn_at_us: atUs, withdrawn_by, withdrawal_reason }: ImportRow): ImportShown['withdrawn'] {
  return atUs === null ? null : { by: withdrawn_by ?? '', at_ms: atUs / 1_000, reason: withdrawal_reason ?? '' };
}

const msOf = (us: number | null): number | null => (us === null ? null : us / 1_000);
