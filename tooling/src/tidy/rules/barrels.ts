import type { Directive, Statement } from 'oxc-parser';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';

/** A barrel ties all modules behind it into one; import from the file that holds the thing. */
export function barrels(tree: SourceTree): Finding[] {
  return [...tree.files.values()].flatMap((source) =>
    source.program.body
      .filter((statement) => isBarrelling(source, statement))
      .map((statement) =>
        findingIn(source, {
          rule: 'barrels',
          offset: statement.start,
          message: 're-export: import from the file that holds it, so that modules stay separate and dead ones show',
        }),
      ),
  );
}

function isBarrelling(source: SourceFile, statement: Directive | Statement): boolean {
  if (statement.type === 'ExportAllDeclaration') return true;
  if (statement.type !== 'ExportNamedDeclaration' || statement.source === null) return false;
  return /(^|\/)index\.tsx?$/.test(source.path) || source.program.body.every(isReExport);
}

function isReExport(statement: Directive | Statement): boolean {
  if (statement.type === 'ExportAllDeclaration') return true;
  return statement.type === 'ExportNamedDeclaration' && statement.source !== null;
}
