import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { PassThrough, pipeline, type Readable, Transform } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_HEADER_BYTES = 30;
const END_BYTES = 22;
/** The end record may be followed by a comment of up to this many bytes. */
const COMMENT_BYTES_MAX = 65_535;
const STORED = 0;
const DEFLATED = 8;

/**
 * The content of a zip file's only entry, inflated as it is read (APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16). Throws for what
 * is no zip file, holds another number of entries than one, or is packed in another way than deflate; its reader is told at the end of a
 * content that has not the checksum of the file.
 */
export function zipEntry(path: string): Readable {
  const { start, bytes, method, checksum } = onlyEntry(path);
  const packed = createReadStream(path, { start, end: Math.max(start, start + bytes - 1) });
  const inflate = method === STORED ? new PassThrough() : createInflateRaw();
  return pipeline(packed, inflate, checked(checksum), () => undefined);
}

/** Passes everything on, and fails at the end where it was not what the checksum is of. */
function checked(checksum: number): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === checksum ? null : new Error('its content is damaged'));
    },
  });
}

function onlyEntry(path: string): { start: number; bytes: number; method: number; checksum: number } {
  const file = openSync(path, 'r');
  try {
    const end = endRecord(file);
    if (end.readUInt16LE(10) !== 1) throw new Error(`it holds ${end.readUInt16LE(10)} files, not one`);
    const central = bytesAt(file, end.readUInt32LE(16), 46);
    if (central.readUInt32LE(0) !== CENTRAL_SIGNATURE) throw new Error('its directory is broken');
    const method = central.readUInt16LE(10);
    if (method !== STORED && method !== DEFLATED) throw new Error(`its file is packed by method ${method}`);
    const local = central.readUInt32LE(42);
    const header = bytesAt(file, local, LOCAL_HEADER_BYTES);
    // Name and extra field stand before the content, and their lengths here may differ from the directory's.
    const start = local + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    return { start, bytes: central.readUInt32LE(20), method, checksum: central.readUInt32LE(16) };
  } finally {
    closeSync(file);
  }
}

/** The last record of the file, which says where the directory is. */
function endRecord(file: number): Buffer {
  const { size } = fstatSync(file);
  const length = Math.min(size, END_BYTES + COMMENT_BYTES_MAX);
  const tail = bytesAt(file, size - length, length);
  for (let at = length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_SIGNATURE) return tail.subarray(at, at + END_BYTES);
  }
  throw new Error('it is not a zip file');
}

function bytesAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  if (readSync(file, buffer, 0, length, position) !== length) throw new Error('it ends too early');
  return buffer;
}
