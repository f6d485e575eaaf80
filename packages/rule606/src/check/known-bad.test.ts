import { readFile } from 'node:fs/promises';
import { holdsBack } from '@fairlead/core/report/holding-finding';
import { expect, it } from 'vitest';
import { schemaErrors } from '../../test/sec-schema.ts';
import { readSummary } from '../rule605/reading/read-summary.ts';
import { readReport } from '../xml/report-file.ts';
import { checkReport } from './check-report.ts';

const textOf = (name: string) => readFile(new URL(`../../test/known-bad/${name}`, import.meta.url), 'utf8');

/** How often each code stands there. */
function counts(found: readonly { readonly code: string }[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { code } of found) counted[code] = (counted[code] ?? 0) + 1;
  return counted;
}

/** Files that the SEC's schema lets pass and that are wrong, each in the ways of published ones, made by hand: nothing but the project is needed to read them. */
it.each<[string, Record<string, number>]>([
  [
    'converter.xml',
    {
      ...{ MONTH_MISSING: 2, MONTH_OUTSIDE: 1, SECTION_MISSING: 2, VENUE_UNNAMED: 2, VENUE_REPEATED: 1, PCT_EMPTY: 3 },
      ...{ NUMBER_EMPTY: 1, TYPES_NOT_100: 1, COLUMN_OVER_100: 1, COLUMN_UNDER_100: 2, PAYMENTS_DISAGREE: 2 },
      MATERIAL_ASPECTS_MISSING: 1,
    },
  ],
  ['eleventh-venue.xml', { VENUE_BEYOND_TEN: 1 }],
  ['nameless-route.xml', { VENUE_UNNAMED: 1, SECTION_MISSING: 1 }],
  [
    'padded-handling.xml',
    {
      ...{ MONTH_MISSING: 1, MONTH_OUTSIDE: 1, SECTION_MISSING: 1, VENUE_UNNAMED: 1, VENUE_REPEATED: 1, PCT_EMPTY: 1 },
      ...{ NUMBER_EMPTY: 2, PCT_DISAGREES: 1, PARTS_OVER_WHOLE: 1, FEES_DISAGREE: 1 },
    },
  ],
])('%s is valid by the SEC’s schema, and has exactly these findings', async (name, expected) => {
  const text = await textOf(name);
  expect(await schemaErrors(new Map([[name, text]]))).toEqual([]);
  const report = readReport(text);
  const found = report.ok ? checkReport(report.value) : report.error;
  expect(counts(found)).toEqual(expected);
  expect(
    found.every(({ code }) => holdsBack(code)),
    'our own such report would not leave',
  ).toBe(true);
});

it('a summary of Rule 605 has each defect by its name and place', async () => {
  const { defects } = readSummary(await textOf('summary.csv'));
  expect(defects.map(({ line, code, column }) => `${line} ${code}${column === null ? '' : ` ${column}`}`)).toEqual([
    '3 UNKNOWN_PARTICIPANT DsgntParticipant',
    '3 BAD_MONTH RptDate',
    '3 NOT_A_NUMBER AvgOrderSize',
    '3 NOT_A_NUMBER PctExctdPI',
    '4 UNKNOWN_SP500 Sp500',
    '4 UNKNOWN_ORDER_SIZE OrderSize',
    '4 UNKNOWN_ORDER_TYPE OrderType',
    '4 NEGATIVE AvgOrderQty',
    '4 OUT_OF_RANGE PctExctdAtQuotOrBetter',
    '5 TOO_MANY_DECIMALS WghtdAvgPctPI',
    '5 EXPONENT AvgPctQuotSprd',
    '5 MISSING WghtdAvgExctnTime',
    '5 EQ_DISAGREES AvgEFQPct',
    '5 SIZE_DISAGREES AvgOrderSize',
    '6 EQ_TIMES_100 AvgEFQPct',
    '6 SIZE_DISAGREES AvgOrderSize',
    '7 EQ_DISAGREES AvgEFQPct',
    '7 SIZE_DISAGREES AvgOrderSize',
    '8 BAD_ENTITY RprtEntityCd',
    '8 SIZE_DISAGREES AvgOrderSize',
    '9 DUPLICATE_ROW',
    '0 MORE_THAN_ONE_REPORT',
  ]);
});
