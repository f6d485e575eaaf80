import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPool } from '@fairlead/db/pool';
import { query } from '@fairlead/db/testing/query';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { describe, expect, it } from 'vitest';
import { reportProgram } from '../src/report-program/report-program.ts';

const SAMPLE = fileURLToPath(new URL('../../../docs/import-sample', import.meta.url));
const FIRM = ['--bd', 'Meridian Securities LLC', '--crd', '123456'];
const Q3 = ['606a1', '--year', '2026', '--quarter', '3'];
const NOW_US = Date.UTC(2026, 9, 20) * 1_000;

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 6, onError: () => undefined });
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-report-'));
  const files = join(folder, 'files');
  await cp(SAMPLE, files, { recursive: true });
  const out = join(folder, 'out');
  return {
    ...{ url: db.url, out, files },
    /** Changes a file of the sample. */
    change: async (name: string, change: (text: string) => string) =>
      writeFile(join(files, name), change(await readFile(join(files, name), 'utf8'))),
    run: async (...args: string[]) => {
      const said: string[] = [];
      const complaints: string[] = [];
      const code = await reportProgram(args, {
        ...{ pool, nowUs: () => NOW_US },
        say: (line) => void said.push(line.replaceAll(folder, '')),
        complain: (line) => void complaints.push(line.replaceAll(folder, '')),
      });
      return { code, said, complaints };
    },
    written: () => readdir(out).catch(() => []),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await rm(folder, { recursive: true });
      await db[Symbol.asyncDispose]();
    },
  };
}

describe('npm run report', () => {
  it('makes the report of the sample of docs/import.md, byte by byte', async () => {
    await using set = await setUp();
    const { code, said, complaints } = await set.run(...Q3, '--import', set.files, ...FIRM, '--out', set.out);
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(said.at(-1)).toMatch(/^OK {2}run .{36}: \d+ rows, 0 findings; not approved by anybody$/);
    expect((await set.written()).sort()).toEqual(['CSV', 'PDF', 'XML'].map((form) => `123456_606_NMS_2026_Q3.${form}`));
    // How a PDF is packed is the zlib's of this Node.
    for (const form of ['XML', 'CSV']) {
      const name = `123456_606_NMS_2026_Q3.${form}`;
      const kept = await readFile(join(SAMPLE, 'report', name));
      expect((await readFile(join(set.out, name))).equals(kept), name).toBe(true);
    }
  });

  it('reckons what orders of files cost by the market that they tell, and says what they do not', async () => {
    await using set = await setUp();
    const time = ['tca', '--from', '2026-07-01', '--to', '2026-10-01'];
    const { code, complaints } = await set.run(...time, '--import', set.files, ...FIRM, '--out', set.out);
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    const csv = String(await readFile(join(set.out, 'TCA_ALL_2026-07-01_2026-09-30.csv')));
    const [head = '', ...lines] = csv
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const told = ['order_id', 'arrival_cost', 'left_quantity', 'opportunity_gap'].map((name) => head.indexOf(name));
    expect(lines.slice(0, 2).map((line) => told.map((place) => line[place]))).toEqual([
      ['O-1001', '2.25', '0', ''],
      ['O-1002', '-4.2', '100', 'NOT_KNOWN'],
    ]);
  });

  it('writes nothing where a drop copy says otherwise, and tells where', async () => {
    await using set = await setUp();
    await set.change('drop-copies/XNAS_2026-07-01.csv', (text) => text.replace('SELL,100', 'SELL,90'));
    const { code, complaints } = await set.run(...Q3, '--import', set.files, ...FIRM, '--out', set.out);
    expect(code).toBe(1);
    expect(complaints).toEqual([
      expect.stringMatching(/^QUANTITY_DIFFERS XNAS 2026-07-01 E-2 .{36}: expected 90, found 100$/),
      'QUANTITY_DIFFERS: Rows and drop copy have different quantities of an execution.',
      'there is no report: 1 breaks between what it is made of (docs/adr/0115-reconciliation.md)',
    ]);
    expect(await set.written()).toEqual([]);
  });

  it('prints venues as the files name them, and finds what else is of them by any of their names', async () => {
    await using set = await setUp();
    const longer = (text: string) => text.replace('R-2,O-1002,Nasdaq', 'R-2,O-1002,The Nasdaq Stock Market');
    await set.change('routes.csv', (text) => longer(text).replace('R-3,O-1003,Nasdaq', 'R-3,O-1003,NASDAQ'));
    await set.change('venue-terms.csv', (text) => text.replace(/^Nasdaq/m, 'The Nasdaq Stock Market'));
    const copies = join(set.files, 'drop-copies');
    await rename(join(copies, 'XNAS_2026-07-01.csv'), join(copies, 'The Nasdaq Stock Market_2026-07-01.csv'));
    const { code, complaints } = await set.run(...Q3, '--import', set.files, ...FIRM, '--out', set.out);
    expect({ code, complaints }).toEqual({
      code: 0,
      complaints: ['finding VENUE_NAMES_DIFFER: NASDAQ XNAS (The Nasdaq Stock Market)'],
    });
    const xml = String(await readFile(join(set.out, '123456_606_NMS_2026_Q3.XML')));
    const named = [...xml.matchAll(/<name>(.*)<\/name>\s*(?:<mic>(.*)<\/mic>)?/g)].map(
      ([, name, mic]) => `${name} ${mic}`,
    );
    expect(named).toEqual([
      'Citadel Securities CDEL',
      'NASDAQ XNAS',
      'NASDAQ XNAS',
      'NYSE Arca ARCX',
      'Cboe Options XCBO',
    ]);
  });

  it('writes nothing where the report has what no report leaves with, and tells what and where', async () => {
    await using set = await setUp();
    await set.change('venue-terms.csv', (text) => text.replace(/^IEX.*\n|^NYSE Arca.*\n/gm, ''));
    const { code, complaints } = await set.run(...Q3, '--import', set.files, ...FIRM, '--out', set.out);
    expect({ code, complaints }).toEqual({
      code: 1,
      complaints: [
        'finding MATERIAL_ASPECTS_MISSING: 2026-07 OTHER NYSE Arca ()',
        'there is no report: it cannot leave with MATERIAL_ASPECTS_MISSING',
      ],
    });
    expect(await set.written()).toEqual([]);
  });

  it.each<readonly [string, string, (text: string) => string, string]>([
    ['an order', 'orders.csv', (text) => text.replace('BUY', 'BYE'), 'orders:2 side NOT_IN_LIST'],
    ['a list', 'member-lists.csv', (text) => text.replace(',2,', ',3,'), 'there are not as many symbols'],
    ['terms', 'venue-terms.csv', (text) => text.replace('2026-01-01', '1/1/26'), ':2 effective_from NOT_A_DAY'],
    [
      'the words of terms',
      'venue-terms.csv',
      (text) => text.replace(/"Pays[^"]*"/, 'N/A'),
      ':2 material_aspects NAME_OF',
    ],
    ['the venue of terms', 'venue-terms.csv', (text) => text.replace('IEX', 'Nowhere'), ':5 venue: no route names it'],
    ['a drop copy', 'drop-copies/XNAS_2026-07-01.csv', (text) => text.replace('100', '0'), ':2 quantity OUT_OF_RANGE'],
  ])('writes nothing where %s is wrong, and tells the line', async (_, file, change, complaint) => {
    await using set = await setUp();
    await set.change(file, change);
    const { code, complaints } = await set.run(...Q3, '--import', set.files, ...FIRM, '--out', set.out);
    expect(code).toBe(1);
    expect(complaints.join('\n')).toContain(complaint);
    expect(await set.written()).toEqual([]);
  });

  it('says what cannot be made: without a list of members, of a time that is not over', async () => {
    await using set = await setUp();
    await rm(join(set.files, 'member-lists.csv'));
    const without = await set.run(...Q3, '--import', set.files, ...FIRM, '--out', set.out);
    expect(without).toMatchObject({ code: 1, complaints: [expect.stringContaining('NO_MEMBER_LIST')] });
    const open = await set.run('606a1', '--year', '2026', '--quarter', '4', '--out', set.out);
    expect(open).toMatchObject({
      code: 2,
      complaints: ['its time is not over, or for Rule 605 the week after it (PERIOD_OPEN)'],
    });
    expect(await set.written()).toEqual([]);
  });

  it('takes who the firm is from the installation, or says that nobody has said so; a demonstration needs none', async () => {
    await using set = await setUp();
    expect(await set.run(...Q3, '--out', set.out)).toMatchObject({
      code: 2,
      complaints: [expect.stringContaining('FIRM_NOT_NAMED')],
    });
    expect(await set.run(...Q3, '--out', set.out, '--simulated')).toMatchObject({ code: 0 });
    expect(String(await readFile(join(set.out, '0_606_NMS_2026_Q3.XML')))).toContain('SIMULATED ORDERS');
    expect(await query(set.url, 'select requested_by, simulated from report_runs')).toEqual([
      { requested_by: 'npm run report', simulated: true },
    ]);
  });

  it.each<readonly [string, readonly string[]]>([
    ['one of 605, 606a1,', []],
    ['one of 605, 606a1,', ['606c', '--out', 'x']],
    ['--out is needed', Q3],
    ['--quarter', ['606a1', '--year', '2026', '--out', 'x']],
    ['--quarter', [...Q3.slice(0, 4), '5', '--out', 'x']],
    ['month', [...Q3, '--month', '7', '--out', 'x']],
    ['--bd and --crd are needed with --import', [...Q3, '--import', 'y', '--out', 'x']],
    ['and only then', [...Q3, ...FIRM, '--out', 'x']],
    ['--bd and --crd go together', [...Q3, '--bd', 'A', '--import', 'y', '--out', 'x']],
    ['--bd: a name', [...Q3, '--bd', 'N/A', '--crd', '1', '--import', 'y', '--out', 'x']],
    ['--crd: one to ten digits', [...Q3, '--bd', 'A', '--crd', 'x', '--import', 'y', '--out', 'x']],
    [
      '--participant: the letter',
      ['605', '--participant', 'XNAS', '--entity', 'A', ...FIRM, '--import', 'y', '--out', 'x'],
    ],
    ['--entity: up to eight', ['605', '--participant', 'T', '--entity', 'a1', ...FIRM, '--import', 'y', '--out', 'x']],
    ['a designated participant and its code', ['605', '--entity', 'A', ...FIRM, '--import', 'y', '--out', 'x']],
    ["Unknown option '--when'", [...Q3, '--when', 'now', '--out', 'x']],
  ])('refuses to begin and says how it is called: %s', async (complaint, args) => {
    await using set = await setUp();
    const { code, complaints } = await set.run(...args);
    expect(code).toBe(2);
    expect(complaints.join()).toContain(complaint);
    expect(complaints.join()).toContain('npm run report -- KIND');
  });
});
