import { createReadStream, existsSync } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../../refusal.ts';
import { zipEntry } from './zip-entry.ts';

/**
 * The lines of a plain, gzipped or zipped file as they come off the disk, a block at a time, so that no file has to fit into one string.
 * Empty lines are dropped from the end only. Refuses a file that is missing or is not what its name says.
 */
export async function* lineBlocks(path: string): AsyncGenerator<readonly string[]> {
  if (!existsSync(path)) throw new Refusal(`there is no file ${path}`);
  let rest = '';
  try {
    for await (const chunk of textOf(path)) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  if (rest !== '') yield [rest];
}

/** The first line of a file: what its format is recognised by. Refuses an empty file. */
export async function firstLineOf(path: string): Promise<string> {
  for await (const [line] of lineBlocks(path)) if (line !== undefined) return withoutReturn(line);
  throw new Refusal(`${path} is empty`);
}

/** A line without the carriage return that some systems end it with. */
export function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function textOf(path: string): Readable {
  const bytes = unpacked(path);
  bytes.setEncoding('utf8');
  return bytes;
}

function unpacked(path: string): Readable {
  if (path.endsWith('.zip')) return zipEntry(path);
  const file = createReadStream(path);
  // An error of either end destroys the other, and whoever reads is told.
  return path.endsWith('.gz') ? pipeline(file, createGunzip(), () => undefined) : file;
}
