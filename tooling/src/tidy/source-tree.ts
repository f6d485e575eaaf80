import { posix } from 'node:path';
import type { Finding } from './finding.ts';
import { parseSource, type SourceFile } from './source-file.ts';

/** All sources of the repository, and where an import of one leads. */
export interface SourceTree {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** The path that a specifier leads to, or undefined when it is not a source of this repository. */
  resolve(from: SourceFile, specifier: string): string | undefined;
}

/** A rule looks at the whole tree and says where it is broken. */
export type Rule = (tree: SourceTree) => readonly Finding[];

/** Parses texts by path: the repository's, or a handful in a test. */
export function sourceTree(texts: Iterable<readonly [path: string, text: string]>): SourceTree {
  const files = new Map<string, SourceFile>();
  for (const [path, text] of texts) files.set(path, parseSource(path, text));
  return {
    files,
    resolve(from, specifier) {
      const target = targetOf(from.path, specifier);
      if (target === undefined) return undefined;
      return ENDINGS.map((ending) => target + ending).find((path) => files.has(path));
    },
  };
}

const ENDINGS = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];

function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  // The console's own alias, the only one in the repository.
  if (specifier.startsWith('@/')) return posix.join('apps/web/src', specifier.slice(2));
  const workspace = /^@fairlead\/([^/]+)\/(.+)$/.exec(specifier);
  return workspace === null ? undefined : `packages/${workspace[1]}/src/${workspace[2]}`;
}
