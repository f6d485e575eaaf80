import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

/** Why each kind of knip's issues is one of ours. Kinds that are not here are not reported. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['files', 'nothing imports this file: delete it'],
  ['exports', 'exported and used nowhere else: delete it, or drop the export'],
  ['types', 'exported type used nowhere else: delete it, or drop the export'],
  ['duplicates', 'exported under two names: keep one'],
  ['dependencies', 'declared and not imported: remove it from package.json'],
  ['devDependencies', 'declared and not used: remove it from package.json'],
  ['unlisted', 'imported and not declared: add it to package.json with an exact version'],
  ['unresolved', 'leads nowhere: mend the import'],
]);

/** Asks knip for dead files, dead exports and dependencies that do not match the imports. */
export async function deadCode(root: string): Promise<Finding[]> {
  const program = join(root, 'tooling/node_modules/knip/bin/knip.js');
  const args = [
    '--config',
    'tooling/knip.json',
    // Imports of a package lead to its built files; the build's settings say which source each was made of.
    '--tsConfig',
    'tsconfig.build.json',
    '--reporter',
    'json',
    '--no-progress',
    '--no-config-hints',
    '--no-exit-code',
  ];
  return readIssues(await output(root, [program, ...args]));
}

/** Reads knip's JSON report. */
export function readIssues(report: string): Finding[] {
  const { issues }: { issues: readonly Record<string, unknown>[] } = JSON.parse(report);
  return issues.flatMap((issue) => {
    const file = String(issue.file);
    return [...REASONS].flatMap(([kind, reason]) =>
      entriesOf(issue[kind]).map((entry) => toFinding(file, entry, reason)),
    );
  });
}

interface Entry {
  readonly name?: unknown;
  readonly line?: unknown;
}

/** An issue lists entries, and duplicates list groups of them: the first stands for its group. */
function entriesOf(value: unknown): Entry[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown) => (Array.isArray(entry) ? entry[0] : entry));
}

function toFinding(file: string, { name, line }: Entry, reason: string): Finding {
  const subject = String(name) === file ? '' : `'${String(name)}' `;
  return { file, line: typeof line === 'number' ? line : 1, rule: 'dead-code', message: `${subject}${reason}` };
}

function output(cwd: string, args: string[]): Promise<string> {
  return new Promise((fulfil, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) fulfil(stdout);
      else reject(new Error(`knip could not look for dead code: ${stderr || error.message}`));
    });
  });
}
