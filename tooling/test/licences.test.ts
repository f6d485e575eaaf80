import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedPackages } from '../src/dependencies/installed-packages.ts';
import { licenceFault } from '../src/dependencies/licence.ts';
import { licencePage } from '../src/dependencies/licence-page.ts';
import { ROOT } from '../src/root.ts';

const packages = installedPackages(ROOT);

describe('what is shipped', () => {
  it('is under licences that somebody has looked at', () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.flatMap((each) => licenceFault(each) ?? [])).toEqual([]);
  });

  // Other systems install other binaries; what is not theirs is the same.
  it.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('has its licences in one file', async () => {
    await expect(licencePage(packages)).toMatchFileSnapshot('../../THIRD-PARTY-LICENSES.txt');
  });

  it('carries that file and the notice into the image', () => {
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    expect(ignored.filter((line) => /NOTICE|THIRD-PARTY|LICENSE|\.txt|^\*$/.test(line))).toEqual([]);
    expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toContain('\nCOPY . .\n');
    expect(readFileSync(join(ROOT, 'NOTICE'), 'utf8')).toContain('THIRD-PARTY-LICENSES.txt');
  });
});

describe('a licence', () => {
  const fault = (licence: string | null) => licenceFault({ name: 'x', version: '1.0.0', licence });
  it.each(['MIT', '(MIT AND OFL-1.1)', 'MIT and ISC', '(MIT OR GPL-3.0-only)', 'Apache-2.0'])(
    '%s is known',
    (licence) => {
      expect(fault(licence)).toBeNull();
    },
  );
  it.each(['AGPL-3.0-only', 'MIT AND GPL-3.0-only', '(SSPL-1.0 OR Elastic-2.0)', 'SEE LICENSE IN EULA', null])(
    '%s is not',
    (licence) => {
      expect(fault(licence)).toContain('x 1.0.0');
    },
  );
});
