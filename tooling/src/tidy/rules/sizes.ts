import type { Node } from 'oxc-parser';
import { isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import { fileLines, linesOf, type SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';
import { walk } from '../walk.ts';

/** No file longer than this, in lines. */
export const FILE_LINES_MAX = 400;
/** No function longer than this, in lines. */
export const FUNCTION_LINES_MAX = 70;

/** What fits on a screen can be checked by eye. */
export function sizes(tree: SourceTree): Finding[] {
  return [...tree.files.values()].flatMap((source) => [...longFile(source), ...longFunctions(source)]);
}

/** The length in lines of each function of a file, but for the groups of a test file, which are lists. */
export function functionSizes(source: SourceFile): { node: Node; lines: number }[] {
  const found: { node: Node; lines: number }[] = [];
  walk(source.program, (node, ancestors) => {
    if (!isFunction(node) || (isTest(source.path) && isTestGroup(ancestors.at(-1)))) return;
    found.push({ node, lines: linesOf(source, node) });
  });
  return found;
}

function longFile(source: SourceFile): Finding[] {
  const lines = fileLines(source);
  if (lines <= FILE_LINES_MAX) return [];
  const message = `${lines} lines, at most ${FILE_LINES_MAX}: split it by the things it holds`;
  return [{ file: source.path, line: 1, rule: 'file-size', message }];
}

function longFunctions(source: SourceFile): Finding[] {
  return functionSizes(source)
    .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
    .map(({ node, lines }) =>
      findingIn(source, {
        rule: 'function-size',
        offset: node.start,
        message: `a function of ${lines} lines, at most ${FUNCTION_LINES_MAX}: name its parts`,
      }),
    );
}

function isFunction(node: Node): boolean {
  return (
    (node.type === 'FunctionDeclaration' ||
      node.type === 'FunctionExpression' ||
      node.type === 'ArrowFunctionExpression') &&
    node.body !== null
  );
}

function isTestGroup(parent: Node | undefined): boolean {
  if (parent?.type !== 'CallExpression') return false;
  let callee: Node = parent.callee;
  while (callee.type === 'MemberExpression' || callee.type === 'CallExpression') {
    callee = callee.type === 'MemberExpression' ? callee.object : callee.callee;
  }
  return callee.type === 'Identifier' && callee.name === 'describe';
}
