import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlFile, Log } from '../ports.ts';

/** What this router keeps, and what those before it have left. */
const OWN = 'control.jsonl';
const LEFT = 'control.left.jsonl';
const OWNER_ONLY = 0o600;

/**
 * Files of the installation's own folder in which stands what was decided of halts and circuits and is not in the journal yet: a line each, on the disk before
 * it is said to be kept. Emptied whenever the journal has all of them.
 *
 * Each router has files of its own, which it holds open and never opens by their names again. Who takes the shard over copies what is there and begins new ones: the
 * router before it, if it still writes, writes where nobody reads, and empties nothing but that.
 */
export class ControlLines implements ControlFile {
  readonly #folder: string;
  readonly #log: Log;
  #lines = 0;
  #left: FileHandle | null = null;
  #own: FileHandle | null = null;
  /** How much of its own file is whole lines. */
  #bytes = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  async takeOver(): Promise<readonly string[]> {
    const before = await linesOf(this.#path(LEFT));
    const latest = await linesOf(this.#path(OWN));
    // A router that ended while it took them over has left some in both.
    const bodies = [...new Set([...before, ...latest])];
    this.#lines += bodies.length;
    await this.#next(async () => {
      if (bodies.length > 0) await this.#putAside(bodies);
      await rm(this.#path(OWN), { force: true });
      this.#own = await open(this.#path(OWN), 'wx', OWNER_ONLY);
      await this.#syncFolder();
    });
    return bodies;
  }

  keep(body: string): Promise<void> {
    this.#lines += 1;
    return this.#next(async () => {
      if (this.#own === null) throw new Error('this router has no file of its own');
      // What a write that failed has left of a line is not to stand before the next one.
      await this.#own.truncate(this.#bytes);
      const { bytesWritten } = await this.#own.write(lineOf(body), this.#bytes);
      await this.#own.datasync();
      this.#bytes += bytesWritten;
    });
  }

  forget(): void {
    this.#lines -= 1;
    if (this.#lines > 0) return;
    // What is kept in between has its own turn after this one, and stays.
    void this.#next(async () => {
      this.#bytes = 0;
      await this.#left?.truncate();
      await this.#own?.truncate();
    });
  }

  /** What comes afterwards stands in the journal, or is lost. */
  close(): Promise<void> {
    return this.#next(async () => {
      const both = [this.#left, this.#own];
      this.#left = null;
      this.#own = null;
      for (const file of both) await file?.close();
    });
  }

  /** Whole at once: whatever ends this router in the midst of it, the next one finds every line in one file or the other. */
  async #putAside(bodies: readonly string[]): Promise<void> {
    this.#left = await open(this.#path(`${LEFT}.new`), 'w', OWNER_ONLY);
    await this.#left.appendFile(bodies.map(lineOf).join(''));
    await this.#left.datasync();
    await rename(this.#path(`${LEFT}.new`), this.#path(LEFT));
  }

  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  #next(run: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(run).catch((error: unknown) => {
      this.#log.error(
        { error, path: this.#path(OWN) },
        'the file of what the journal does not have yet is not written',
      );
    });
    return this.#last;
  }
}

function lineOf(body: string): string {
  return `${JSON.stringify(body)}\n`;
}

/** What stands in a file. A last line that is not whole was never said to be kept. */
async function linesOf(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(absent);
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line): unknown => JSON.parse(line)).filter((body) => typeof body === 'string');
}

function absent(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}
