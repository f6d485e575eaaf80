import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { unpack } from './unpack.ts';

interface Entry {
  readonly path: string;
  readonly text: string;
  readonly method: number;
}

/** An archive as APPNOTE 6.3 lays it out: files with their heads, a list of them, and where that begins. */
function zip(entries: readonly Entry[], comment = ''): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let place = 0;
  for (const { path, text, method } of entries) {
    const packed = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(path.length, 26);
    // A field of its own that the list does not have: where the content begins is said by the head.
    head.writeUInt16LE(4, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(place, 42);
    const file = Buffer.concat([head, Buffer.from(path), Buffer.alloc(4), packed]);
    files.push(file);
    list.push(entry, Buffer.from(path));
    place += file.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...files, ...list, end, Buffer.from(comment)]);
}

const opened = (name: string, bytes: Buffer) => {
  const unpacked = unpack({ name, bytes });
  return unpacked.ok ? unpacked.value.map((file) => `${file.name}: ${file.bytes.toString()}`) : unpacked.error;
};

it('opens an archive to its files, stored or deflated, without their folders', () => {
  const archive = zip(
    [
      { path: '606/', text: '', method: 0 },
      { path: '606/165998_606_NMS_2025_Q3.xml', text: '<a/>', method: 8 },
      { path: 'IEXG202608.csv', text: 'V,IEXG', method: 0 },
    ],
    'made by hand',
  );
  expect(opened('606_NMS_2025_Q3.zip', archive)).toEqual([
    '165998_606_NMS_2025_Q3.xml: <a/>',
    'IEXG202608.csv: V,IEXG',
  ]);
});

it('opens what is packed by gzip under its own name, and leaves what is not packed', () => {
  expect(opened('IEXG202608.txt.gz', gzipSync('V|IEXG'))).toEqual(['IEXG202608.txt: V|IEXG']);
  expect(opened('IEXG202608.txt', Buffer.from('V|IEXG'))).toEqual(['IEXG202608.txt: V|IEXG']);
});

it('says why it does not open one', () => {
  const archive = zip([{ path: 'a.csv', text: 'a'.repeat(100), method: 8 }]);
  expect(opened('a.zip', Buffer.from('no archive'))).toBe('BROKEN');
  expect(opened('a.csv.gz', Buffer.from('no gzip'))).toBe('BROKEN');
  expect(opened('a.zip', archive.subarray(0, archive.length - 22))).toBe('BROKEN');
  expect(opened('a.zip', zip([{ path: 'a.csv', text: 'a', method: 12 }]))).toBe('KIND_UNKNOWN');
  const cut = Buffer.concat([archive.subarray(0, 20), archive.subarray(30)]);
  expect(opened('a.zip', cut)).toBe('BROKEN');
});
