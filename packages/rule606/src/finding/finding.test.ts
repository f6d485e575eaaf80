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
