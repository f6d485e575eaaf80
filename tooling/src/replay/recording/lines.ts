import { createReadStream, existsSync, statSync } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../../refusal.ts';
import { zipEntry } from './zip-entry.ts';

/** What a line of a text file may be preceded by that is no part of it. */
const BYTE_ORDER_MARK = '\ufeff';
/** What bytes that are no UTF-8 are read as, and what no text holds: packed files and UTF-16 have both within their first few bytes. */
const NOT_TEXT = /[\ufffd\0]/;

/**
 * Gives each line of a plain, gzipped or zipped file to `take`, with its number from 1, as it comes off the disk, so that no file has to fit into
 * one string. A byte order mark, the carriage returns of other systems and lines without anything in them are no part of any format. Refuses
 * a file that is missing, empty, no text, or not what its name says.
 */
export async function eachLine(path: string, take: (text: string, line: number) => void): Promise<void> {
  let line = 0;
  let taken = 0;
  for await (const texts of lineBlocks(path)) {
    for (const text of texts) {
      line += 1;
      const bare = withoutReturn(text);
      if (isBlank(bare)) continue;
      if (NOT_TEXT.test(bare)) throw new Refusal(`${path}:${line} is no text in UTF-8`);
      taken += 1;
      take(bare, line);
    }
  }
  if (taken === 0) throw new Refusal(`${path} is empty`);
}

/** The first line of a file that holds anything: what its format is recognised by. Refuses what `eachLine` refuses. */
export async function firstLineOf(path: string): Promise<string> {
  for await (const texts of lineBlocks(path)) {
    const first = texts.map(withoutReturn).find((text) => !isBlank(text));
    if (first !== undefined) return first;
  }
  throw new Refusal(`${path} is empty`);
}

async function* lineBlocks(path: string): AsyncGenerator<readonly string[]> {
  if (!existsSync(path)) throw new Refusal(`there is no file ${path}`);
  if (statSync(path).isDirectory()) throw new Refusal(`${path} is a folder, not a file`);
  let rest = '';
  let isFirst = true;
  try {
    for await (const chunk of textOf(path)) {
      const text = isFirst ? textOfFirst(String(chunk), path) : String(chunk);
      isFirst = false;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  if (rest !== '') yield [rest];
}

function textOfFirst(text: string, path: string): string {
  const bare = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (NOT_TEXT.test(bare)) throw new Refusal(`${path} is no text in UTF-8; a packed file must be named .gz or .zip`);
  if (bare.includes('\r') && !bare.includes('\n'))
    throw new Refusal(`${path} ends its lines with carriage returns alone: with line feeds it could be read`);
  return bare;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function isBlank(line: string): boolean {
  return line === '' || line.trim() === '';
}

function textOf(path: string): Readable {
  const bytes = unpacked(path);
  bytes.setEncoding('utf8');
  return bytes;
}

function unpacked(path: string): Readable {
  const name = path.toLowerCase();
  if (name.endsWith('.zip')) return zipEntry(path);
  const file = createReadStream(path);
  // An error of either end destroys the other, and whoever reads is told.
  return name.endsWith('.gz') ? pipeline(file, createGunzip(), () => undefined) : file;
}
