import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../src/root.ts';

const manifest = z.object({ version: z.string() });
const versionIn = (path: string) => manifest.parse(JSON.parse(readFileSync(join(ROOT, path), 'utf8'))).version;
const VERSION = versionIn('package.json');
const run = promisify(execFile);

describe('the version', () => {
  it('is that of the root in every package and app', () => {
    const paths = ['apps', 'packages'].flatMap((folder) =>
      readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}/package.json`),
    );
    expect(paths.length).toBeGreaterThan(9);
    for (const path of [...paths, 'tooling/package.json']) expect([path, versionIn(path)]).toEqual([path, VERSION]);
  });

  it('has its part of the changes', () => {
    const parts = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').match(/^## .*$/gm) ?? [];
    expect(parts.slice(0, 2)).toContain(`## ${VERSION}`);
    expect(new Set(parts).size).toBe(parts.length);
  });

  it.each([
    ['npm start', ['tooling/bootstrap.mjs', 'start'], `fairlead ${VERSION}\n`],
    ['router', ['apps/router/dist/main.js'], `${VERSION}\n`],
    ['worker', ['apps/worker/dist/main.js'], `${VERSION}\n`],
    ['venue-sim', ['apps/venue-sim/dist/main.js'], `${VERSION}\n`],
    ['console', ['apps/web/server.mjs'], `${VERSION}\n`],
  ])('is told by %s without an environment, and nothing is started', async (_, args, told) => {
    const { stdout } = await run(process.execPath, [...args, '--version'], { cwd: ROOT, env: {} });
    expect(stdout).toBe(told);
  });
});
