import type { Node } from 'oxc-parser';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceTree } from '../source-tree.ts';
import { walk } from '../walk.ts';

/** Exported functions take at most this many parameters. */
const PARAMETERS_MAX = 3;

/** Calls with many arguments cannot be read; one object names them. */
export function parameters(tree: SourceTree): Finding[] {
  const findings: Finding[] = [];
  for (const source of tree.files.values()) {
    walk(source.program, (node) => {
      if (node.type !== 'ExportNamedDeclaration' && node.type !== 'ExportDefaultDeclaration') return;
      for (const { start, count } of exportedFunctions(node.declaration)) {
        if (count <= PARAMETERS_MAX) continue;
        const message = `${count} parameters, at most ${PARAMETERS_MAX}: take one object, so that calls name what they pass`;
        findings.push(findingIn(source, { rule: 'parameters', offset: start, message }));
      }
    });
  }
  return findings;
}

function exportedFunctions(declaration: Node | null): { start: number; count: number }[] {
  switch (declaration?.type) {
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return [{ start: declaration.start, count: declaration.params.filter((one) => !isThis(one)).length }];
    case 'VariableDeclaration':
      return declaration.declarations.flatMap(({ init }) => (isFunction(init) ? exportedFunctions(init) : []));
    default:
      return [];
  }
}

function isFunction(node: Node | null): boolean {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';
}

function isThis(parameter: Node): boolean {
  return parameter.type === 'Identifier' && parameter.name === 'this';
}
