import type { Node } from 'oxc-parser';
import { areaOf, isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceTree } from '../source-tree.ts';
import { walk } from '../walk.ts';

const CLOCK = 'time is an argument, so that a decision can be recomputed';
const CHANCE = 'seeds and ids are arguments, so that a decision can be recomputed';
const OUTSIDE = 'a pure package reads and writes nothing; pass in what it needs';
const INEXACT = 'money is exact integers; no float may stand between';

/** Packages that are functions of their arguments and nothing else. */
const PURE: readonly string[] = ['core', 'rule606'];

/** Global names that a pure package may not say. */
const BANNED_GLOBALS: ReadonlyMap<string, string> = new Map([
  ['Date', CLOCK],
  ['performance', CLOCK],
  ['setTimeout', CLOCK],
  ['setInterval', CLOCK],
  ['crypto', CHANCE],
  ['process', OUTSIDE],
  ['console', OUTSIDE],
  ['fetch', OUTSIDE],
  ['parseFloat', INEXACT],
]);

/** Members that a pure package may not call, whatever they hang on. */
const BANNED_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['toFixed', INEXACT],
  ['parseFloat', INEXACT],
]);

/** A pure package is a function of its arguments: no clock, no chance, no outside, no float text. */
export function corePurity(tree: SourceTree): Finding[] {
  const findings: Finding[] = [];
  for (const source of tree.files.values()) {
    const { kind, name } = areaOf(source.path);
    if (kind !== 'package' || !PURE.includes(name) || isTest(source.path)) continue;
    walk(source.program, (node, ancestors) => {
      const broken = impurity(node, ancestors.at(-1));
      if (broken === undefined) return;
      const message = `${broken.name} is banned in ${name}: ${broken.because}`;
      findings.push(findingIn(source, { rule: 'core-purity', offset: node.start, message }));
    });
  }
  return findings;
}

function impurity(node: Node, parent: Node | undefined): { name: string; because: string } | undefined {
  if (node.type === 'MemberExpression') return impureMember(node);
  if (node.type !== 'Identifier' || parent === undefined || isLabel(node, parent)) return undefined;
  const because = BANNED_GLOBALS.get(node.name);
  return because === undefined ? undefined : { name: node.name, because };
}

function impureMember(
  node: Extract<Node, { type: 'MemberExpression' }>,
): { name: string; because: string } | undefined {
  const name = node.property.type === 'Identifier' ? node.property.name : undefined;
  if (name === undefined) return undefined;
  if (name === 'random' && node.object.type === 'Identifier' && node.object.name === 'Math') {
    return { name: 'Math.random', because: CHANCE };
  }
  const because = BANNED_MEMBERS.get(name);
  return because === undefined ? undefined : { name, because };
}

/** Whether an identifier only names a member (`engine.process`, `{ process }` as a key), not a global. */
function isLabel(node: Node, parent: Node): boolean {
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed;
  if (parent.type === 'Property' && parent.shorthand) return false;
  if (!('key' in parent)) return false;
  return parent.key === node && !('computed' in parent && parent.computed);
}
