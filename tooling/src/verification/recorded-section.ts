import { existsSync } from 'node:fs';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { nbboPass } from '../replay/nbbo-pass.ts';
import { type ReplayOptions, readReplayOptions } from '../replay/options.ts';
import { readTaqCsv } from '../replay/recording/taq-csv.ts';
import type { Check, Section } from './check.ts';

const ROWS = 213_427;

/** Every quote of the recorded day through the book, row by row against the tape's own flag. */
export async function recordedDay(shared: string): Promise<Section> {
  const { files } = readReplayOptions([], { from: shared, shared });
  const isThere = existsSync(files.quotesPath);
  return {
    title: 'The best bid and offer of a recorded day',
    source:
      'NYSE TAQ quotes of 2 January 2018, whose NBBO indicator flags each row that changed the national best bid or offer',
    formula: 'best price in round lots, then larger size, then earlier quote; a change is one of price, size or venue',
    inputs: 'every row of regular hours of a day’s quotes of one stock over 12 exchanges',
    note: null,
    absent: isThere ? null : 'the recorded day is not at hand; FAIRLEAD_SHARED names the folder that holds it.',
    checks: isThere ? await checksOf(files) : [],
  };
}

async function checksOf(files: ReplayOptions['files']): Promise<readonly Check[]> {
  const recording = await readTaqCsv({ ...files, tradesPath: null, days: DEFAULT_MARKET_DAYS });
  const { rowsCompared, rowsAgreeing } = nbboPass(recording, [], () => 0);
  return [
    { name: 'rows compared', expected: ROWS, got: rowsCompared, tolerance: 0, decimals: 0 },
    { name: 'rows that agree', expected: ROWS, got: rowsAgreeing, tolerance: 0, decimals: 0 },
  ];
}
