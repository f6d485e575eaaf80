import { HOLDING_FINDINGS } from '@fairlead/core/report/holding-finding';
import { expect, it } from 'vitest';
import { FINDINGS, findingText } from './finding.ts';

it('a finding is a sentence with its place and what stands there', () => {
  expect(findingText({ code: 'VENUE_UNNAMED', place: '2024-04 OPTIONS venue 3', found: 'nan' })).toBe(
    '2024-04 OPTIONS venue 3: A venue has no name: nothing, or a word that stands for nothing. Found: "nan".',
  );
  expect(findingText({ code: 'MONTH_MISSING', place: '2024-05', found: null })).toBe(
    '2024-05: A month of the period is missing.',
  );
});

it('every code has one sentence of its own', () => {
  const sentences = Object.values(FINDINGS);
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

it('every code of what may be wrong with a report that is of its form either holds it back or leaves it to a person', () => {
  const ofForm = [
    'NOT_XML',
    'DOCTYPE_REFUSED',
    'ROOT_UNKNOWN',
    'ELEMENT_MISSING',
    'ELEMENT_UNEXPECTED',
    'ELEMENT_REPEATED',
  ];
  const ofText = ['ATTRIBUTE_UNEXPECTED', 'TEXT_INVALID', 'NAME_TOO_LONG', 'CHARACTER_NOT_ALLOWED'];
  const notKnown = [
    'MARKET_NOT_RECORDED',
    'LATER_NBBO_UNKNOWN',
    'DISPLAYED_SIZE_UNKNOWN',
    'PRINTS_UNKNOWN',
    'BEST_DISPLAYED_UNKNOWN',
    'ROW_DEFECT',
  ];
  const decided = ['VENUE_NAMES_DIFFER', 'NOT_IN_DOLLARS', 'OPTIONS_OVER_LIMIT', 'OPTION_VALUE_UNKNOWN'];
  const told = [...ofForm, ...decided, ...ofText, ...HOLDING_FINDINGS, ...notKnown];
  expect(told.toSorted()).toEqual(Object.keys(FINDINGS).toSorted());
});
