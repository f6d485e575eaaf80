import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReplayEnvironment } from '../env.ts';
import { ROOT } from '../root.ts';
import { holds } from './check.ts';
import { sectionsOf, sectionText, verificationPage } from './page.ts';
import { verificationSections } from './sections.ts';

const sections = await verificationSections(readReplayEnvironment().shared);
const committed = readFileSync(join(ROOT, 'docs/verification.md'), 'utf8');
const RENEW = 'docs/verification.md is not what the code says now: run `npm run verification` and commit it';
console.log(verificationPage(sections));
const absent = sections.filter((section) => section.absent !== null);
for (const { title, absent: why } of absent) console.warn(`skipped: ${title}: ${why}`);

describe('the verification page', () => {
  it.each(sections.flatMap(({ title, checks }) => checks.map((check) => ({ title, ...check }))))(
    '$title: $name is $expected',
    (check) => {
      expect(holds(check), `got ${check.got}, tolerance ${check.tolerance}`).toBe(true);
    },
  );

  it('checks something in every section whose data are at hand', () => {
    for (const section of sections) expect(section.checks.length > 0).toBe(section.absent === null);
  });

  it('is committed as the code writes it', () => {
    const written = sectionsOf(committed);
    expect([...written.keys()], RENEW).toEqual(sections.map(({ title }) => title));
    for (const section of sections) {
      if (section.absent === null) expect(written.get(section.title), RENEW).toBe(sectionText(section));
    }
  });

  it.skipIf(absent.length > 0)('is committed whole', () => {
    expect(committed, RENEW).toBe(verificationPage(sections));
  });
});
