import { createHash } from 'node:crypto';
import type { FileSource } from './file-source.ts';

/** What tells a file from every other. */
export interface FileDigest {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Reads a file through; null where it cannot be read. */
export async function digestOf(file: Pick<FileSource, 'open'>): Promise<FileDigest | null> {
  const sum = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of file.open()) {
      sum.update(piece);
      bytes += piece.length;
    }
  } catch {
    return null;
  }
  return { bytes, sha256: sum.digest('hex') };
}
