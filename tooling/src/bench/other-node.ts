import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environmentForTools } from '../env.ts';
import { Refusal } from '../refusal.ts';

const run = promisify(execFile);

/** The release of each major version that figures are published for. */
const RELEASES: ReadonlyMap<string, string> = new Map([['24', '24.21.0']]);
const WINDOWS = process.platform === 'win32';

/**
 * The path of another Node, from npm's package of its binaries: fetched when it is asked for and then kept by npm, because a hundred megabytes are
 * too much for everybody who only wants to start the system.
 */
export async function otherNode(major: string): Promise<string> {
  const release = RELEASES.get(major);
  if (release === undefined) throw new Refusal(`no Node '${major}'; there are: ${[...RELEASES.keys()].join(', ')}`);
  const args = ['exec', '--yes', `--package=node@${release}`, '--', 'node', '-p', 'process.execPath'];
  const { stdout } = await run('npm', args, { env: environmentForTools(), shell: WINDOWS }).catch(() => {
    throw new Refusal(`Node ${release} could not be fetched; is the npm registry in reach?`);
  });
  return stdout.trim();
}
