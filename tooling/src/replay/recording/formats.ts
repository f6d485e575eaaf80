import { Refusal } from '../../refusal.ts';
import { DAILY_TAQ_QUOTES, readDailyTaq } from './daily-taq.ts';
import { readDepthLines } from './depth-lines.ts';
import { requireSameDate } from './file-name.ts';
import { FX_QUOTES, readFxTwoSource } from './fx-two-source.ts';
import { readLeanTicks } from './lean-ticks.ts';
import { firstLineOf } from './lines.ts';
import type { Recording, RecordingFiles } from './recorded-market.ts';
import { columnNames, type Layout } from './rows.ts';
import { readTaqCsv, TAQ_CSV_QUOTES } from './taq-csv.ts';

/** One layout of recorded quotes. */
interface RecordingFormat {
  readonly name: string;
  /** How much of a first line is as this format has it, from 0 to 1. */
  readonly likeness: (firstLine: string) => number;
  readonly read: (files: RecordingFiles) => Promise<Recording>;
  /** Whether there are trades beside the quotes. */
  readonly hasTrades: boolean;
  /** Whether it is of US stocks, so that its day and its tape may be said. */
  readonly isStock: boolean;
}

/** Eight fields, the first of which is a number and no name. */
const LEAN_ROW = /^[-\d][^,]*(,[^,]*){7}$/;
/** Of a header that lacks a few columns its format is still the one meant. */
const LIKE_ENOUGH = 0.5;

/** Every format that can be replayed: one file each, one entry here. */
const FORMATS: readonly RecordingFormat[] = [
  {
    name: 'taq-csv',
    likeness: (line) => likeness(line, TAQ_CSV_QUOTES),
    read: readTaqCsv,
    hasTrades: true,
    isStock: true,
  },
  {
    name: 'daily-taq',
    likeness: (line) => likeness(line, DAILY_TAQ_QUOTES),
    read: readDailyTaq,
    hasTrades: true,
    isStock: true,
  },
  {
    name: 'fx-two-source',
    likeness: (line) => likeness(line, FX_QUOTES),
    read: readFxTwoSource,
    hasTrades: false,
    isStock: false,
  },
  {
    name: 'depth-jsonl',
    likeness: (line) => (line.startsWith('{') ? 1 : 0),
    read: readDepthLines,
    hasTrades: false,
    isStock: false,
  },
  {
    name: 'lean',
    likeness: (line) => (LEAN_ROW.test(line) ? 1 : 0),
    read: readLeanTicks,
    hasTrades: true,
    isStock: true,
  },
];

/** The names that `--format` takes. */
export const FORMAT_NAMES: readonly string[] = FORMATS.map(({ name }) => name);

/**
 * Reads a recording, in the format that is named or, with null, the one that its first line is most like. Refuses a file that is like none, naming
 * those there are, and what is said of a file that its format has no use for.
 */
export async function readRecording(files: RecordingFiles, format: string | null): Promise<Recording> {
  const named = format === null ? await recognised(files.quotesPath) : FORMATS.find(({ name }) => name === format);
  if (named === undefined) throw new Refusal(`--format is '${format}': there are ${FORMAT_NAMES.join(', ')}`);
  requireUse(named, files);
  return named.read(files);
}

function requireUse({ name, hasTrades, isStock }: RecordingFormat, files: RecordingFiles): void {
  if (files.tradesPath !== null && !hasTrades) throw new Refusal(`--trades: a recording in ${name} has none`);
  if (files.tape !== null && !isStock) throw new Refusal(`--tape: a recording in ${name} is of no US stock`);
  if (files.date !== null && !isStock) throw new Refusal(`--date: a recording in ${name} says its days itself`);
  if (files.tradesPath !== null && files.date === null) requireSameDate(files.quotesPath, files.tradesPath);
}

async function recognised(path: string): Promise<RecordingFormat> {
  const line = await firstLineOf(path);
  const [best] = FORMATS.map((format) => ({ format, likeness: format.likeness(line) })).sort(
    (a, b) => b.likeness - a.likeness,
  );
  if (best !== undefined && best.likeness > LIKE_ENOUGH) return best.format;
  throw new Refusal(`${path} is of no format that is known; name one with --format: ${FORMAT_NAMES.join(', ')}`);
}

/** How many of the columns that a format needs a line names. */
function likeness<Column extends string>(line: string, { columns, optional, separator }: Layout<Column>): number {
  const names = columnNames(line, separator);
  const needed = columns.filter((column) => !optional.includes(column));
  return needed.filter((column) => names.includes(column)).length / needed.length;
}
