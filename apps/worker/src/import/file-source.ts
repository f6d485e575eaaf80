import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ImportOrdersPayload } from '@fairlead/contracts/jobs';

/** How much of a file is read together. */
const PIECE_BYTES = 1 << 18;

/** A file to be imported, wherever it lies: it is opened anew for each reading. */
export interface FileSource {
  /** Where it lies, or its name. */
  readonly path: string;
  /** Its bytes from the first; the stream breaks where they cannot be read. */
  open(): Readable;
}

/** A file on this machine. */
export function fileAt(path: string): FileSource {
  return { path, open: () => createReadStream(path, { highWaterMark: PIECE_BYTES }) };
}

/** The files of a firm that lie on this machine, as they are to be imported. */
export function filesOnMachine({ client_id, format, paths, requested_by }: ImportOrdersPayload) {
  const files = { orders: fileAt(paths.orders), routes: fileAt(paths.routes), executions: fileAt(paths.executions) };
  return { clientId: client_id, format, files, requestedBy: requested_by };
}

/** A file whose bytes come in pieces from elsewhere. */
export function fileOfPieces(name: string, pieces: () => AsyncIterable<Buffer>): FileSource {
  return { path: name, open: () => Readable.from(pieces(), { objectMode: false }) };
}
