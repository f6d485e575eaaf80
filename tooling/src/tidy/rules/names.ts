import type { Finding } from '../finding.ts';
import type { SourceTree } from '../source-tree.ts';

const VAGUE = /(^|[-.])(utils?|utilities|helpers?|commons?|miscs?)$/;

/** A file is named after the one thing it holds; a drawer for everything is never tidied. */
export function names(tree: SourceTree): Finding[] {
  return [...tree.files.keys()].flatMap((file) => {
    const parts = file.replace(/(\.(test|spec))?\.[a-z]+$/, '').split('/');
    const vague = parts.find((part) => VAGUE.test(part));
    if (vague === undefined) return [];
    return [{ file, line: 1, rule: 'names', message: `'${vague}' says nothing: name the file after what it holds` }];
  });
}
