import type { CalendarMonth } from '@fairlead/core/report/report-period';
import type { Finding } from '../finding/finding.ts';
import { monthText } from '../public-report/quarter.ts';

/** Months that a report should have and does not, has twice, or should not have. */
export function checkMonths(
  place: string,
  expected: readonly CalendarMonth[],
  found: readonly CalendarMonth[],
): Finding[] {
  const texts = found.map(monthText);
  const wanted = expected.map(monthText);
  const at = (month: string) => (place === '' ? month : `${place} ${month}`);
  const missing = wanted.filter((month) => !texts.includes(month));
  return [
    ...missing.map((month): Finding => ({ code: 'MONTH_MISSING', place: at(month), found: null })),
    ...texts.flatMap((month, index): Finding[] => {
      if (!wanted.includes(month)) return [{ code: 'MONTH_OUTSIDE', place: at(month), found: month }];
      return texts.indexOf(month) < index ? [{ code: 'MONTH_REPEATED', place: at(month), found: month }] : [];
    }),
  ];
}
