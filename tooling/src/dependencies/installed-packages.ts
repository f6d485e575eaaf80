import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const names = z.record(z.string(), z.string()).default({});
const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
});

/** A package that is installed and that what we ship runs with. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package says it; null where it says nothing. */
  readonly licence: string | null;
  readonly repository: string | null;
  /** True of what is installed on some machines only: binaries of a system. */
  readonly isOfPlatform: boolean;
  readonly folder: string;
}

const WORKSPACES = ['apps', 'packages'];

/** Every package that the workspace's packages depend on, directly or not, but for what only tests and builds of ours need; sorted by name and version. */
export function installedPackages(root: string): InstalledPackage[] {
  const own = WORKSPACES.flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
  ).filter((folder) => existsSync(join(folder, 'package.json')));
  const found = new Map<string, InstalledPackage>();
  const visit = (folder: string) => {
    const { dependencies, optionalDependencies, peerDependencies } = readManifest(folder);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const target = resolvedFrom(folder, name);
      if (target === null) {
        // What is for another system is not installed on this one, nor what somebody could use beside a package and we do not.
        if (Object.hasOwn(dependencies, name) && !Object.hasOwn(optionalDependencies, name))
          throw new Error(`${name} of ${folder} is not installed`);
        continue;
      }
      if (found.has(target) || name.startsWith('@fairlead/')) continue;
      found.set(target, described(target));
      visit(target);
    }
  };
  for (const folder of [...own, join(root, 'tooling')]) visit(folder);
  return [...found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ name, version }: InstalledPackage) => `${name} ${version}`;

function described(folder: string): InstalledPackage {
  const { name, version, license, repository, os, cpu } = readManifest(folder);
  return {
    name,
    version,
    licence: typeof license === 'object' ? license.type : (license ?? null),
    repository: typeof repository === 'object' ? repository.url : (repository ?? null),
    isOfPlatform: os !== undefined || cpu !== undefined,
    folder,
  };
}

function readManifest(folder: string): z.infer<typeof manifest> {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  // Packages of ours that are never published may go without a version.
  return manifest.parse({ version: '', ...JSON.parse(text) });
}

/** Where Node would find a package from a folder; null where it would not. */
function resolvedFrom(folder: string, name: string): string | null {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (dirname(at) === at) return null;
  }
}
