import { mkdirSync } from 'node:fs';
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
export const KEPT = ['postgres', 'logs', 'secrets.json', 'credentials.json', 'lock.json'] as const;

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
