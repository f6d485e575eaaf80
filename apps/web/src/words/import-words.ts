import type { ImportState } from '@fairlead/core/report/import-state';
import { LINE_FAULTS, type LineFaultCode } from '@fairlead/rule606/import/line-fault';
import type { Tone } from '@fairlead/ui/badge';
import { formatEtDate } from '@fairlead/ui/time';
import type { ImportShown, WithdrawnImportShown } from '@/rows/import-row';
import { formatQuantity } from './figures';
import { momentOf } from './report-words';

/** A state in a word, with how it looks. */
export const IMPORT_STATE_WORDS: Readonly<Record<ImportState, { readonly name: string; readonly tone: Tone }>> = {
  UPLOADING: { name: 'On its way', tone: 'accent' },
  QUEUED: { name: 'Waits its turn', tone: 'neutral' },
  LOADING: { name: 'Being loaded', tone: 'accent' },
  COMPLETE: { name: 'Counts', tone: 'good' },
  REFUSED: { name: 'Refused', tone: 'stopped' },
  THERE: { name: 'Was there', tone: 'neutral' },
  GIVEN_UP: { name: 'Given up', tone: 'neutral' },
  WITHDRAWN: { name: 'Withdrawn', tone: 'degraded' },
};

/** The days that its rows tell of; nothing where none is known. */
export function coveredWords({ first_at_ms: first, last_at_ms: last }: ImportShown): string {
  if (first === null || last === null) return '';
  const [from, to] = [formatEtDate(first), formatEtDate(last)];
  return from === to ? from : `${from} to ${to}`;
}

/** An import in a line. */
export function importTitle(row: ImportShown): string {
  const covered = coveredWords(row);
  return `Import for ${row.client_id ?? ''}${covered === '' ? '' : ` · ${covered}`}`;
}

/** How many rows of each kind it has. */
export function rowsWords({ orders, routes, executions }: ImportShown): string {
  const counts = [
    [orders, 'order', 'orders'],
    [routes, 'route', 'routes'],
    [executions, 'execution', 'executions'],
  ] as const;
  return counts.map(([count, one, many]) => `${formatQuantity(count)} ${count === 1 ? one : many}`).join(', ');
}

/** What has become of it, in sentences. */
export function standingWords(row: ImportShown): string {
  switch (row.state) {
    case 'UPLOADING':
      return 'Its files have not come whole. What has not come within a day is given up.';
    case 'QUEUED':
      return 'It has come whole, and waits until the worker takes it up.';
    case 'LOADING':
      return row.fault_count === 0
        ? 'Its lines are checked and written. None of them counts before all of them do.'
        : `${faultCount(row)} so far: it will be refused. The rest is looked through, so that all of them can be mended at once.`;
    case 'COMPLETE':
      return `${rowsWords(row)} count in reports and in execution quality.`;
    case 'REFUSED':
      return row.fault_count === 0
        ? 'It was given up for other files, half loaded. Nothing of it is kept.'
        : `${faultCount(row)}, and nothing of it is kept. Mend the lines and bring the files again.`;
    case 'THERE':
      return 'The same files had been imported before, to the byte. Nothing has changed.';
    case 'GIVEN_UP':
      return 'Its files did not come whole within a day. Nothing of it is kept: bring them again.';
    case 'WITHDRAWN':
      return row.withdrawn === null
        ? ''
        : `Withdrawn by ${row.withdrawn.by} on ${momentOf(row.withdrawn.at_ms)}: “${row.withdrawn.reason}”. ${rowsWords(row)} count no more; reports that had counted them stay as they were, and say so.`;
  }
}

function faultCount({ fault_count: count }: ImportShown): string {
  return count === 1 ? 'One line fault' : `${formatQuantity(count)} line faults`;
}

const isCode = (code: string): code is LineFaultCode => code in LINE_FAULTS;

/** What a fault means, and what to do about it. */
export const faultMeaning = (code: string): string => (isCode(code) ? LINE_FAULTS[code] : '');

/** What a report says of an import that it counted and that was withdrawn, behind the name of the import. */
export const withdrawnUnderWords = ({ by, at_ms, reason }: Omit<WithdrawnImportShown, 'id' | 'client_id'>): string =>
  `withdrawn by ${by} on ${momentOf(at_ms)}: “${reason}”`;

/** A file by the last part of its name: a program that brings files says where they lie. */
export const fileNameOf = (name: string): string => name.split(/[\\/]/).at(-1) ?? name;

const PEER_REFUSALS: Readonly<Record<string, string>> = {
  NOT_THE_FORM: 'It is not of the form of Rule 606.',
  NOT_PUBLIC: 'It is a report to a customer, and no public one.',
  NO_ROWS: 'Nothing in it can be read.',
  UNKNOWN_FILE_NAME: 'Its name is none that the rules have: a file is known by it.',
  NOT_UNPACKED: 'What is packed in it cannot be opened.',
};
const SAID_MAX = 300;

/** Why a file of another firm is not taken. */
export function peerRefusal({
  code,
  said,
}: {
  readonly code: string | null;
  readonly said: readonly string[];
}): string {
  const words = PEER_REFUSALS[code ?? ''] ?? code ?? '';
  const more = said.join('; ');
  return more === '' ? words : `${words} ${more.length > SAID_MAX ? `${more.slice(0, SAID_MAX)}…` : more}`;
}
