import { areaOf } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceTree } from '../source-tree.ts';

const PRISMA = /^(@prisma\/|prisma$)|(^|\/)generated\/(prisma|client)/;

/** Only `db` sees Prisma, so that a change of the tables or of the ORM stays inside one package. */
export function prismaBoundary(tree: SourceTree): Finding[] {
  return [...tree.files.values()].flatMap((source) => {
    if (areaOf(source.path).name === 'db') return [];
    return source.imports
      .filter(({ specifier }) => PRISMA.test(specifier))
      .map(({ specifier, offset }) =>
        findingIn(source, {
          rule: 'prisma-boundary',
          offset,
          message: `'${specifier}' outside packages/db: only db sees Prisma types; ask a repository of @fairlead/db`,
        }),
      );
  });
}

/** Whether a specifier names the ORM. */
export function isOrm(specifier: string): boolean {
  return PRISMA.test(specifier);
}
