import type { Node } from 'oxc-parser';
import { areaOf, isConfig, isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceTree } from '../source-tree.ts';
import { walk } from '../walk.ts';

/** One `env.ts` an app or package checks the environment, so that a bad value stops the start with one clear line. */
export function envReader(tree: SourceTree): Finding[] {
  const findings: Finding[] = [];
  for (const source of tree.files.values()) {
    if (mayRead(source.path)) continue;
    walk(source.program, (node) => {
      if (!isEnvironment(node)) return;
      const message = `process.env outside env.ts: one file of ${areaOf(source.path).name} reads and checks the environment`;
      findings.push(findingIn(source, { rule: 'env-reader', offset: node.start, message }));
    });
  }
  return findings;
}

function mayRead(path: string): boolean {
  if (isTest(path) || isConfig(path) || areaOf(path).kind === 'bench') return true;
  // Next asks which of its runtimes loads this file by a name that its compiler replaces.
  if (path === 'apps/web/src/instrumentation.ts') return true;
  // Build scripts are no part of the program; they hand their environment on.
  if (/^(apps|packages)\/[^/]+\/scripts\//.test(path)) return true;
  // The bootstrap runs before anything is built and hands its whole environment on.
  return path === 'tooling/bootstrap.mjs' || /(^|\/)src\/env\.ts$/.test(path);
}

function isEnvironment(node: Node): boolean {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.object.name !== 'process')
    return false;
  const { property } = node;
  return property.type === 'Identifier'
    ? property.name === 'env'
    : property.type === 'Literal' && property.value === 'env';
}
