import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicFactsArb } from '../../test/public-facts.ts';
import { isReferenceThere, REFERENCE, referenceFiles } from '../../test/reference.ts';
import { SCHEMA_FILE, schemaErrors } from '../../test/sec-schema.ts';
import { composePublicReport } from '../public-report/compose.ts';
import { publicReportElement } from './public-form.ts';
import { writeDocument } from './write-element.ts';

/** Documents by a name each, so that libxml2 says which one is wrong. */
const named = (kind: string, texts: readonly string[]) =>
  new Map(texts.map((text, place) => [`${kind}-${place}.xml`, text]));

describe('the schema of the SEC', () => {
  it('accepts every public report that we write', async () => {
    const texts = fc
      .sample(publicFactsArb, { numRuns: 40, seed: 606 })
      .map(({ head, facts }) => writeDocument(publicReportElement(composePublicReport(head, facts))));
    expect(await schemaErrors(named('public', texts))).toEqual([]);
  });

  it('is one that refuses: a percentage of one decimal', async () => {
    const [facts] = fc.sample(publicFactsArb, { numRuns: 1, seed: 1 });
    if (facts === undefined) throw new Error('no facts');
    const text = writeDocument(publicReportElement(composePublicReport(facts.head, facts.facts)));
    const wrong = text.replace('<ndoPct/>', '<ndoPct>1.0</ndoPct>');
    expect(await schemaErrors(named('wrong', [wrong]))).not.toEqual([]);
  });

  it.skipIf(!isReferenceThere)('is the one that the SEC publishes, byte by byte', async () => {
    expect(await readFile(SCHEMA_FILE)).toEqual(await readFile(`${REFERENCE}/sec-oh/oh-20191231.xsd`));
  });

  it.skipIf(!isReferenceThere)('accepts all of its own samples', async () => {
    const samples = await referenceFiles('sec-oh', '.xml');
    expect(samples.size).toBe(12);
    expect(await schemaErrors(samples)).toEqual([]);
  });
});
