import { expect, test } from 'vitest';
import { runProgram } from './program.ts';

const run = (script: string) => runProgram({ args: ['-e', script], cwd: process.cwd(), env: process.env });

test('a program gives its exit code, or the signal that ended it', async () => {
  expect(await run('process.exit(3)')).toBe(3);
  expect(await run('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)')).toBe(128 + 15);
});

test('what a program forks is not ended for having another parent than the program', async () => {
  const forked = 'setTimeout(() => process.exit(7), 1500)';
  const script = `const { fork } = require('node:child_process'); const { writeFileSync, mkdtempSync } = require('node:fs');
    const file = mkdtempSync(require('node:os').tmpdir() + '/forked-') + '/it.cjs'; writeFileSync(file, ${JSON.stringify(forked)});
    fork(file).on('exit', (code, signal) => process.exit(signal === null ? code : 1));`;
  expect(await run(script)).toBe(7);
});
