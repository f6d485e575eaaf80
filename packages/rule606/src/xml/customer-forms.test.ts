import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handlingFactsArb, routingFactsArb } from '../../test/customer-facts.ts';
import { isReferenceThere, referenceFiles } from '../../test/reference.ts';
import { composeHandlingReport } from '../customer-report/compose-handling.ts';
import { composeRoutingReport } from '../customer-report/compose-routing.ts';
import type { HandlingReport } from '../customer-report/handling-report.ts';
import type { RoutingReport } from '../customer-report/routing-report.ts';
import { readReport, writeReport } from './report-file.ts';

const writeRouting = (report: RoutingReport) => writeReport({ kind: 'RULE_606_B1', report });
const writeHandling = (report: HandlingReport) => writeReport({ kind: 'RULE_606_B3', report });

describe('the file of a report on single orders', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(routingFactsArb, fc.boolean(), ({ head, facts }, isWhole) => {
        const { parts, ...rest } = composeRoutingReport(head, facts);
        const report = { ...rest, parts: isWhole ? parts : { ...parts, OPTIONS: null } };
        expect(readReport(writeRouting(report))).toEqual({ ok: true, value: { kind: 'RULE_606_B1', report } });
      }),
      { numRuns: 60 },
    );
  });

  it('is not read where an order has no id', () => {
    const [sample] = fc.sample(
      routingFactsArb.filter(({ facts }) => facts.orders.length > 0),
      { numRuns: 1, seed: 5 },
    );
    if (sample === undefined) throw new Error('no sample');
    const text = writeRouting(composeRoutingReport(sample.head, sample.facts));
    const broken = readReport(text.replace(/<orderId>.*?<\/orderId>/, '<orderId/>'));
    expect(broken).toMatchObject({ error: [{ code: 'TEXT_INVALID', found: '' }] });
  });
});

describe('the file of a report on handling', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(handlingFactsArb, fc.boolean(), ({ head, facts }, isWhole) => {
        const whole = composeHandlingReport(head, facts);
        const report = isWhole ? whole : { ...whole, directed: null };
        expect(readReport(writeHandling(report))).toEqual({ ok: true, value: { kind: 'RULE_606_B3', report } });
      }),
      { numRuns: 60 },
    );
  });

  it('spells one figure as the schema does', () => {
    const [sample] = fc.sample(
      handlingFactsArb.filter(({ facts }) => facts.handled.length > 0),
      { numRuns: 1, seed: 5 },
    );
    if (sample === undefined) throw new Error('no sample');
    const text = writeHandling(composeHandlingReport(sample.head, sample.facts));
    expect(text).toContain('<providedLiqudityShr>');
    expect(text).toContain('<providedLiquidityPct>');
    expect(text).not.toContain('<providedLiquidityShr>');
  });

  it('is not read where a number of shares is negative', () => {
    const report = composeHandlingReport(
      { bd: 'B', customer: '', timestamp: null, startDate: '2025-04-01', endDate: '2025-09-30' },
      { months: [], handled: [], venues: [] },
    );
    const text = writeHandling(report).replace('<sentShr>0<', '<sentShr>-1<');
    expect(readReport(text)).toMatchObject({ error: [{ code: 'TEXT_INVALID', found: '-1' }] });
  });
});

describe.skipIf(!isReferenceThere)('the SEC’s samples', () => {
  it('of both are read, and written again as they were but for white space and comments', async () => {
    const samples = [...(await referenceFiles('sec-oh', '.xml'))].filter(([name]) => !name.startsWith('606a1'));
    expect(samples).toHaveLength(9);
    for (const [name, text] of samples) expect(plain(rewritten(text)), name).toBe(plain(text));
  });

  function rewritten(text: string): string {
    const report = readReport(text);
    if (!report.ok) throw new Error(JSON.stringify(report.error));
    return writeReport(report.value);
  }

  /** A document without what does not count: declaration, comments, where the schema is, white space beside elements. */
  function plain(text: string): string {
    return text
      .replace(/<\?xml.*?\?>|<!--.*?-->/gs, '')
      .replace(/(<\w+Report)[^>]*>/, '$1>')
      .replace(/>\s+/g, '>')
      .replace(/\s+</g, '<')
      .replace(/<(\w+)\s*><\/\1>/g, '<$1/>');
  }
});
