import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

const GIBIBYTE = 2 ** 30;

/** What the figures were measured on, in one line, without names of the machine itself. */
export function machine(): string {
  const [first] = cpus();
  const model = first?.model.trim().replace(/\s+/g, ' ') ?? 'unknown processor';
  const memory = Math.round(totalmem() / GIBIBYTE);
  return `${cpus().length} cores (${model}), ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.version}`;
}

/** The commit that was measured, with `-dirty` where files differ from it; `unknown` outside of a repository. */
export function commitOf(root: string): string {
  try {
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const commit = git('rev-parse', '--short=12', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}-dirty`;
  } catch {
    return 'unknown';
  }
}
