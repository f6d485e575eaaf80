import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instrumentNamed, MarketHarness } from '../../test/market-harness.ts';
import { measure } from '../../test/market-statistics.ts';
import { recordedQuotesPath } from '../../test/shared-data.ts';
import { openRecording, RecordedMarket, readRow } from './recorded.ts';

const HEADER = 'time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'venue-sim-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function recordingOf(lines: readonly string[], name = 'quotes.csv'): Promise<RecordedMarket> {
  const path = join(folder, name);
  const text = [HEADER, ...lines].join('\n');
  await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return openRecording(path);
}

describe('reading', () => {
  test('a row is a venue’s whole top of book at four price decimals and in shares', () => {
    expect(readRow('43184790,791913801,P,156.62,1,156.67,2,R,U')).toEqual({
      timeMs: 43_184_790,
      venueId: 'ARCX',
      bid: 1_566_200,
      bidSize: 100,
      ask: 1_566_700,
      askSize: 200,
    });
  });

  test.each([
    '',
    'x',
    '1,2,?,1,1,2,1,R,A',
    '1,2,N,1e3,1,2,1,R,A',
    '1,2,N,1,-1,2,1,R,A',
    'now,2,N,1,1,2,1,R,A',
    '1,2,N,1,1,2,1.5,R,A',
  ])('%j is no row', (text) => {
    expect(readRow(text)).toBeNull();
  });

  test('a missing file, another header and a broken line stop the start', async () => {
    await expect(openRecording(join(folder, 'missing.csv.gz'))).rejects.toThrow('ENOENT');
    await expect(recordingOf(['nonsense'])).rejects.toThrow('line 2 is not a recorded quote');
    const path = join(folder, 'other.csv');
    await writeFile(path, 'a,b,c\n');
    await expect(openRecording(path)).rejects.toThrow('not the header');
  });
});

describe('replaying', () => {
  const LINES = [
    '34000000,1,N,10.00,3,10.02,4,R,A',
    '34200500,2,T,10.01,1,10.02,2,R,U',
    '34200500,3,N,0,0,10.02,4,R,U',
    '34201000,4,T,10.05,1,10.04,2,R,U',
  ];

  test('rows before the opening come at once, later ones in their time, and the day begins again', async () => {
    const source = await recordingOf(LINES, 'quotes.csv.gz');
    const harness = new MarketHarness({ instrument: instrumentNamed('IBM'), seed: 1, source });
    const seen: string[] = [];
    harness.run(1_000_000, (venueId, { bid, ask }, timeUs) => {
      seen.push(`${timeUs} ${venueId} ${bid.size}@${bid.price} ${ask.size}@${ask.price}`);
    });
    expect(seen).toEqual([
      '0 XNYS 300@100000 400@100200',
      '500000 XNAS 100@100100 200@100200',
      '500000 XNYS 0@0 400@100200',
      '1000000 XNAS 0@0 0@0',
    ]);
    expect(source.nextUs()).toBe(23_400_000_000);
    harness.run(23_400_000_000, (venueId, { bid }) => seen.push(`${venueId} ${bid.size}@${bid.price}`));
    expect(seen.slice(4)).toEqual(['XNYS 0@0', 'XNYS 300@100000']);
  });

  test('a disturbed venue shows its recorded quote again', async () => {
    const source = await recordingOf(LINES.slice(0, 2));
    const harness = new MarketHarness({ instrument: instrumentNamed('IBM'), seed: 1, source });
    harness.run(500_000, () => {});
    source.recover('XNYS', 500_000);
    source.recover('XNYS', 600_000);
    expect(source.nextUs()).toBe(750_000);
    const quoted: string[] = [];
    source.step({ quote: (venueId) => quoted.push(venueId), stream: () => {}, trade: () => {} });
    expect(quoted).toEqual(['XNYS']);
    expect(source.nextUs()).toBe(23_400_000_000);
  });

  test('an empty recording is a market in which nothing happens', () => {
    expect(new RecordedMarket([]).nextUs()).toBe(Number.POSITIVE_INFINITY);
  });
});

const PATH = recordedQuotesPath();
if (!existsSync(PATH))
  console.warn(`skipped: the recorded day is not at ${PATH}; set FAIRLEAD_SHARED to have it tested`);

test.skipIf(!existsSync(PATH))('the recorded day has the spread mix that SOURCES.md measured', async () => {
  const source = await openRecording(PATH);
  const harness = new MarketHarness({ instrument: instrumentNamed('WMT'), seed: 1, source });
  const statistics = measure(harness, 23_398);
  expect(statistics.crossedRows).toBeLessThan(0.0005);
  expect(statistics.spreadMeanTicks).toBeCloseTo(3.7, 1);
  for (const [index, wanted] of [0.17, 0.27, 0.2, 0.09, 0.27].entries()) {
    expect(statistics.spreadTime[index]).toBeCloseTo(wanted, 1);
  }
});
