import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Audit, type Finding, findingList, newIn, readAudit, sortFindings } from './dependencies/findings.ts';
import { type InstalledPackage, installedPackages } from './dependencies/installed-packages.ts';
import { licenceFault, licenceOf } from './dependencies/licence.ts';
import { environmentForTools } from './env.ts';
import { ROOT } from './root.ts';

const FINDINGS = 'docs/dependency-findings.json';
const AUDIT_MS_MAX = 60_000;

process.exitCode = main();

/** Prints what is installed and what is known against it; 1 where something is known that touches us, or that nobody has looked at. */
function main(): number {
  const packages = installedPackages(ROOT);
  const findings = findingList.parse(JSON.parse(readFileSync(join(ROOT, FINDINGS), 'utf8')));
  const audit = askRegistry();
  const unseen = newIn(audit, findings);
  const { open, harmless, gone } = sortFindings(findings, packages);
  const faults = packages.flatMap((each) => licenceFault(each) ?? []);
  for (const each of packages) console.log(lineOf(each));
  console.log(`\n${packages.length} packages; licences and their texts are in THIRD-PARTY-LICENSES.txt`);
  tell(`Known, and it touches us (${FINDINGS})`, open.map(findingLine));
  tell(`Known, and it does not touch us (${FINDINGS})`, harmless.map(findingLine));
  tell('Known of versions that are not installed any more: take them out', gone.map(findingLine));
  tell('Licences that nobody has looked at', faults);
  if ('silent' in audit) console.log(`\nThe registry does not answer audits: ${audit.silent}`);
  const lines = unseen.map(({ id, severity, title, ...at }) => `${id} ${at.package}, ${severity}: ${title}`);
  tell(`Advisories of the registry that nobody has looked at: read them, and keep what you find in ${FINDINGS}`, lines);
  return open.length + unseen.length + faults.length === 0 ? 0 : 1;
}

function lineOf(each: InstalledPackage): string {
  return `${each.name} ${each.version}  ${licenceOf(each) ?? 'no licence'}`;
}

function findingLine({ id, why, source, seen_on: seenOn, ...of }: Finding): string {
  return `${id} (${of.package} ${of.versions.join(', ')}; ${seenOn}): ${why} ${source}`;
}

function tell(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log(`\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** The registry's own audit, by the client that has installed the packages. */
function askRegistry(): Audit {
  const pnpm = join(ROOT, 'node_modules/pnpm/bin/pnpm.cjs');
  const asked = spawnSync(process.execPath, [pnpm, 'audit', '--prod', '--json'], {
    ...{ cwd: ROOT, env: environmentForTools(), encoding: 'utf8', timeout: AUDIT_MS_MAX },
  });
  return asked.error === undefined ? readAudit(asked.stdout) : { silent: asked.error.message };
}
