import { basename } from 'node:path';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { DropCopyRow, DropCopyStore } from '@fairlead/db/reconciliation/drop-copy-store';
import type { DropCopyExecution } from '@fairlead/rule606/import/drop-copy-layout';
import { dropCopiesOf } from '@fairlead/rule606/import/import-file';
import { type FieldFault, quoted } from '@fairlead/rule606/import/line-fault';
import { csvLines } from '../import/csv-lines.ts';
import { FAULTS_TOLD_MOST } from '../import/fault-list.ts';
import { digestOf } from '../import/file-digest.ts';
import { fileAt } from '../import/file-source.ts';
import { jsonLines } from '../import/json-lines.ts';

/** What is wrong with a line. */
export interface LineFault extends FieldFault {
  readonly line: number;
}

/** What became of a file. */
export type DropCopyOutcome =
  /** All of it counts; `wasThere` where nothing has changed, `replaced` where it took the place of another of its venue and day. */
  | { readonly state: 'TAKEN'; readonly executions: number; readonly replaced: boolean }
  | { readonly state: 'WAS_THERE' }
  /** What was there before stays. */
  | { readonly state: 'REFUSED'; readonly faults: readonly LineFault[]; readonly count: number }
  | { readonly state: 'UNREADABLE' }
  /** Its name is no venue and day; or nobody knows the venue. */
  | { readonly state: 'NAME_INVALID' }
  | { readonly state: 'VENUE_UNKNOWN'; readonly venue: string }
  /** It is the name of several. */
  | { readonly state: 'VENUE_AMBIGUOUS'; readonly venue: string; readonly venueIds: readonly string[] };

const NAME = /^(.+)_(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\.(csv|jsonl)$/;
const BATCH = 5_000;

/** Takes a file as what its venue says of its day, all of it or nothing. Its name is `VENUE_YYYY-MM-DD.csv` or `.jsonl`: the venue's id, name or MIC. */
export async function loadDropCopy(
  path: string,
  { store, loadedBy }: { readonly store: DropCopyStore; readonly loadedBy: string },
): Promise<DropCopyOutcome> {
  const fileName = basename(path);
  const [, venue = '', tradingDay = '', format = ''] = NAME.exec(fileName) ?? [];
  if (venue === '') return { state: 'NAME_INVALID' };
  const digest = await digestOf(fileAt(path));
  if (digest === null) return { state: 'UNREADABLE' };
  const [venueId, ...others] = await store.venueIdsOf(venue);
  if (venueId === undefined) return { state: 'VENUE_UNKNOWN', venue };
  if (others.length > 0) return { state: 'VENUE_AMBIGUOUS', venue, venueIds: [venueId, ...others] };
  const known = await store.known({ venueId, tradingDay });
  if (known === digest.sha256) return { state: 'WAS_THERE' };
  const kind = dropCopiesOf(tradingDay);
  const lines = (format === 'csv' ? csvLines : jsonLines)(kind, { file: fileAt(path), skip: 0 });
  const read = new Reading();
  const copy = { venueId, tradingDay, fileName, sha256: digest.sha256, loadedBy };
  const isTaken = await store.replace(copy, async (write) => {
    for await (const line of lines) {
      if (line.read.ok) read.take(line.line, line.read.value);
      else read.refuse(line.line, line.read.error);
      if (read.waiting.length >= BATCH) await write(read.gathered());
    }
    if (read.waiting.length > 0) await write(read.gathered());
    return read.count === 0;
  });
  if (isTaken) return { state: 'TAKEN', executions: read.executions, replaced: known !== null };
  return { state: 'REFUSED', faults: read.faults, count: read.count };
}

/** The lines of one file, as far as they are read. */
class Reading {
  readonly faults: LineFault[] = [];
  /** Of all faults. */
  count = 0;
  waiting: DropCopyRow[] = [];
  readonly #lines = new Map<string, number>();

  get executions(): number {
    return this.#lines.size;
  }

  take(line: number, row: DropCopyExecution): void {
    const { execution_id } = row;
    const first = this.#lines.get(execution_id);
    const message = `${quoted(execution_id)} stands on line ${first} already`;
    if (first !== undefined) return this.refuse(line, [{ code: 'ID_TWICE', field: 'execution_id', message }]);
    this.#lines.set(execution_id, line);
    this.waiting.push(storedRow(line, row));
  }

  refuse(line: number, faults: readonly FieldFault[]): void {
    this.count += faults.length;
    for (const fault of faults) if (this.faults.length < FAULTS_TOLD_MOST) this.faults.push({ ...fault, line });
  }

  gathered(): readonly DropCopyRow[] {
    const rows = this.waiting;
    this.waiting = [];
    return rows;
  }
}

function storedRow(line: number, row: DropCopyExecution): DropCopyRow {
  const { execution_id, child_id, symbol, side, executed_at, fee_usd, rebate_usd } = row;
  const isSaid = fee_usd !== null || rebate_usd !== null;
  return {
    ...{ execution_id, line, child_id, symbol, side },
    quantity: formatScaled(row.quantity, 8),
    price: formatScaled(row.price, 8),
    fee: isSaid ? formatScaled((fee_usd ?? 0n) - (rebate_usd ?? 0n), 8) : null,
    executed_at_us: executed_at,
  };
}
