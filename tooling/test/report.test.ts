import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { ROOT } from '../src/root.ts';

const SAMPLE = 'docs/import-sample';
const NAME = '123456_606_NMS_2026_Q3';
/** Of a clock that is wrong the quarter of the sample is not over. */
const isOver = Date.now() > Date.UTC(2026, 9, 2);
/** A server is made for it on a machine that does other things too. */
const MADE_MS_MAX = 300_000;

// Built first, as `npm test` does.
it.runIf(isOver)(
  'a report of the files of a firm needs no installation: it is made on a database of its own, and leaves none',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fairlead-report-'));
    const firm = ['--bd', 'Meridian Securities LLC', '--crd', '123456'];
    const args = [
      '606a1',
      '--year',
      '2026',
      '--quarter',
      '3',
      '--import',
      SAMPLE,
      ...firm,
      '--out',
      join(folder, 'out'),
    ];
    const child = spawn(process.execPath, [join(ROOT, 'tooling/dist/report.js'), ...args], {
      env: {
        ...process.env,
        INIT_CWD: ROOT,

        FAIRLEAD_DATA_DIR: join(folder, 'nothing'),
        DATABASE_URL: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [said, complaints, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    expect({ code, complaints }, said).toEqual({ code: 0, complaints: '' });
    // How a PDF is packed is the zlib's of this Node.
    for (const form of ['XML', 'CSV']) {
      const made = await readFile(join(folder, 'out', `${NAME}.${form}`));
      expect(made.equals(await readFile(join(ROOT, SAMPLE, 'report', `${NAME}.${form}`))), form).toBe(true);
    }
    expect(await readdir(join(folder, 'out'))).toHaveLength(3);
    expect(await readdir(folder)).toEqual(['out']);
    await rm(folder, { recursive: true });
  },
  MADE_MS_MAX,
);
