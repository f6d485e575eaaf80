import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReplayEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';
import { holds } from './verification/check.ts';
import { verificationPage } from './verification/page.ts';
import { verificationSections } from './verification/sections.ts';

/** `npm run verification`: makes every check, prints the page and writes docs/verification.md; 1 where a check does not hold. */
try {
  const sections = await verificationSections(readReplayEnvironment().shared);
  const page = verificationPage(sections);
  console.log(page);
  const absent = sections.find((section) => section.absent !== null);
  if (absent !== undefined) throw new Refusal(`the page is not written: ${absent.absent}`);
  writeFileSync(join(ROOT, 'docs/verification.md'), page);
  if (!sections.every(({ checks }) => checks.every(holds))) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}
