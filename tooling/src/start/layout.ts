import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an installation keeps its things. */
export interface Layout {
  readonly dataDir: string;
  readonly logDir: string;
  readonly postgresDir: string;
  readonly secretsPath: string;
  readonly credentialsPath: string;
}

/** Everything in a data folder that we have made, and so may delete. */
const KEPT = ['postgres', 'postgres.unfinished', 'logs', 'secrets.json', 'credentials.json', 'lock.json'];
/** Says where the database really is, when the server's account could not get at the data folder. */
const ELSEWHERE = 'postgres-elsewhere.json';

/** The layout below a data folder; makes the folder when it is not there. */
export function layOut(dataDir: string): Layout {
  const logDir = join(dataDir, 'logs');
  mkdirSync(logDir, { recursive: true });
  return {
    dataDir,
    logDir,
    postgresDir: join(dataDir, 'postgres'),
    secretsPath: join(dataDir, 'secrets.json'),
    credentialsPath: join(dataDir, 'credentials.json'),
  };
}

/** Writes down where the database really is, for `emptyDataDir`. */
export function noteDatabase({ dataDir, postgresDir }: Layout, actual: string): void {
  if (actual !== postgresDir) writeFileSync(join(dataDir, ELSEWHERE), `${JSON.stringify({ postgresDir: actual })}\n`);
}

/** Deletes what starts have made, and nothing else: the folder may have been given by a person and hold other things. */
export function emptyDataDir(dataDir: string): void {
  const note = join(dataDir, ELSEWHERE);
  if (existsSync(note)) {
    const { postgresDir }: { postgresDir: string } = JSON.parse(readFileSync(note, 'utf8'));
    rmSync(postgresDir, { recursive: true, force: true });
  }
  for (const name of [...KEPT, ELSEWHERE]) rmSync(join(dataDir, name), { recursive: true, force: true });
}
