import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { Random } from '../../replay/random.ts';
import { ROOT } from '../../root.ts';
import { asReported, mutantKey } from './mutant.ts';
import type { MutatedArea } from './mutated-area.ts';

const nothing = () => {};
const SILENT = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

/** The keys of all mutants that Stryker makes of the folders, sorted, so that the order in which files are found does not matter. */
export async function mutantsOf(folders: readonly string[]): Promise<string[]> {
  const files = folders.flatMap(sourcesIn).map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const { mutants } = await new Instrumenter(SILENT).instrument(files, options);
  return mutants.map((each) => mutantKey(relative(ROOT, each.fileName), asReported(each))).sort();
}

/** So many of these, each as likely as another; all of them where there are no more. The same seed draws the same again. */
export function drawn(keys: readonly string[], { mutants, seed }: NonNullable<MutatedArea['sample']>): string[] {
  const random = new Random(seed);
  const left = [...keys];
  const taken: string[] = [];
  while (taken.length < mutants && left.length > 0) taken.push(...left.splice(random.below(left.length), 1));
  return taken;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(ROOT, folder, name));
}
