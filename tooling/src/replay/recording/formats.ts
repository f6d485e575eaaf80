import { basename } from 'node:path';
import { Refusal } from '../../refusal.ts';
import { DAILY_TAQ_HEADER, readDailyTaq } from './daily-taq.ts';
import { readDepthLines } from './depth-lines.ts';
import { FX_TWO_SOURCE_HEADER, readFxTwoSource } from './fx-two-source.ts';
import { readLeanTicks } from './lean-ticks.ts';
import { firstLineOf } from './lines.ts';
import type { Recording, RecordingFiles } from './recorded-market.ts';
import { readTaqCsv, TAQ_CSV_HEADER } from './taq-csv.ts';

/** One layout of recorded quotes. */
interface RecordingFormat {
  /** Whether a file is of it, by its first line and name. */
  readonly recognises: (firstLine: string, fileName: string) => boolean;
  readonly read: (files: RecordingFiles) => Promise<Recording>;
}

/** Every format that can be replayed, by the name that `--format` takes: one file each, one line here. */
const FORMATS: ReadonlyMap<string, RecordingFormat> = new Map([
  ['taq-csv', { recognises: (line: string) => line === TAQ_CSV_HEADER, read: readTaqCsv }],
  ['daily-taq', { recognises: (line: string) => line === DAILY_TAQ_HEADER, read: readDailyTaq }],
  ['fx-two-source', { recognises: (line: string) => line === FX_TWO_SOURCE_HEADER, read: readFxTwoSource }],
  ['depth-jsonl', { recognises: (line: string) => line.startsWith('{'), read: readDepthLines }],
  [
    'lean',
    {
      recognises: (line: string, name: string) => /_quote\.(zip|csv)/.test(name) && line.split(',').length === 8,
      read: readLeanTicks,
    },
  ],
]);

/** The names that `--format` takes. */
export const FORMAT_NAMES: readonly string[] = [...FORMATS.keys()];

/**
 * Reads a recording, in the format that is named or, with null, the one that its first line and name show. Refuses a file that is of none,
 * naming those there are.
 */
export async function readRecording(files: RecordingFiles, format: string | null): Promise<Recording> {
  const named = format === null ? await recognised(files.quotesPath) : FORMATS.get(format);
  if (named === undefined) throw new Refusal(`--format is '${format}': there are ${FORMAT_NAMES.join(', ')}`);
  return named.read(files);
}

async function recognised(path: string): Promise<RecordingFormat> {
  const line = await firstLineOf(path);
  const found = [...FORMATS.values()].find((each) => each.recognises(line, basename(path)));
  if (found !== undefined) return found;
  throw new Refusal(`${path} is of no format that is known; name one with --format: ${FORMAT_NAMES.join(', ')}`);
}
