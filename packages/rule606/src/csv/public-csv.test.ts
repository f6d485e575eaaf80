import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvCells } from '../../test/csv-cells.ts';
import { publicFactsArb } from '../../test/public-facts.ts';
import { isReferenceThere, referenceFiles } from '../../test/reference.ts';
import { composePublicReport } from '../public-report/compose.ts';
import { childrenOf, textOf, type XmlElement } from '../xml/element.ts';
import { publicReportElement } from '../xml/public-form.ts';
import { publicReportCsv } from './public-csv.ts';
import { reportCsv } from './report-csv.ts';

const texts = (elements: readonly XmlElement[]) =>
  Object.fromEntries(
    elements.filter(({ content }) => typeof content === 'string').map((own) => [own.name, textOf(own)]),
  );

/** Every line that the file of a report comes to, by the names of its elements. */
function linesOfFile(root: XmlElement): Partial<Record<string, string>>[] {
  const { bd, qtr } = texts(childrenOf(root));
  return childrenOf(root).flatMap((month) => {
    const { year, mon } = texts(childrenOf(month));
    return childrenOf(month).flatMap((section) => {
      const venues = childrenOf(section).find(({ name }) => name === 'rVenues');
      if (venues === undefined) return [];
      const own = { bd, year, qtr, mon, section: section.name, ...texts(childrenOf(section)) };
      const each = childrenOf(venues).map((venue) => ({ ...own, ...texts(childrenOf(venue)) }));
      return each.length === 0 ? [own] : each;
    });
  });
}

it('a table has of every venue what the file has, under the same names', () => {
  fc.assert(
    fc.property(publicFactsArb, ({ head, facts }) => {
      const report = composePublicReport(head, facts);
      const [names = [], ...lines] = csvCells(reportCsv({ kind: 'RULE_606_A1', report }));
      const found = lines.map((cells) => {
        expect(cells).toHaveLength(names.length);
        return Object.fromEntries(cells.map((cell, place) => [names[place], cell]).filter(([, cell]) => cell !== ''));
      });
      const expected = linesOfFile(publicReportElement(report));
      const filled = expected.map((line) => Object.fromEntries(Object.entries(line).filter(([, text]) => text !== '')));
      expect(found).toEqual(filled);
    }),
    { numRuns: 40 },
  );
});

it.skipIf(!isReferenceThere)('its columns are those in which a published report was copied by hand', async () => {
  const [excerpt = ''] = (await referenceFiles('finra-606-excerpts', '.csv')).values();
  const [published = ''] = excerpt.split(/\r?\n/);
  const [ours = []] = csvCells(
    publicReportCsv(
      composePublicReport({ bd: 'B', year: 2025, quarter: 1, timestamp: null }, { orders: [], routed: [], venues: [] }),
    ),
  );
  const own = ours.filter((name) => !['mic', 'mpid', 'materialAspects'].includes(name));
  expect(own.map((name) => (name === 'name' ? 'venue' : name))).toEqual(published.split(','));
});
