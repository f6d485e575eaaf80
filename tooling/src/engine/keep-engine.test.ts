import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../root.ts';
import { bundleOf, sha256 } from './bundle.ts';
import { ENTRY } from './entry.ts';
import { keepEngine } from './keep-engine.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engines-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const list = () => JSON.parse(readFileSync(join(folder, 'engines.json'), 'utf8'));

describe('an engine', () => {
  it('of the present version is what the present source gives', async () => {
    const kept = readFileSync(join(ROOT, `engines/${ENGINE_VERSION}.mjs`), 'utf8');
    const built = await bundleOf(join(ROOT, ENTRY));
    expect(sha256(built), 'run `npm run engine:build`; where it refuses, raise ENGINE_VERSION').toBe(sha256(kept));
  });

  it('is kept with its hash, in the order of versions', () => {
    expect(keepEngine(folder, { version: '1.10.0', code: 'b', builtFrom: 'here' })).toBe(true);
    expect(keepEngine(folder, { version: '1.9.0', code: 'a', builtFrom: 'there' })).toBe(true);
    expect(Object.keys(list())).toEqual(['1.9.0', '1.10.0']);
    expect(list()['1.9.0']).toEqual({ sha256: sha256('a'), built_from: 'there' });
    expect(readFileSync(join(folder, '1.9.0.mjs'), 'utf8')).toBe('a');
  });

  it('is kept once, and another code never takes its place', () => {
    keepEngine(folder, { version: '1.0.0', code: 'a', builtFrom: 'here' });
    expect(keepEngine(folder, { version: '1.0.0', code: 'a', builtFrom: 'here' })).toBe(false);
    expect(() => keepEngine(folder, { version: '1.0.0', code: 'b', builtFrom: 'here' })).toThrow(
      'raise ENGINE_VERSION',
    );
    expect(readFileSync(join(folder, '1.0.0.mjs'), 'utf8')).toBe('a');
  });
});
