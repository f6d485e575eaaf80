import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { countsCpu, cpuOf } from './process-cpu.ts';

const BUSY =
  'const until = performance.now() + 200; while (performance.now() < until); postMessage(0); setInterval(() => {}, 1e9)';

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
});
