import { gunzipSync, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '@fairlead/core/result';

/** A file by its name without folders. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Why what is packed is not opened: it is broken, or of a kind that we do not read, or there is more in it than may be. */
export type UnpackError = 'BROKEN' | 'KIND_UNKNOWN' | 'TOO_LARGE';

/** All that a package may come to when it is opened, in bytes: detailed files of exchanges are some hundred million. */
const OPENED_BYTES_MAX = 1024 * 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const HEADER_BYTES = 30;
const COMMENT_BYTES_MAX = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** The files in a `.zip`, the one in a `.gz`, or the file itself. The end of a name is what says so, in capitals or not. */
export function unpack({ name, bytes }: NamedBytes): Result<readonly NamedBytes[], UnpackError> {
  if (/\.gz$/i.test(name)) return unpackOne(name, () => gunzipSync(bytes, { maxOutputLength: OPENED_BYTES_MAX }));
  if (/\.zip$/i.test(name)) return unzip(bytes);
  return ok([{ name, bytes }]);
}

function unpackOne(name: string, open: () => Buffer): Result<readonly NamedBytes[], UnpackError> {
  const opened = inflated(open);
  return opened.ok ? ok([{ name: name.replace(/\.gz$/i, ''), bytes: opened.value }]) : opened;
}

/** The files that the list at the end of an archive names (APPNOTE 6.3, 4.3.12 and 4.3.16), stored or deflated. */
function unzip(bytes: Buffer): Result<readonly NamedBytes[], UnpackError> {
  const end = endOf(bytes);
  if (end === null) return err('BROKEN');
  const count = bytes.readUInt16LE(end + 10);
  let place = bytes.readUInt32LE(end + 16);
  let room = OPENED_BYTES_MAX;
  const files: NamedBytes[] = [];
  for (let index = 0; index < count; index++) {
    if (place + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(place) !== ENTRY_SIGNATURE) return err('BROKEN');
    const nameLength = bytes.readUInt16LE(place + 28);
    const path = bytes.toString('utf8', place + ENTRY_BYTES, place + ENTRY_BYTES + nameLength);
    if (!path.endsWith('/')) {
      const opened = contentOf(bytes, place, room);
      if (!opened.ok) return opened;
      room -= opened.value.length;
      files.push({ name: path.slice(path.lastIndexOf('/') + 1), bytes: opened.value });
    }
    place += ENTRY_BYTES + nameLength + bytes.readUInt16LE(place + 30) + bytes.readUInt16LE(place + 32);
  }
  return ok(files);
}

/** Where the end of the list stands: behind it there is a comment at most. */
function endOf(bytes: Buffer): number | null {
  const first = Math.max(0, bytes.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let place = bytes.length - END_BYTES; place >= first; place--) {
    if (bytes.readUInt32LE(place) === END_SIGNATURE) return place;
  }
  return null;
}

function contentOf(bytes: Buffer, entry: number, room: number): Result<Buffer, UnpackError> {
  const method = bytes.readUInt16LE(entry + 10);
  const packedLength = bytes.readUInt32LE(entry + 20);
  const header = bytes.readUInt32LE(entry + 42);
  if (header + HEADER_BYTES > bytes.length) return err('BROKEN');
  const from = header + HEADER_BYTES + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const packed = bytes.subarray(from, from + packedLength);
  if (packed.length !== packedLength) return err('BROKEN');
  if (method === DEFLATED) return inflated(() => inflateRawSync(packed, { maxOutputLength: Math.max(1, room) }));
  if (method !== STORED) return err('KIND_UNKNOWN');
  return packed.length > room ? err('TOO_LARGE') : ok(packed);
}

function inflated(open: () => Buffer): Result<Buffer, UnpackError> {
  try {
    return ok(open());
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return err(isTooLarge ? 'TOO_LARGE' : 'BROKEN');
  }
}
