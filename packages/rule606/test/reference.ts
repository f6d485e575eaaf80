import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

/** The folder of published files and samples, which is not part of the project. */
export const REFERENCE = `${SHARED}/reference/rule606`;
export const isReferenceThere = existsSync(REFERENCE);
if (!isReferenceThere)
  console.warn(`skipped: no ${REFERENCE}; set FAIRLEAD_SHARED to have reports held against published ones`);

/** The files of a folder of the reference that have a name of a kind, with their text, by name. */
export async function referenceFiles(folder: string, ending: string): Promise<Map<string, string>> {
  if (!isReferenceThere) return new Map();
  const names = (await readdir(`${REFERENCE}/${folder}`)).filter((name) => name.endsWith(ending)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(`${REFERENCE}/${folder}/${name}`, 'utf8')));
  return new Map(names.map((name, place) => [name, texts[place] ?? '']));
}
