import { open, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlFile, Log } from '../ports.ts';

const NAME = 'control.jsonl';
const OWNER_ONLY = 0o600;

/**
 * A file of the installation's own folder in which stands what was decided of halts and circuits and is not in the journal yet: a line each, on the disk before
 * it is said to be kept. Emptied whenever the journal has all of them.
 */
export class ControlLines implements ControlFile {
  readonly #path: string;
  readonly #log: Log;
  #lines = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(folder: string, log: Log) {
    this.#path = join(folder, NAME);
    this.#log = log;
  }

  /** What a router before this one has left, oldest first. A last line that is not whole was never said to be kept. */
  async left(): Promise<readonly string[]> {
    const text = await readFile(this.#path, 'utf8').catch(absent);
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole !== text) await truncate(this.#path, Buffer.byteLength(whole));
    const lines = whole.split('\n').slice(0, -1);
    const bodies = lines.map((line): unknown => JSON.parse(line)).filter((body) => typeof body === 'string');
    this.#lines += bodies.length;
    return bodies;
  }

  keep(body: string): Promise<void> {
    this.#lines += 1;
    return this.#next(() => addLine(this.#path, `${JSON.stringify(body)}\n`));
  }

  forget(): void {
    this.#lines -= 1;
    if (this.#lines > 0) return;
    // What is kept in between has its own turn after this one, and stays.
    void this.#next(() =>
      truncate(this.#path)
        .catch(absent)
        .then(() => undefined),
    );
  }

  #next(run: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(run).catch((error: unknown) => {
      this.#log.error({ error, path: this.#path }, 'the file of what the journal does not have yet is not written');
    });
    return this.#last;
  }
}

async function addLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', OWNER_ONLY);
  try {
    await file.appendFile(line);
    await file.datasync();
  } finally {
    await file.close();
  }
}

function absent(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}
