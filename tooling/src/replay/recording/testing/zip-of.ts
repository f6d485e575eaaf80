import { crc32, deflateRawSync } from 'node:zlib';

/** A zip file as its specification has it, with one entry or a directory that says more. */
export function zipOf(content: string, entries = 1): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30 + 5);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(5, 26);
  local.write('q.csv', 30);
  const central = Buffer.alloc(46 + 5);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(crc32(content), 16);
  central.writeUInt32LE(packed.length, 20);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, central, end]);
}
