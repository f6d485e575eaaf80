import type { Node } from 'oxc-parser';
import { areaOf, isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';
import { walk } from '../walk.ts';

/** The only files that may cast to a domain type, for there is no other way to make a brand: each checks first. */
const BRAND_CONSTRUCTORS: readonly string[] = [
  'packages/core/src/money/units.ts',
  // The gates are what make an ApprovedOrder of a ValidOrder, and an ApprovedWave of a planned one.
  'packages/core/src/risk/risk-gate.ts',
  'packages/core/src/risk/wave-gate.ts',
];

const DOMAIN = /^@fairlead\/(core|contracts)\//;
/** Comments that switch the compiler or the linter off where types are concerned. */
const SILENCER =
  /@ts-(ignore|nocheck|expect-error)|biome-ignore(-all|-start)?\s+lint\/(suspicious\/noExplicitAny|style\/noNonNullAssertion)/;

/** A type that can be talked out of proves nothing: no `any`, no `!`, no casts to domain types. */
export function typeEscapes(tree: SourceTree): Finding[] {
  return [...tree.files.values()].flatMap((source) => {
    const findings: Finding[] = [];
    const report = (offset: number, message: string) =>
      findings.push(findingIn(source, { rule: 'type-escapes', offset, message }));
    const silencer =
      isTest(source.path) || source.path.startsWith('tooling/src/tidy/') ? -1 : source.text.search(SILENCER);
    if (silencer !== -1) report(silencer, 'a comment that silences the types: mend the types');
    const domainNames = domainNamesOf(tree, source);
    walk(source.program, (node) => {
      const message = escapeOf(node, { source, domainNames });
      if (message !== undefined) report(node.start, message);
    });
    return findings;
  });
}

interface Place {
  readonly source: SourceFile;
  readonly domainNames: ReadonlySet<string>;
}

function escapeOf(node: Node, { source, domainNames }: Place): string | undefined {
  if (node.type === 'TSAnyKeyword') return '`any` turns the checker off: say `unknown` and narrow it';
  if (node.type === 'TSNonNullExpression') return '`!` hopes: handle the absent case, or assert it with a message';
  if (node.type !== 'TSAsExpression' && node.type !== 'TSTypeAssertion') return undefined;
  if (isTest(source.path) || BRAND_CONSTRUCTORS.includes(source.path)) return undefined;
  if (node.expression.type === 'TSAsExpression')
    return 'a cast of a cast overrules every check: narrow the value instead';
  const name = typeNames(node.typeAnnotation).find((one) => domainNames.has(one));
  if (name === undefined) return undefined;
  return `a cast to the domain type ${name}: use its constructor, which checks the value`;
}

/** Names in this file that stand for types of `core` or `contracts`: imported from there, or declared there. */
function domainNamesOf(tree: SourceTree, source: SourceFile): Set<string> {
  const found = new Set<string>();
  const inDomain = isDomain(source.path);
  for (const statement of source.program.body) {
    if (statement.type === 'ImportDeclaration') {
      const target = tree.resolve(source, statement.source.value);
      if (!DOMAIN.test(statement.source.value) && !(inDomain && target !== undefined)) continue;
      for (const { local } of statement.specifiers) found.add(local.name);
    } else if (inDomain) {
      const name = declaredType(statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement);
      if (name !== undefined) found.add(name);
    }
  }
  return found;
}

function isDomain(path: string): boolean {
  const { kind, name } = areaOf(path);
  return kind === 'package' && (name === 'core' || name === 'contracts');
}

function declaredType(node: Node | null): string | undefined {
  if (node?.type === 'TSInterfaceDeclaration' || node?.type === 'TSTypeAliasDeclaration') return node.id.name;
  if (node?.type === 'ClassDeclaration') return node.id?.name;
  return undefined;
}

function typeNames(annotation: Node): string[] {
  const found: string[] = [];
  walk(annotation, (node) => {
    if (node.type === 'TSTypeReference' && node.typeName.type === 'Identifier') found.push(node.typeName.name);
  });
  return found;
}
