import { publicReportElement } from '@fairlead/rule606/xml/public-form';
import { writeDocument } from '@fairlead/rule606/xml/write-element';
import { describe, expect, it } from 'vitest';
import { madeReport } from '../../test/public-report.ts';
import { checkSchema } from './schema-check.ts';

const GOOD = writeDocument(publicReportElement(madeReport({ venues: 10, idle: ['2026-08'] })));
const NARROW = { timeMsMax: 30_000, memoryMibMax: 17 };

describe('the check by the schema of the SEC', () => {
  it('takes the file of a report, a month without orders too', async () => {
    expect(await checkSchema(GOOD)).toEqual({ state: 'VALID' });
  });

  it('names the line of each fault', async () => {
    const lines = GOOD.split('\n');
    const quarter = lines.findIndex((line) => line.includes('<qtr>'));
    const wrong = lines.with(quarter, '  <qtr>5</qtr>').join('\n').replace('</rMonthly>', '<extra/></rMonthly>');
    const extra = wrong.split('\n').findIndex((line) => line.includes('<extra/>'));
    const outcome = await checkSchema(wrong);
    if (outcome.state !== 'INVALID') throw new Error(outcome.state);
    expect(new Set(outcome.faults.map(({ line }) => line))).toEqual(new Set([quarter + 1, extra + 1]));
    expect(outcome.faults[0]?.message).toContain("'5'");
  });

  it.each([
    ['what is cut off', GOOD.slice(0, GOOD.length / 2)],
    ['an element that is not closed', GOOD.replace('</bd>', '')],
    ['nothing', ''],
    ['another document', '<html/>'],
    ['an entity that nobody has declared', GOOD.replace('<bd>', '<bd>&who;')],
  ])('refuses %s', async (_, xml) => {
    const outcome = await checkSchema(xml);
    if (outcome.state !== 'INVALID') throw new Error(outcome.state);
    expect(outcome.faults.length).toBeGreaterThan(0);
    expect(outcome.faults.every(({ message }) => message !== '')).toBe(true);
  });

  it('tells a hundred faults of a document at most', async () => {
    const outcome = await checkSchema(GOOD.replace(/Pct>(?=\d)/g, 'Pct>x'));
    expect(outcome.state === 'INVALID' && outcome.faults.length).toBe(100);
  });

  it('does not know where it may not take the time or the memory that it needs', async () => {
    expect(await checkSchema(GOOD, { timeMsMax: 1, memoryMibMax: 64 })).toEqual({ state: 'UNCHECKED', why: 'TIME' });
    const large = GOOD.replace('</materialAspects>', `${' of the tier'.repeat(1_000_000)}</materialAspects>`);
    expect(await checkSchema(large, NARROW)).toEqual({ state: 'UNCHECKED', why: 'MEMORY' });
  });
});
