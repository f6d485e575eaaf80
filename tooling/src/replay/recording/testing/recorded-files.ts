import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { readRecording } from '../formats.ts';
import type { Recording, RecordingFiles } from '../recorded-market.ts';

/** What a test says of files besides their names. */
interface Said extends Partial<Pick<RecordingFiles, 'symbol' | 'tape' | 'date' | 'days'>> {
  readonly trades?: string;
  readonly format?: string;
}

/** A folder of made-up recordings that is gone after the tests. */
export class RecordedFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'fairlead-recording-'));

  /** Writes a file and returns its path. */
  file(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Reads a recording as the replay does. */
export function readFile(quotesPath: string, said: Said = {}): Promise<Recording> {
  const { trades = null, format = null, symbol = null, tape = null, date = null, days = DEFAULT_MARKET_DAYS } = said;
  return readRecording({ quotesPath, tradesPath: trades, symbol, tape, date, days }, format);
}

/** The rows of a recording as a person would write them: time in milliseconds, venue, bid and size, ask and size. */
export function quotesOf({ tape, market }: Recording): readonly (readonly (string | number)[])[] {
  return Array.from({ length: tape.count }, (_, at) => [
    (tape.timeUs[at] ?? 0) / 1_000,
    market.venues[tape.row[at] ?? -1]?.venueId ?? '',
    tape.bid[at] ?? 0,
    tape.bidSize[at] ?? 0,
    tape.ask[at] ?? 0,
    tape.askSize[at] ?? 0,
  ]);
}
