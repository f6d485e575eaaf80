import { expect, it } from 'vitest';
import { simulate } from './simulate.ts';

const N = Number(process.env.FAIRLEAD_SIMULATION_SEEDS ?? 5);
const ONE = process.env.FAIRLEAD_SIMULATION_SEED;

it('holds', async () => {
  const seeds = ONE === undefined ? Array.from({ length: N }, (_, i) => i + 1) : [Number(ONE)];
  const all = new Map<string, number>();
  let bad = 0;
  const t0 = performance.now();
  for (const seed of seeds) {
    const t = performance.now();
    const lines: string[] = [];
    const r = await simulate(seed, ONE === undefined ? null : (l) => lines.push(l));
    for (const [k, v] of r.counts) all.set(k, (all.get(k) ?? 0) + v);
    if (ONE !== undefined) (await import('node:fs')).writeFileSync(`/tmp/sim-${seed}.log`, lines.join('\n'));
    if (r.broken) bad += 1;
    console.log(seed, (r.passedUs / 1e6).toFixed(1), 's', (performance.now() - t).toFixed(0), 'ms', r.tasks, r.counts.get('act: order'), r.counts.get('children'), r.counts.get('fills'), r.broken ? JSON.stringify(r.broken).slice(0, 700) : '', r.digest.slice(0, 8));
  }
  console.log([...all].sort().map(([k, v]) => `${k}: ${v}`).join('\n'));
  console.log('bad', bad, 'total s', (performance.now() - t0) / 1000);
  expect(bad).toBe(0);
}, 3_600_000);
