import type { Node } from 'oxc-parser';
import { areaOf, isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceTree } from '../source-tree.ts';
import { walk } from '../walk.ts';

/** A closed list that stands in two places grows in one of them: core has each as a value, and the others take it. */
export function closedLists(tree: SourceTree): Finding[] {
  const files = [...tree.files.values()].filter(({ path }) => !isTest(path));
  const core = files.filter(({ path }) => areaOf(path).name === 'core');
  const names = new Map(core.flatMap(({ program }) => program.body.flatMap(listsOf)));
  return files
    .filter(({ path }) => areaOf(path).name !== 'core')
    .flatMap((source) => {
      const findings: Finding[] = [];
      walk(source.program, (node) => {
        const name = names.get(keyOf(membersOf(node)));
        if (name === undefined) return;
        const message = `these are the members of ${name}: take the list or its type from core, so that it is written once`;
        findings.push(findingIn(source, { rule: 'closed-lists', offset: node.start, message }));
      });
      return findings;
    });
}

/** The lists of text that a statement exports, by their members. */
function listsOf(statement: Node): [string, string][] {
  if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration') return [];
  return statement.declaration.declarations.flatMap(({ id, init }): [string, string][] => {
    const members = init?.type === 'TSAsExpression' ? membersOf(init.expression) : [];
    return id.type === 'Identifier' && members.length > 1 ? [[keyOf(members), id.name]] : [];
  });
}

/** The texts of an array or of a union of types that has nothing else in it, each once; none where it is neither. */
function membersOf(node: Node): string[] {
  const parts = node.type === 'ArrayExpression' ? node.elements : node.type === 'TSUnionType' ? node.types : [];
  const texts = parts.flatMap((part) => {
    const literal = part?.type === 'TSLiteralType' ? part.literal : part;
    return literal?.type === 'Literal' && typeof literal.value === 'string' ? [literal.value] : [];
  });
  return texts.length === parts.length && new Set(texts).size === texts.length ? texts : [];
}

function keyOf(members: readonly string[]): string {
  return members.toSorted().join();
}
