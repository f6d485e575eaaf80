import type { ImportProgress } from '@fairlead/contracts/import';
import { type AnnouncedFile, type ImportView, PART_BYTES, storedImport } from '@fairlead/contracts/upload';
import type { ImportState } from '@fairlead/core/report/import-state';
import { microseconds } from '../row-reading.ts';

type Timed = 'created_at' | 'updated_at' | 'completed_at' | 'first_at' | 'last_at' | 'withdrawn_at';

/** An import as it is stored: times are microseconds since 1970, null until they have come. */
export interface ImportRow extends Omit<ImportView, Timed> {
  readonly created_at_us: number;
  readonly updated_at_us: number;
  readonly completed_at_us: number | null;
  readonly first_at_us: number | null;
  readonly last_at_us: number | null;
  readonly withdrawn_at_us: number | null;
}

const time = (column: string, name: string) => `${microseconds(column)} as ${name}_us`;

/** Everything that was brought, by the console, the API or a program: an upload and the batch that it has become have one id. */
export const IMPORTS = `
select coalesce(u.id, b.id) as id, coalesce(u.kind, 'ORDERS') as kind, coalesce(u.client_id, b.client_id) as client_id, coalesce(u.format, b.format) as format,
  case when u.id is null or u.state in ('COMPLETE', 'REFUSED') then coalesce(b.state, u.state) else u.state end as state, u.files as announced,
  b.files as loaded, b.content_hash, u.reason, coalesce(u.requested_by, b.requested_by) as requested_by,
  coalesce(u.requested_by_name, b.requested_by) as requested_by_name, ${time('coalesce(u.created_at, b.created_at)', 'created_at')},
  ${time('greatest(u.updated_at, b.updated_at)', 'updated_at')}, ${time('b.completed_at', 'completed_at')}, b.progress, coalesce(b.orders, 0) as orders,
  coalesce(b.routes, 0) as routes, coalesce(b.executions, 0) as executions, coalesce(b.error_count, 0) as fault_count, u.same_as,
  ${time('b.first_at', 'first_at')}, ${time('b.last_at', 'last_at')}, ${time('b.withdrawn_at', 'withdrawn_at')}, b.withdrawn_by, b.withdrawal_reason,
  coalesce(u.outcome, '[]') as peers, (select coalesce(jsonb_object_agg(p.file, p.parts), '{}')
    from (select file, count(*) as parts from upload_parts where upload_id = u.id and u.state = 'UPLOADING' group by file) p) as parts
from uploads u full join imported_batches b on b.id = u.id`;

/** Reads a row of `IMPORTS`. */
export function importRow(row: unknown): ImportRow {
  const { announced, loaded, parts, progress, ...told } = storedImport.parse(row);
  const read = loaded ?? [];
  const files = announced ?? read.map(({ file, path, bytes }) => ({ file, name: path, bytes }));
  return {
    ...told,
    files: files.map((each) => ({
      ...each,
      parts: told.state === 'UPLOADING' ? (parts[each.file] ?? 0) : partsOf(each.bytes),
      sha256: read.find(({ file }) => file === each.file)?.sha256 ?? null,
    })),
    faults_by_code: progress?.faults_by_code ?? {},
    progress: progressOf({ state: told.state, files, parts, loading: progress }),
  };
}

/** In how many parts a file of so many bytes comes. */
export function partsOf(bytes: number): number {
  return Math.ceil(bytes / PART_BYTES);
}

interface Progress {
  readonly state: ImportState;
  readonly files: readonly AnnouncedFile[];
  readonly parts: Readonly<Record<string, number>>;
  readonly loading: ImportProgress | null;
}

function progressOf({ state, files, parts, loading }: Progress): number | null {
  const share = (done: number, all: number) => (all === 0 ? 0 : Math.min(1, done / all));
  if (state === 'UPLOADING') {
    const all = files.reduce((sum, { bytes }) => sum + partsOf(bytes), 0);
    return share(
      Object.values(parts).reduce((sum, count) => sum + count, 0),
      all,
    );
  }
  if (state !== 'LOADING' || loading === null) return null;
  const place = files.findIndex(({ file }) => file === loading.file);
  const before = files.slice(0, Math.max(0, place)).reduce((sum, { bytes }) => sum + bytes, 0);
  return share(
    before + loading.bytes,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
}
