import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../root.ts';
import { type Finding, findingList, newIn, readAudit, sortFindings } from './findings.ts';
import { installedPackages } from './installed-packages.ts';

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  ...{ id, package: 'left', versions: ['1.0.0'], matters: false, why: 'It is never given what it fails of.' },
  ...{ source: 'https://example.com', seen_on: '2026-11-30', ...more },
});

describe('findings', () => {
  it('are told apart by whether they touch us and whether their version is installed', () => {
    const findings = [
      finding('a', { matters: true }),
      finding('b'),
      finding('c', { versions: ['0.9.0'], matters: true }),
      finding('d', { package: 'right' }),
    ];
    const { open, harmless, gone } = sortFindings(findings, [{ name: 'left', version: '1.0.0' }]);
    expect([open, harmless, gone].map((list) => list.map(({ id }) => id))).toEqual([['a'], ['b'], ['c', 'd']]);
  });

  it('that are kept can be read, touch nothing that is shipped, and are of what is installed', () => {
    const kept = findingList.parse(JSON.parse(readFileSync(join(ROOT, 'docs/dependency-findings.json'), 'utf8')));
    const packages = installedPackages(ROOT);
    // Another system has the binaries under another name.
    const isOfSystem = ({ package: name }: Finding) => /(linux|darwin|win)/.test(name);
    const { open, gone } = sortFindings(kept, packages);
    expect([open, gone.filter((each) => !isOfSystem(each))]).toEqual([[], []]);
  });
});

describe('the audit of a registry', () => {
  const advisory = { github_advisory_id: 'GHSA-1', module_name: 'left', severity: 'high', title: 'it leaks' };

  it('names advisories, of which those that nobody has looked at are new', () => {
    const audit = readAudit(
      JSON.stringify({ advisories: { 1: advisory, 2: { ...advisory, github_advisory_id: 'GHSA-2' } } }),
    );
    expect(newIn(audit, [finding('GHSA-1')])).toEqual([
      { id: 'GHSA-2', package: 'left', severity: 'high', title: 'it leaks' },
    ]);
  });

  it.each([
    [JSON.stringify({ error: { code: 'X', message: 'responded with 405' } }), 'responded with 405'],
    ['<html>', 'cannot be read'],
    ['[]', 'another form'],
    ['{}', 'no advisories'],
  ])('that says %s has said nothing, which is told', (text, why) => {
    expect(readAudit(text)).toEqual({ silent: expect.stringContaining(why) });
    expect(newIn(readAudit(text), [])).toEqual([]);
  });
});
