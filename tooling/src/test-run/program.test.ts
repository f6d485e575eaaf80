import { expect, test } from 'vitest';
import { runProgram } from './program.ts';

const run = (script: string) => runProgram({ args: ['-e', script], cwd: process.cwd(), env: process.env });

test('a program gives its exit code, or the signal that ended it', async () => {
  expect(await run('process.exit(3)')).toBe(3);
  expect(await run('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)')).toBe(128 + 15);
});
