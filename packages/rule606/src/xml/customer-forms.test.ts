import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handlingFactsArb, routingFactsArb } from '../../test/customer-facts.ts';
import { isReferenceThere, referenceFiles } from '../../test/reference.ts';
import { composeHandlingReport } from '../customer-report/compose-handling.ts';
import { composeRoutingReport } from '../customer-report/compose-routing.ts';
import type { XmlElement } from './element.ts';
import { HANDLING_ROOT, handlingReportElement, readHandlingReport } from './handling-form.ts';
import { parseDocument } from './parse-document.ts';
import { ROUTING_ROOT, readRoutingReport, routingReportElement } from './routing-form.ts';
import { writeDocument } from './write-element.ts';

function parsed(text: string): XmlElement {
  const root = parseDocument(text);
  if (!root.ok) throw new Error(JSON.stringify(root.error));
  return root.value;
}

describe('the file of a report on single orders', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(routingFactsArb, fc.boolean(), ({ head, facts }, isWhole) => {
        const { parts, ...rest } = composeRoutingReport(head, facts);
        const report = { ...rest, parts: isWhole ? parts : { ...parts, OPTIONS: null } };
        expect(readRoutingReport(parsed(writeDocument(routingReportElement(report))))).toEqual({
          ok: true,
          value: report,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is not read out of another report, nor where an order has no id', () => {
    expect(readRoutingReport({ name: HANDLING_ROOT, content: [] })).toMatchObject({
      error: [{ code: 'ROOT_UNKNOWN' }],
    });
    const [sample] = fc.sample(
      routingFactsArb.filter(({ facts }) => facts.orders.length > 0),
      { numRuns: 1, seed: 5 },
    );
    if (sample === undefined) throw new Error('no sample');
    const text = writeDocument(routingReportElement(composeRoutingReport(sample.head, sample.facts)));
    const broken = readRoutingReport(parsed(text.replace(/<orderId>.*?<\/orderId>/, '<orderId/>')));
    expect(broken).toMatchObject({ error: [{ code: 'TEXT_INVALID', found: '' }] });
  });
});

describe('the file of a report on handling', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(handlingFactsArb, fc.boolean(), ({ head, facts }, isWhole) => {
        const whole = composeHandlingReport(head, facts);
        const report = isWhole ? whole : { ...whole, directed: null };
        expect(readHandlingReport(parsed(writeDocument(handlingReportElement(report))))).toEqual({
          ok: true,
          value: report,
        });
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
    const text = writeDocument(handlingReportElement(composeHandlingReport(sample.head, sample.facts)));
    expect(text).toContain('<providedLiqudityShr>');
    expect(text).toContain('<providedLiquidityPct>');
    expect(text).not.toContain('<providedLiquidityShr>');
  });

  it('is not read out of another report, nor where a number of shares is negative', () => {
    expect(readHandlingReport({ name: ROUTING_ROOT, content: [] })).toMatchObject({
      error: [{ code: 'ROOT_UNKNOWN' }],
    });
    const report = composeHandlingReport(
      { bd: 'B', customer: '', timestamp: null, startDate: '2025-04-01', endDate: '2025-09-30' },
      { months: [], handled: [], venues: [] },
    );
    const text = writeDocument(handlingReportElement(report)).replace('<sentShr>0<', '<sentShr>-1<');
    expect(readHandlingReport(parsed(text))).toMatchObject({ error: [{ code: 'TEXT_INVALID', found: '-1' }] });
  });
});

describe.skipIf(!isReferenceThere)('the SEC’s samples', () => {
  it('of both are read, and written again as they were but for white space and comments', async () => {
    const samples = [...(await referenceFiles('sec-oh', '.xml'))].filter(([name]) => !name.startsWith('606a1'));
    expect(samples).toHaveLength(9);
    for (const [name, text] of samples) expect(plain(rewritten(text)), name).toBe(plain(text));
  });

  function rewritten(text: string): string {
    const root = parsed(text);
    const routing = readRoutingReport(root);
    if (routing.ok) return writeDocument(routingReportElement(routing.value));
    const handling = readHandlingReport(root);
    if (handling.ok) return writeDocument(handlingReportElement(handling.value));
    throw new Error(JSON.stringify([routing.error, handling.error]));
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
