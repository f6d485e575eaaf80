import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PIECE = Buffer.alloc(1_048_576);

/** A disk of so many megabytes in memory, which others can fill. Only where file systems may be mounted. */
export class SmallDisk implements Disposable {
  readonly folder: string;

  constructor(megabytes: number) {
    this.folder = mkdtempSync(join(tmpdir(), 'fairlead-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', this.folder]);
  }

  /** Whether this machine and account may mount one. */
  static get isPossible(): boolean {
    try {
      new SmallDisk(1)[Symbol.dispose]();
      return true;
    } catch {
      return false;
    }
  }

  /** Somebody else fills it to the last byte. */
  fill(): void {
    const file = openSync(this.#filler, 'a');
    try {
      for (;;) if (writeSync(file, PIECE) === 0) return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      fsyncSync(file);
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.#filler, { force: true });
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  get #filler(): string {
    return join(this.folder, 'of-somebody-else');
  }

  [Symbol.dispose](): void {
    try {
      execFileSync('umount', [this.folder], { stdio: 'ignore' });
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}
