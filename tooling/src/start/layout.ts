import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an installation keeps its things. */
export interface Layout {
  readonly dataDir: string;
  readonly logDir: string;
  readonly postgresDir: string;
  readonly secretsPath: string;
  readonly credentialsPath: string;
  readonly servicesPath: string;
}

/** Everything in a data folder that we have made, and so may delete. */
const KEPT = ['postgres', 'postgres.unfinished', 'logs', 'lock.json', 'control.jsonl'];
/** What opens a database: of no use without it, and it of none without them. */
const KEYS = ['secrets.json', 'credentials.json', 'services.json'];
/** Says where the database really is, when the server's account could not get at the data folder. */
const ELSEWHERE = 'postgres-elsewhere.json';

/** Nobody but the owner has business here. Where root runs the database as another account, that one has to get through to its own folder. */
const DATA_DIR_MODE = process.getuid?.() === 0 ? 0o711 : 0o700;
const OWNER_ONLY = 0o700;

/** The layout below a data folder; makes the folder when it is not there. */
export function layOut(dataDir: string): Layout {
  const logDir = join(dataDir, 'logs');
  mkdirSync(dataDir, { recursive: true, mode: DATA_DIR_MODE });
  if (isOurs(dataDir)) chmodSync(dataDir, DATA_DIR_MODE);
  mkdirSync(logDir, { recursive: true });
  chmodSync(logDir, OWNER_ONLY);
  return {
    dataDir,
    logDir,
    postgresDir: join(dataDir, 'postgres'),
    secretsPath: join(dataDir, 'secrets.json'),
    credentialsPath: join(dataDir, 'credentials.json'),
    servicesPath: join(dataDir, 'services.json'),
  };
}

/** True where a folder holds nothing but what starts have made: a person's own folder keeps the mode that they gave it. */
function isOurs(dataDir: string): boolean {
  const made = [...KEPT, ELSEWHERE, ...KEYS];
  return readdirSync(dataDir).every((name) => made.includes(name) || name.startsWith('lock.json.'));
}

/** Writes down where the database really is, for `emptyDataDir`. */
export function noteDatabase({ dataDir, postgresDir }: Layout, actual: string): void {
  if (actual !== postgresDir) writeFileSync(join(dataDir, ELSEWHERE), `${JSON.stringify({ postgresDir: actual })}\n`);
}

/**
 * Deletes what starts have made, and nothing else: the folder may have been given by a person and hold other things.
 * The keys of a database that is not ours to empty stay.
 */
export function emptyDataDir(dataDir: string, { keepKeys }: { readonly keepKeys: boolean }): void {
  const note = join(dataDir, ELSEWHERE);
  if (existsSync(note)) {
    const { postgresDir }: { postgresDir: string } = JSON.parse(readFileSync(note, 'utf8'));
    rmSync(postgresDir, { recursive: true, force: true });
  }
  const names = [...KEPT, ELSEWHERE, ...(keepKeys ? [] : KEYS)];
  for (const name of names) rmSync(join(dataDir, name), { recursive: true, force: true });
}
