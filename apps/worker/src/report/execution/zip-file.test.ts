import { crc32, inflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { zipFile } from './zip-file.ts';

/** Reads an archive of one file from its end, as readers do: the last record says where the list is, and the list where the file is. */
function unzipped(archive: Buffer): { name: string; content: Buffer } {
  const end = archive.length - 22;
  expect([archive.readUInt32LE(end), archive.readUInt16LE(end + 10)]).toEqual([0x06054b50, 1]);
  const list = archive.readUInt32LE(end + 16);
  expect(archive.readUInt32LE(end + 12)).toBe(end - list);
  expect(archive.readUInt32LE(list)).toBe(0x02014b50);
  const [crc, packed, size] = [16, 20, 24].map((at) => archive.readUInt32LE(list + at));
  const name = archive.subarray(list + 46, list + 46 + archive.readUInt16LE(list + 28)).toString();
  const local = archive.readUInt32LE(list + 42);
  expect(archive.readUInt32LE(local)).toBe(0x04034b50);
  const begins = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const content = inflateRawSync(archive.subarray(begins, begins + (packed ?? 0)));
  expect([crc32(content), content.length]).toEqual([crc, size]);
  return { name, content };
}

it('holds one file under its name, and is the same bytes for the same file', () => {
  const content = Buffer.from('DsgntParticipant|RprtEntityCd\r\n'.repeat(500));
  const archive = zipFile('FAIR202611.txt', content);
  expect(unzipped(archive)).toEqual({ name: 'FAIR202611.txt', content });
  expect(archive.length).toBeLessThan(content.length / 10);
  expect(zipFile('FAIR202611.txt', content)).toEqual(archive);
  expect(unzipped(zipFile('E.txt', Buffer.alloc(0))).content).toHaveLength(0);
});
