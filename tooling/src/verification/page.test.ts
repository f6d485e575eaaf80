import { describe, expect, it } from 'vitest';
import type { Section } from './check.ts';
import { sectionsOf, sectionText, verificationPage } from './page.ts';

const section = (changes: Partial<Section>): Section => ({
  title: 'A model',
  source: 'a paper',
  formula: 'x',
  inputs: 'none',
  note: null,
  checks: [],
  absent: null,
  ...changes,
});

describe('the page', () => {
  it('shows each number beside what was published, and what does not hold in bold', () => {
    const text = sectionText(
      section({
        note: 'mind',
        checks: [
          { name: 'a', expected: 1_234_567, got: 1_234_567, tolerance: 0, decimals: 0 },
          { name: 'b', expected: 0.5, got: 0.4999999, tolerance: 0.05, decimals: 1 },
          { name: 'c', expected: 2, got: 3.5, relation: 'at most', tolerance: 0, decimals: 1 },
        ],
      }),
    );
    expect(text).toContain('- Note: mind');
    expect(text).toContain('| a | 1,234,567 | 1,234,567 | 0 | 0 | yes |');
    expect(text).toContain('| b | 0.5 | 0.50 | 0.00 | 0.05 | yes |');
    expect(text).toContain('| c | at most 2 | 3.50 | 1.50 | 0 | **no** |');
  });

  it('says why a section could not be checked', () => {
    expect(sectionText(section({ absent: 'no data.' }))).toContain('Not checked here: no data.');
  });

  it('can be taken apart into the sections that it was made of', () => {
    const sections = [section({}), section({ title: 'Another', absent: 'no data.' })];
    expect([...sectionsOf(verificationPage(sections))]).toEqual(
      sections.map((each) => [each.title, sectionText(each)]),
    );
  });
});
