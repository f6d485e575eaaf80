import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { DIALECTS, type Dialect, textOf } from './testing/dialects.ts';
import { quotesOf, RecordedFiles, readFile } from './testing/recorded-files.ts';
import { zipOf } from './testing/zip-of.ts';

const files = new RecordedFiles();
afterAll(() => files.remove());

const BOM = '\ufeff';
const HEADED = DIALECTS.filter(({ header }) => header !== null);

/** Reads a text in a dialect; the first row stands in the second line where there is a header. */
const read = (dialect: Dialect, text: string | Buffer, name = dialect.name) => readFile(files.file(name, text));
const lineOf = ({ header }: Dialect, row: number) => row + (header === null ? 0 : 1);

describe.each(DIALECTS)('a file of $format', (dialect) => {
  const plain = textOf(dialect);
  const rows = (recording: Awaited<ReturnType<typeof read>>) => quotesOf(recording);

  it.each([
    ['a byte order mark', `${BOM}${plain}`],
    ['CR LF', plain.replaceAll('\n', '\r\n')],
    ['empty lines at its end', `${plain}\n\n  \n`],
    ['empty lines in between', plain.replaceAll('\n', '\n\n')],
    ['no line end at its end', plain.trimEnd()],
    ['all of them', `${BOM}\r\n${plain.replaceAll('\n', '\r\n')}\r\n\r\n`],
  ])('reads the same with %s', async (_, text) => {
    const once = await read(dialect, plain);
    const recording = await read(dialect, text);
    expect(recording.format).toBe(dialect.format);
    expect(rows(recording)).toEqual(rows(once));
    expect(rows(once).length).toBeGreaterThan(2);
  });

  it('reads the same packed, whatever case its name is in', async () => {
    const once = rows(await read(dialect, plain));
    expect(rows(await read(dialect, gzipSync(plain), `${dialect.name}.gz`))).toEqual(once);
    expect(rows(await read(dialect, zipOf(plain), `${dialect.name}.ZIP`))).toEqual(once);
  });

  it.each([
    ['a cut gzip', 'x.gz', gzipSync(plain).subarray(0, 40), 'cannot be read'],
    ['plain text named .gz', 'y.gz', Buffer.from(plain), 'cannot be read'],
    ['plain text named .zip', 'y.zip', Buffer.from(plain), 'cannot be read'],
    ['a gzip that is not named so', 'z.csv', gzipSync(plain), 'is no text'],
    ['UTF-16', 'u.csv', Buffer.from(`${BOM}${plain}`, 'utf16le'), 'is no text'],
    [
      'carriage returns alone',
      'c.csv',
      Buffer.from(plain.replaceAll('\n', '\r')),
      'ends its lines with carriage returns',
    ],
    ['an empty file', 'e.csv', Buffer.alloc(0), 'is empty'],
    ['empty lines', 'f.csv', Buffer.from(`${BOM}\r\n\r\n`), 'is empty'],
  ])('is refused in one line that names it: %s', async (_, name, content, message) => {
    const path = files.file(`${dialect.format}-${name}`, content);
    for (const format of [undefined, dialect.format]) {
      const reading = readFile(path, format === undefined ? {} : { format });
      await expect(reading).rejects.toThrow(`${path} ${message}`);
      await expect(reading).rejects.toThrow(/^[^\n]*$/);
    }
  });

  it('is refused in a zip whose content is not what was packed', async () => {
    const zip = zipOf(plain);
    // The checksum stands sixteen bytes into the directory, which is found in the last record.
    const at = zip.readUInt32LE(zip.length - 6) + 16;
    zip.writeUInt32LE((zip.readUInt32LE(at) ^ 1) >>> 0, at);
    const path = files.file(`${dialect.name}.zip`, zip);
    await expect(readFile(path)).rejects.toThrow(`${path} cannot be read: its content is damaged`);
  });

  it('is refused where it is a folder, or not there', async () => {
    const folder = join(files.folder, `${dialect.format}-folder`);
    mkdirSync(folder);
    await expect(readFile(folder, { format: dialect.format })).rejects.toThrow(`${folder} is a folder`);
    await expect(readFile(`${folder}/none`, { format: dialect.format })).rejects.toThrow('there is no file');
  });

  it('takes its symbol from its name in any case, else as it is asked for, and from nowhere else', async () => {
    const named = await read(dialect, plain, dialect.name.toLowerCase());
    expect(named.market.instrument.instrumentId).toBe(dialect.symbol);
    const path = files.file(dialect.namelessName, plain);
    const asked = await readFile(path, { symbol: dialect.symbol });
    expect(asked.market.instrument.instrumentId).toBe(dialect.symbol);
    // A Daily TAQ row says its symbol itself.
    if (dialect.format === 'daily-taq') return;
    await expect(readFile(path)).rejects.toThrow('does not say its symbol: name it with --symbol');
  });

  it('is refused by its line where a price is no price', async () => {
    for (const offer of ['10,02', '-10.02', '1e400', 'abc', '10.02.1', '0x10', '10.020000001']) {
      const text = textOf(dialect, [...dialect.rows.slice(0, 1), dialect.withOffer(offer)]);
      await expect(read(dialect, text), offer).rejects.toThrow(`${dialect.name}:${lineOf(dialect, 2)}`);
    }
  });

  it('is refused by its line where a price is more than can be reckoned with', async () => {
    const offer = dialect.format === 'lean' ? '900000000000' : '90000000';
    const text = textOf(dialect, [...dialect.rows.slice(0, 1), dialect.withOffer(offer)]);
    await expect(read(dialect, text)).rejects.toThrow(`${dialect.name}:${lineOf(dialect, 2)}`);
    await expect(read(dialect, text)).rejects.toThrow('is more than');
  });

  it('shows nothing on a side whose price is zero', async () => {
    const recording = await read(dialect, textOf(dialect, [dialect.withOffer('0'), ...dialect.rows]));
    expect(quotesOf(recording)[0]?.slice(4)).toEqual([0, 0]);
    expect(quotesOf(recording)[0]?.[3]).toBeGreaterThan(0);
  });

  it('is refused by its line where its time is none, in another unit, or goes back', async () => {
    const [first = ''] = dialect.rows;
    for (const time of ['-1', '9e99', '34200000000000', '1515749400']) {
      const text = textOf(dialect, [dialect.withTime(time), first]);
      const reading = read(dialect, text);
      // Seconds since 1970 are a time of a day in no format.
      await expect(reading, time).rejects.toThrow(`${dialect.name}:${lineOf(dialect, 1)}`);
    }
    const back = textOf(dialect, [...dialect.rows].reverse());
    await expect(read(dialect, back)).rejects.toThrow(`${dialect.name}:${lineOf(dialect, 2)}`);
    await expect(read(dialect, back)).rejects.toThrow('goes back in time');
  });

  it('is refused by its line where a line has been cut off', async () => {
    const text = textOf(dialect, [...dialect.rows, (dialect.rows[0] ?? '').slice(0, -12)]);
    await expect(read(dialect, text)).rejects.toThrow(`${dialect.name}:${lineOf(dialect, 4)}`);
  });
});

describe.each(HEADED)('the header of $format', (dialect) => {
  const header = dialect.header ?? '';
  const sep = dialect.separator;
  const columns = header.split(sep);
  const table = [columns, ...dialect.rows.map((row) => row.split(sep))];
  const textOfTable = (cells: readonly (readonly string[])[]) => `${cells.map((row) => row.join(sep)).join('\n')}\n`;

  it('alone is a file without a quote', async () => {
    await expect(read(dialect, `${header}\n`)).rejects.toThrow(/has no quotes?/);
  });

  it('may name its columns in another order, more of them, in other case, with spaces and in quotation marks', async () => {
    const once = quotesOf(await read(dialect, textOf(dialect)));
    const turned = textOfTable(table.map((row) => [...row].reverse()));
    const more = textOfTable(table.map((row, at) => [at === 0 ? 'note' : 'x', ...row]));
    const loud = textOfTable(table.map((row, at) => (at === 0 ? row.map((name) => ` ${name.toUpperCase()} `) : row)));
    const quoted = textOfTable(table.map((row) => row.map((cell) => `"${cell}"`)));
    const noted = textOfTable(table.map((row, at) => [at === 0 ? 'note' : `"a${sep} ""b"""`, ...row]));
    const spaced = textOfTable(table.map((row) => row.map((cell) => ` ${cell} `)));
    for (const text of [turned, more, loud, quoted, noted, spaced]) {
      const recording = await read(dialect, text);
      expect(recording.format).toBe(dialect.format);
      expect(quotesOf(recording)).toEqual(once);
    }
  });

  it('is refused where it lacks a column, naming it, or has one twice', async () => {
    const at = columns.findIndex((name) => /^(bid|bid_price)$/i.test(name));
    const without = textOfTable(table.map((row) => row.filter((_, column) => column !== at)));
    const name = columns[at]?.toLowerCase();
    await expect(read(dialect, without)).rejects.toThrow(`${dialect.name}:1 is a header without ${name}`);
    const twice = textOfTable(table.map((row) => [...row, row[at] ?? '']));
    await expect(read(dialect, twice)).rejects.toThrow(`${dialect.name}:1 names the column ${name} twice`);
  });

  it('is refused by its line where it comes again', async () => {
    const again = textOf(dialect, [...dialect.rows.slice(0, 1), header, ...dialect.rows.slice(1)]);
    await expect(read(dialect, again, `a_${dialect.name}`)).rejects.toThrow(`a_${dialect.name}:3`);
  });

  it('decides how many fields a row has, and where a quotation mark may stand', async () => {
    const [row = ''] = dialect.rows;
    const wide = textOf(dialect, [row, `${row}${sep}x`]);
    await expect(read(dialect, wide)).rejects.toThrow(`${dialect.name}:3 has ${columns.length + 1} fields`);
    const open = textOf(dialect, [row, `"${row}`]);
    await expect(read(dialect, open)).rejects.toThrow(`${dialect.name}:3 has a quotation mark`);
  });

  it('shows nothing on a side whose price is blank', async () => {
    const recording = await read(dialect, textOf(dialect, [dialect.withOffer(''), ...dialect.rows]));
    expect(quotesOf(recording)[0]?.slice(4)).toEqual([0, 0]);
  });
});

describe('what is said of a file that its format has no use for', () => {
  it.each(DIALECTS.filter(({ format }) => ['depth-jsonl', 'fx-two-source'].includes(format)))(
    'is refused: $format',
    async (dialect) => {
      const path = files.file(dialect.name, textOf(dialect));
      await expect(readFile(path, { trades: path })).rejects.toThrow('--trades');
      await expect(readFile(path, { tape: 'A' })).rejects.toThrow('--tape');
      await expect(readFile(path, { date: '2018-01-12' })).rejects.toThrow('--date');
    },
  );

  it('is refused for a file of another format, and for a format that is none', async () => {
    const path = files.file('other.csv', 'a,b\n1,2\n');
    await expect(readFile(path)).rejects.toThrow('of no format that is known');
    await expect(readFile(path, { format: 'taq-csv' })).rejects.toThrow('other.csv:1 is a header without time_ms');
    await expect(readFile(path, { format: 'xml' })).rejects.toThrow("--format is 'xml'");
  });
});
