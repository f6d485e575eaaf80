import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { countsCpu, cpuOf, parentOf } from './process-cpu.ts';
import { forgetPeak, peakMib } from './process-memory.ts';

const BUSY =
  'const until = performance.now() + 200; while (performance.now() < until); postMessage(0); setInterval(() => {}, 1e9)';

/** Takes 300 MiB, gives them back to the machine, and says so. */
const HUNGRY = `let held = Buffer.alloc(300 * 1048576, 1); held = null; gc();
const look = setInterval(() => { gc(); if (process.memoryUsage().rss < 150 * 1048576) { clearInterval(look); console.log('given back'); setInterval(() => {}, 1e9); } }, 10);`;

describe.skipIf(!countsCpu)('what a process has used (where Linux counts it)', () => {
  it('tells the work of a worker with an event loop apart from what the program began on', async () => {
    const before = cpuOf(process.pid);
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads'); const postMessage = (m) => parentPort.postMessage(m); ${BUSY}`,
      { eval: true },
    );
    await new Promise((settle) => worker.once('message', settle));
    const after = cpuOf(process.pid);
    await worker.terminate();
    expect(after.allUs - before.allUs).toBeGreaterThan(50_000);
    expect(after.allUs - before.allUs).toBeGreaterThan(after.mainUs - before.mainUs);
  });

  it('knows who has started a process', () => {
    expect(parentOf(process.pid)).toBe(process.ppid);
  });

  it('counts the most memory from where it was told to begin anew', async () => {
    const child = spawn(process.execPath, ['--expose-gc', '-e', HUNGRY], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await once(child.stdout, 'data');
      const before = peakMib(child.pid ?? 0);
      forgetPeak(child.pid ?? 0);
      expect(before).toBeGreaterThan(300);
      expect(peakMib(child.pid ?? 0)).toBeLessThan(200);
    } finally {
      child.kill();
    }
  });
});
