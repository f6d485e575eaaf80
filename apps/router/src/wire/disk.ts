import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../ports.ts';

/** The disk that a folder lies on, and what the folder holds. */
export function diskOf(folder: string): Disk {
  return {
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
    usedBytes: () => bytesIn(folder),
  };
}

/** The bytes of all files in a folder and below; what goes away meanwhile, or may not be read, counts as nothing. One file at a time: nobody waits for it. */
async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesIn(path);
    else if (entry.isFile())
      bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
  }
  return bytes;
}
