import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { environmentForTools } from '../env.ts';
import { Refusal } from '../refusal.ts';
import { percentilesOf } from '../replay/percentiles.ts';
import { ROOT } from '../root.ts';
import { runProgram } from '../test-run/program.ts';
import { atMost, type Benchmark, distribution, type Findings, figure } from './benchmark.ts';

const measured = z.record(z.string(), z.union([z.number(), z.array(z.number())]));

/** What a person must not notice, in milliseconds. */
const FIRST_LOAD_MS = 1_000;
const ROUTE_CHANGE_MS = 200;
const TASK_MS = 50;
const FRAME_MS = 16;

/** The console in a real browser over the whole system: how soon a screen is there, and what ten thousand live rows cost its main thread. */
export const consoleSpeed: Benchmark = async ({ progress }) => {
  const folder = join(ROOT, 'apps/web');
  const out = mkdtempSync(join(tmpdir(), 'fairlead-speed-'));
  const results = join(out, 'results.json');
  try {
    progress('console: screens, routes and the live list in a browser');
    const args = [join(folder, 'node_modules/@playwright/test/cli.js'), 'test', '-c', 'playwright.speed.config.ts'];
    const env = { ...environmentForTools(), SPEED_RESULTS: results };
    const code = await runProgram({ args: [...args, '--reporter=line'], cwd: folder, env });
    if (code !== 0) throw new Refusal('the console could not be measured: see above');
    return findingsOf(measured.parse(JSON.parse(readFileSync(results, 'utf8'))));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

function findingsOf(found: z.infer<typeof measured>): Findings {
  const listOf = (name: string) => [found[name] ?? []].flat();
  const metrics = Object.entries(found).map(([name, value]) =>
    typeof value === 'number' ? figure(name, '', { value, n: 1 }) : distribution(name, 'ms', value),
  );
  const loads = Object.keys(found).filter((name) => name.startsWith('first load'));
  return {
    metrics,
    ratios: [
      ...loads.map((name) => atMost(`${name}, median ms`, percentilesOf(listOf(name)).p50, FIRST_LOAD_MS)),
      atMost('route change, median ms', percentilesOf(listOf('route change')).p50, ROUTE_CHANGE_MS),
      ...['', ', own time'].flatMap((which) => [
        atMost(
          `live list, longest task ms${which}`,
          percentilesOf(listOf(`task of the main thread${which}`)).max,
          TASK_MS,
        ),
        atMost(`live list, script of a frame p95 ms${which}`, p95(listOf(`script of a frame${which}`)), FRAME_MS),
      ]),
    ],
  };
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0;
}
