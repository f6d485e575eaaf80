import { type Node, type Program, parseSync } from 'oxc-parser';
import { walk } from './walk.ts';

/** One `import`, `export … from`, `import()` or `import('…')` type. */
export interface Import {
  readonly specifier: string;
  readonly offset: number;
  /** Erased by the compiler, so it ties nothing together at run time. */
  readonly typeOnly: boolean;
}

/** A parsed source; `path` is relative to the root of the repository, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly imports: readonly Import[];
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
}

/** Parses TypeScript, TSX or JavaScript; a syntax error is the compiler's to report, so it is not one here. */
export function parseSource(path: string, text: string): SourceFile {
  const { program } = parseSync(path, text);
  return { path, text, program, imports: importsOf(program), lineStarts: lineStartsOf(text) };
}

/** The line, from 1, on which an offset lies. */
export function lineAt(source: SourceFile, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** How many lines a stretch of text covers, both ends included. */
export function linesOf(source: SourceFile, node: { readonly start: number; readonly end: number }): number {
  return lineAt(source, node.end) - lineAt(source, node.start) + 1;
}

/** How many lines the whole file has. */
export function fileLines(source: SourceFile): number {
  return source.lineStarts.length - (source.text.endsWith('\n') ? 1 : 0);
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function importsOf(program: Program): Import[] {
  const imports: Import[] = [];
  walk(program, (node) => {
    const source = requestOf(node);
    if (source !== undefined) {
      imports.push({ specifier: source.specifier, offset: node.start, typeOnly: source.typeOnly });
    }
  });
  return imports;
}

function requestOf(node: Node): { specifier: string; typeOnly: boolean } | undefined {
  switch (node.type) {
    case 'ImportDeclaration': {
      const everyNameIsType =
        node.specifiers.length > 0 &&
        node.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type');
      return { specifier: node.source.value, typeOnly: node.importKind === 'type' || everyNameIsType };
    }
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, typeOnly: node.exportKind === 'type' };
    case 'ExportNamedDeclaration':
      return node.source === null ? undefined : { specifier: node.source.value, typeOnly: node.exportKind === 'type' };
    case 'ImportExpression':
      return node.source.type === 'Literal' && typeof node.source.value === 'string'
        ? { specifier: node.source.value, typeOnly: false }
        : undefined;
    case 'TSImportType':
      return { specifier: node.source.value, typeOnly: true };
    default:
      return undefined;
  }
}
