import { lineAt, type SourceFile } from './source-file.ts';

/** One broken rule at one place. The message says what is wrong and why the rule is there. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** What a rule says of one place; `offset` is where in the text. */
interface Remark {
  readonly rule: string;
  readonly offset: number;
  readonly message: string;
}

/** Turns a remark about a source file into a finding with its line. */
export function findingIn(source: SourceFile, { rule, offset, message }: Remark): Finding {
  return { file: source.path, line: lineAt(source, offset), rule, message };
}

/** `file:line rule: message`, which editors and terminals turn into a link. */
export function formatFinding({ file, line, rule, message }: Finding): string {
  return `${file}:${line} ${rule}: ${message}`;
}

/** Orders findings by file, then line, then rule, so that two runs print the same. */
export function compareFindings(one: Finding, other: Finding): number {
  return one.file.localeCompare(other.file) || one.line - other.line || one.rule.localeCompare(other.rule);
}
