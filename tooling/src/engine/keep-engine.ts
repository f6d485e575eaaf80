import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineList, engineList } from '@fairlead/contracts/engine-list';
import { Refusal } from '../refusal.ts';
import { sha256 } from './bundle.ts';

/** What is to be kept. */
export interface BuiltEngine {
  readonly version: string;
  readonly code: string;
  /** What it was built from. */
  readonly builtFrom: string;
}

/**
 * Keeps an engine in a folder and enters it in the list there. Refuses another code for a version that is kept: decisions were made by that one, and
 * are made again by it. True where it was not kept yet.
 */
export function keepEngine(folder: string, { version, code, builtFrom }: BuiltEngine): boolean {
  const list = listOf(folder);
  const hash = sha256(code);
  const kept = list[version];
  if (kept?.sha256 === hash && existsSync(join(folder, `${version}.mjs`))) return false;
  if (kept !== undefined && kept.sha256 !== hash)
    throw new Refusal(
      `engine ${version} is kept already, and this source gives another: raise ENGINE_VERSION in packages/core/src/routing/plan-input.ts`,
    );
  writeFileSync(join(folder, `${version}.mjs`), code);
  const entries = Object.entries({ ...list, [version]: { sha256: hash, built_from: builtFrom } });
  const sorted = entries.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  writeFileSync(join(folder, 'engines.json'), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  return true;
}

function listOf(folder: string): EngineList {
  const path = join(folder, 'engines.json');
  return existsSync(path) ? engineList.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
}
