import { createHash, randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { findPostgres, type PostgresPrograms, runProgram, type ServerAccount } from './postgres-program.ts';
import { type RunningServer, runningPort, startServer, takeOver } from './postgres-server.ts';

export interface EmbeddedPostgresOptions {
  /** Where the cluster lives; initialised when it is not there yet. Everything about it, its password too, is inside. */
  readonly dataDir: string;
  /** On 127.0.0.1 only. */
  readonly port: number;
  /** More server settings, e.g. `{ fsync: 'off' }` for tests. Values without spaces. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Of the database `fairlead`, made when absent. Holds the password. */
  readonly url: string;
  /** Where the data really is: another place than asked for where the server's account could not get there. */
  readonly dataDir: string;
  /** Ends the connections, writes everything down and waits until the server has gone. A second call does nothing. */
  stop(): Promise<void>;
}

const SUPERUSER = 'postgres';
const DATABASE = 'fairlead';
const PASSWORD_FILE = 'fairlead.password';

/** One process's traffic on one machine: durable, small, without what it never uses. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  synchronous_commit: 'on',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts a PostgreSQL of our own on this machine.
 *
 * The server is its own session, so that a Ctrl-C reaches the program that stops things in order and not the database first.
 * A server that a killed starter left running on this data is stopped and started anew; one whose starter still lives is not
 * touched, and the start fails. As root the server runs as the account `postgres`; where that account cannot get at `dataDir`
 * the data goes to /var/lib/fairlead instead (see `dataDir` of the result). Throws with one clear line.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const programs = await findPostgres();
  const dataDir = await reachableDataDir(resolve(options.dataDir), programs.account);
  if (!(await isFile(join(dataDir, PASSWORD_FILE)))) await initialise(programs, dataDir);
  await takeOver(programs, dataDir);
  const flags = Object.entries({ ...SETTINGS, port: String(options.port), ...options.settings });
  const server = await startServer(programs, dataDir, flags);
  const address = await addressOf(dataDir, options.port);
  await ensureDatabase(server, `${address}/postgres`);
  return { url: `${address}/${DATABASE}`, dataDir, stop: server.stop };
}

/**
 * What there is on this data now: ABSENT where no cluster was ever made, STOPPED where no server runs, else the URL of its database `fairlead`,
 * whoever has started the server.
 */
export async function findRunning(wanted: string): Promise<'ABSENT' | 'STOPPED' | { readonly url: string }> {
  const { account } = await findPostgres();
  const dataDir = await reachableDataDir(resolve(wanted), account);
  if (!(await isFile(join(dataDir, PASSWORD_FILE)))) return 'ABSENT';
  const port = await runningPort(dataDir);
  return port === null ? 'STOPPED' : { url: `${await addressOf(dataDir, port)}/${DATABASE}` };
}

/** The server's address with its password, without a database. */
async function addressOf(dataDir: string, port: number): Promise<string> {
  const password = await readFile(join(dataDir, PASSWORD_FILE), 'utf8');
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}`;
}

/** The wanted directory if the account can get there, else one of the same identity where it can. */
async function reachableDataDir(wanted: string, account: ServerAccount | null): Promise<string> {
  await mkdir(dirname(wanted), { recursive: true });
  if (account === null || (await canEnter(dirname(wanted), account))) return wanted;
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16);
  const base = '/var/lib/fairlead';
  await mkdir(base, { recursive: true, mode: 0o755 });
  return join(base, name);
}

async function canEnter(directory: string, account: ServerAccount): Promise<boolean> {
  return runProgram('test', ['-x', directory], account).then(
    () => true,
    () => false,
  );
}

/** Makes the cluster beside its place and moves it there whole: an interrupted start leaves nothing that looks finished. */
async function initialise(programs: PostgresPrograms, dataDir: string): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  const passwordFile = join(tmpdir(), `fairlead-${randomBytes(8).toString('hex')}`);
  const password = randomBytes(24).toString('base64url');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await give(unfinished, programs.account);
  try {
    await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
    await give(passwordFile, programs.account);
    await runProgram(
      programs.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Sorted by code point, the same on every platform and release of its C library.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      programs.account,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(join(unfinished, PASSWORD_FILE), password, { mode: 0o600 });
  await rename(unfinished, dataDir).catch((error: unknown) => {
    throw new Error(`${dataDir} holds something that is not a finished Fairlead database: move it away`, {
      cause: error,
    });
  });
}

async function give(path: string, account: ServerAccount | null): Promise<void> {
  if (account !== null) await chown(path, account.uid, account.gid);
}

async function ensureDatabase(server: RunningServer, url: string): Promise<void> {
  try {
    await createDatabase(url);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function isFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
