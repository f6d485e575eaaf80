import { existsSync } from 'node:fs';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { MarketTape, type TapeRow } from '@fairlead/core/market/history/market-tape';
import { marketAt, readMinute } from '@fairlead/core/market/history/minute-reader';
import { InstrumentBook } from '@fairlead/core/market/instrument-book';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReplayEnvironment } from '../env.ts';
import { nbboPass } from './nbbo-pass.ts';
import { readReplayOptions } from './options.ts';
import { blankQuote, loadQuote, timeUsOf } from './quote-tape.ts';
import { readTaqCsv } from './recording/taq-csv.ts';

const LOOK_US = 20_000;
const MOMENTS = 50_000;
const { quotesPath } = readReplayOptions([], readReplayEnvironment()).files;
const isThere = existsSync(quotesPath);
if (!isThere)
  console.warn(`skipped: the recorded day is not at ${quotesPath}; set FAIRLEAD_SHARED to have it recorded`);

/** The recorded day as the router's recorder sees it: a look every 20 ms, each after the quotes up to then. */
async function recordedDay() {
  const recording = await readTaqCsv({
    quotesPath,
    tradesPath: null,
    symbol: null,
    tape: null,
    date: null,
    days: DEFAULT_MARKET_DAYS,
  });
  const { tape, market } = recording;
  const book = new InstrumentBook(market.instrument, market.venues);
  const quote = blankQuote();
  let lookUs = timeUsOf(tape, 0) - LOOK_US;
  const beginUs = lookUs;
  const history = new MarketTape(book, lookUs);
  const rows: TapeRow[] = [];
  let looks = 0;
  for (let index = 0; index < tape.count; index++) {
    for (; lookUs + LOOK_US < timeUsOf(tape, index); looks++) {
      lookUs += LOOK_US;
      rows.push(...history.look(lookUs, looks % 5 === 0));
    }
    loadQuote(tape, index, quote);
    book.applyQuote(tape.row[index] ?? 0, quote);
  }
  rows.push(...history.look(lookUs + LOOK_US, true));
  const last = history.underWay();
  return { recording, beginUs, endUs: lookUs + LOOK_US, rows: last === null ? rows : [...rows, last] };
}

describe.skipIf(!isThere)('the history of the recorded day', () => {
  let day: Awaited<ReturnType<typeof recordedDay>>;
  beforeAll(async () => {
    day = await recordedDay();
  }, 180_000);

  it('has no gap: each row goes on where the one before ended', () => {
    const { rows, beginUs, endUs } = day;
    expect(rows.filter(({ unknown }) => unknown !== null)).toEqual([]);
    expect(rows.map(({ fromUs }) => fromUs)).toEqual([beginUs, ...rows.slice(0, -1).map(({ untilUs }) => untilUs)]);
    expect(rows.at(-1)?.untilUs).toBe(endUs);
  });

  it('tells at any instant the best prices of then, or of the last look before', () => {
    const { recording, rows, beginUs, endUs } = day;
    const step = (endUs - beginUs) / MOMENTS;
    const momentsUs = Array.from({ length: MOMENTS }, (_, index) => Math.round(beginUs + index * step));
    const lookBefore = (atUs: number) => beginUs + Math.floor((atUs - beginUs) / LOOK_US) * LOOK_US;
    const asked = [...new Set([...momentsUs, ...momentsUs.map(lookBefore)])].sort((a, b) => a - b);
    const pass = nbboPass(recording, asked, () => 0).markets;
    const truth = new Map(asked.map((atUs, index) => [atUs, `${pass[index]?.bid} ${pass[index]?.ask}`]));
    const minutes = rows.map((row) => {
      const read = readMinute(row.bytes);
      if (!read.ok) throw new Error(read.error);
      return { ...row, changes: read.value.changes };
    });
    let exact = 0;
    let row = 0;
    for (const atUs of momentsUs) {
      while ((minutes[row]?.untilUs ?? Number.POSITIVE_INFINITY) <= atUs) row += 1;
      const found = marketAt(minutes[row] ?? { changes: [] }, atUs);
      const told = `${found?.bid?.price ?? null} ${found?.ask?.price ?? null}`;
      if (told === truth.get(atUs)) exact += 1;
      else expect(told, String(atUs)).toBe(truth.get(lookBefore(atUs)));
    }
    // What is not of that instant changed within the last 20 ms.
    expect(exact / MOMENTS).toBeGreaterThan(0.99);
  });

  it('takes a few bytes a change, and at most one change a look', () => {
    const { rows } = day;
    const changes = rows.map(({ bytes }) => {
      const read = readMinute(bytes);
      return read.ok ? read.value.changes : [];
    });
    const count = changes.flat().length;
    const bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0);
    expect(bytes / count).toBeLessThan(9);
    const looks = changes.map((each) => each.slice(1).map(({ atUs }) => Math.ceil((atUs - day.beginUs) / LOOK_US)));
    for (const each of looks) expect(new Set(each).size).toBe(each.length);
  });
});
