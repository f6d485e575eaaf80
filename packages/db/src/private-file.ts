import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o600;

/** Writes a file of secrets that its owner alone can read, whole or not at all. */
export async function writePrivately(path: string, content: object): Promise<void> {
  const unfinished = `${path}.new`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: OWNER_ONLY });
  // An older file of that name keeps its mode when it is written over.
  await chmod(unfinished, OWNER_ONLY);
  await rename(unfinished, path);
}
