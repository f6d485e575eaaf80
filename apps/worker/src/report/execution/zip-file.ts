import { crc32, deflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** What it takes to read it: deflate. */
const VERSION = 20;
const DEFLATE = 8;
/** The first day of 1980, which is the earliest that the form can say: a file of a report has no time at which it was made. */
const DAY = 0x0021;

/** A zip archive of one file: equal content is equal bytes. The name is ASCII, the file below 4 GiB (PKWARE, "APPNOTE.TXT", 4.3). */
export function zipFile(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(DEFLATE, 4);
  facts.writeUInt16LE(DAY, 8);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([number32(LOCAL), facts, Buffer.from(name, 'ascii'), packed]);
  // Behind the facts: comment, disk, attributes and place of the local head, all zero.
  const central = Buffer.concat([
    number32(CENTRAL),
    number16(VERSION),
    facts,
    Buffer.alloc(14),
    Buffer.from(name, 'ascii'),
  ]);
  const end = Buffer.concat([
    ...[number32(END), Buffer.alloc(4), number16(1), number16(1)],
    ...[number32(central.length), number32(local.length), number16(0)],
  ]);
  return Buffer.concat([local, central, end]);
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
