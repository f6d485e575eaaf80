import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type EngineList, engineList } from '@fairlead/contracts/engine-list';

/** Makes a decision again from its stored record, and gives the new record. Throws for a record that is none of its version's. */
export type Recompute = (stored: unknown) => string;

/** Where engines are kept: at the root of the repository, two folders above the package. */
export const ENGINES = fileURLToPath(new URL('../../../engines', import.meta.url));

/** The engines that decisions were made by, one a version, each the built code of its time. */
export class EngineShelf {
  readonly #folder: string;
  readonly #taken = new Map<string, Promise<Recompute | null>>();

  constructor(folder: string = ENGINES) {
    this.#folder = folder;
  }

  /** The engine of a version, or null where none is kept. Throws where its file is not the one that was kept: what it says would prove nothing. */
  engine(version: string): Promise<Recompute | null> {
    const taken = this.#taken.get(version) ?? this.#take(version);
    this.#taken.set(version, taken);
    return taken;
  }

  async #take(version: string): Promise<Recompute | null> {
    const kept = (await readEngineList(this.#folder))[version];
    if (kept === undefined) return null;
    const code = await readFile(`${this.#folder}/${version}.mjs`, 'utf8');
    const sha256 = createHash('sha256').update(code).digest('hex');
    if (sha256 !== kept.sha256) throw new Error(`engines/${version}.mjs is not the engine that was kept`);
    // What was checked is what runs: the file is not read a second time.
    const made: { recompute: Recompute } = await import(
      `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
    );
    return made.recompute;
  }
}

/** The list of engines of a folder. Throws where it is not one. */
export async function readEngineList(folder: string): Promise<EngineList> {
  return engineList.parse(JSON.parse(await readFile(`${folder}/engines.json`, 'utf8')));
}
