import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Refusal } from '../refusal.ts';

/** What this installation keeps to itself. */
export interface Secrets {
  /** Signs the console's sessions; a new one would sign everybody out. */
  readonly betterAuthSecret: string;
}

/** Reads the secrets of this installation, or makes them at its first start, readable by the owner only. */
export function keepSecrets(path: string): Secrets {
  if (existsSync(path)) return readSecrets(path);
  const secrets: Secrets = { betterAuthSecret: randomBytes(32).toString('base64url') };
  writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return secrets;
}

function readSecrets(path: string): Secrets {
  const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const secret: unknown =
    typeof stored === 'object' && stored !== null ? Reflect.get(stored, 'betterAuthSecret') : undefined;
  if (typeof secret !== 'string' || secret === '') {
    throw new Refusal(`${path} holds no secret: bring it back from a copy, or begin anew with npm run reset`);
  }
  return { betterAuthSecret: secret };
}
