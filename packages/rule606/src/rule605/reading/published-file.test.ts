import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredOrderArb } from '../../testing/covered-orders.ts';
import { detailFileName, detailLines } from '../detail-file.ts';
import { DetailReport } from '../detail-report.ts';
import { rule605Dates } from '../reporting-calendar.ts';
import { rule605Settings } from '../settings.ts';
import { summaryFile, summaryFileName } from '../summary-file.ts';
import { summaryRows } from '../summary-report.ts';
import { DEFECT_CODES } from './defect.ts';
import { publishedReader } from './published-file.ts';

const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url));
const IEX = `${SHARED}/reference/rule605/oes_IEXG202608_transcribed.csv`;
if (!existsSync(IEX)) console.warn(`skipped: no ${IEX}; set FAIRLEAD_SHARED to have a published file read`);

const RULES = { settings: rule605Settings, dates: rule605Dates };
const REPORTER = { participant: 'T', entity: 'FAIR', month: '2026-11' };
const FORMER = `T|FAIR|201501|AAPL|11|21${'|0'.repeat(20)}`;

/** The format and the codes of defects, or why it is not read. */
function told(name: string, text: string): string {
  const reader = publishedReader(name, RULES);
  if (!reader.ok) return reader.error;
  const { format } = reader.value;
  const lines = linesOf(text).flatMap((line) => reader.value.take(line).defects);
  return [format, ...[...lines, ...reader.value.end()].map(({ code }) => code)].join(' ');
}

/** What is behind the last line feed is a line only where something stands there. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

describe('a published file', () => {
  it.skipIf(!existsSync(IEX))('is read as its name says: a real summary', () => {
    const text = readFileSync(IEX, 'utf8');
    expect(told('IEXG202608.csv', text)).toBe('SUMMARY');
    expect(told('IEXG202609.csv', text)).toBe('SUMMARY NAME_DISAGREES');
    expect(told('EDGX202608.csv', text)).toBe('SUMMARY NAME_DISAGREES');
  });

  it.skipIf(!existsSync(IEX))('gives each row with the figures as they stand, under the names of their columns', () => {
    const reader = publishedReader('IEXG202608.csv', RULES);
    if (!reader.ok) throw new Error(reader.error);
    const rows = linesOf(readFileSync(IEX, 'utf8')).flatMap((line) => reader.value.take(line).row ?? []);
    expect(rows).toHaveLength(35);
    expect(rows[0]).toMatchObject({
      ...{
        participant: 'V',
        entity: 'IEXG',
        month: '202608',
        symbol: null,
        sp500: 'N',
        lot: null,
        size: '0',
        type: 'M',
      },
      figures: { AvgEFQPct: '0.790284', AvgRealSprdPct1min: '0.001975' },
    });
  });

  it('of the former format has the letter of its participant in its name', () => {
    expect(told('TFAIR201501.dat', FORMER)).toBe('FORMER');
    expect(told('FAIR201501.dat', FORMER)).toBe('FORMER NAME_DISAGREES');
  });

  it.each(['FAIR202608.pdf', 'FAIR202608.zip', 'FAIR2608.txt', 'FAIR202613.txt', 'fair202608.txt', '202608.csv', ''])(
    'named %j is not known',
    (name) => {
      expect(told(name, '')).toBe('UNKNOWN_FILE_NAME');
    },
  );

  it('of its own making is found by its own name', () => {
    fc.assert(
      fc.property(fc.array(coveredOrderArb, { minLength: 1, maxLength: 6 }), (orders) => {
        const report = new DetailReport(RULES);
        for (const order of orders) report.add(order);
        const detail = [...detailLines(report.rows(REPORTER), rule605Settings)].join('');
        const summary = summaryFile(summaryRows(report.sums(), REPORTER, () => true));
        expect(told(detailFileName('FAIR', '2026-11'), detail)).toMatch(/^DETAIL(?!.*NAME)/);
        expect(told(summaryFileName('FAIR', '2026-11'), summary)).toMatch(/^SUMMARY(?!.*NAME)/);
      }),
    );
  });

  it('of any text at all is answered with rows and named defects', () => {
    const nameArb = fc.constantFrom('FAIR202611.txt', 'FAIR202611.csv', 'TFAIR201501.dat');
    const cellArb = fc.oneof(
      fc.constantFrom('', '-', '1e99', '-9.9e-99', '0', '1000', 'T', 'FAIR', '202611', 'Y', 'MXXNN', 'M'),
      fc.string({ maxLength: 4 }),
    );
    const lineArb = fc
      .tuple(fc.constantFrom('|', ','), fc.array(cellArb, { minLength: 1, maxLength: 60 }))
      .map(([divider, cells]) => cells.join(divider));
    const fullArb = fc
      .tuple(fc.constantFrom(['|', 55] as const, [',', 18] as const, ['|', 26] as const), fc.infiniteStream(cellArb))
      .map(([[divider, count], cells]) => [...cells.take(count)].join(divider));
    const textArb = fc.array(fc.oneof(lineArb, fullArb), { maxLength: 6 }).map((lines) => lines.join('\r\n'));
    const known = new Set<string>(DEFECT_CODES);
    fc.assert(
      fc.property(nameArb, textArb, (name, text) => {
        const [, ...codes] = told(name, text).split(' ');
        for (const code of codes) expect(known).toContain(code);
      }),
      { numRuns: 300 },
    );
  });
});
