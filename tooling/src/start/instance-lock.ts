import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { isAlive, markOf, type ProcessMark, signalGroup } from './process-table.ts';

interface Started extends ProcessMark {
  readonly name: string;
}

interface Content {
  readonly holder: ProcessMark;
  readonly started: readonly Started[];
}

/** Shows that a data folder is in use, and by what, so that two systems never share one. */
export interface InstanceLock {
  /** Writes down a process, so that the next start can end it should this one die without doing so. */
  record(name: string, pid: number): void;
  release(): void;
}

/** Takes the lock of a data folder. Refuses when a living starter holds it; clears up after one that died. */
export function takeLock(dataDir: string, say: (line: string) => void): InstanceLock {
  const path = lockPath(dataDir);
  const content = { holder: markOf(process.pid), started: [] as Started[] };
  while (!create(path, content)) {
    refuseIfRunning(dataDir);
    for (const orphan of setAside(path)) endOrphan(orphan, say);
  }
  return {
    record(name, pid) {
      // What was started under this name before has died.
      content.started = [...content.started.filter((one) => one.name !== name), { name, ...markOf(pid) }];
      try {
        renameSync(draft(path, content), path);
      } catch (error) {
        // It runs all the same; only the next start would not find it, should this one be killed.
        say(`${name} could not be written down in ${path}: ${error instanceof Error ? error.message : error}`);
      }
    },
    release: () => rmSync(path, { force: true }),
  };
}

/** Refuses when a living starter uses the data folder. */
export function refuseIfRunning(dataDir: string): void {
  const holder = readLock(lockPath(dataDir))?.holder;
  if (holder === undefined || !isAlive(holder)) return;
  throw new Refusal(
    `already running on ${dataDir} as process ${holder.pid}: stop that one first (Ctrl-C in its window, or ` +
      `kill ${holder.pid}), or start a second system beside it with FAIRLEAD_DATA_DIR=… npm start`,
  );
}

/** Puts the whole lock in its place at once; false when there is one already. Of two starters only one succeeds. */
function create(path: string, content: Content): boolean {
  const unplaced = draft(path, content);
  try {
    linkSync(unplaced, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(unplaced);
  }
}

/** Takes a dead starter's lock away and gives what it had started; nothing when another start was quicker. */
function setAside(path: string): readonly Started[] {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch {
    return [];
  }
  const content = readLock(aside);
  // Between our look and our grasp another start may have cleared the dead one's lock and put its own there.
  if (content !== undefined && isAlive(content.holder)) {
    renameSync(aside, path);
    return [];
  }
  rmSync(aside);
  return content?.started ?? [];
}

function draft(path: string, content: Content): string {
  const file = `${path}.${process.pid}.draft`;
  writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  return file;
}

function endOrphan(orphan: Started, say: (line: string) => void): void {
  if (!isAlive(orphan)) return;
  signalGroup(orphan.pid, 'SIGKILL');
  say(`the last start died and left ${orphan.name} (process ${orphan.pid}) running: ended it`);
}

function lockPath(dataDir: string): string {
  return join(dataDir, 'lock.json');
}

function readLock(path: string): Content | undefined {
  try {
    const content: Content = JSON.parse(readFileSync(path, 'utf8'));
    return content;
  } catch {
    // No lock, or one that a person has spoilt: nobody holds it.
    return undefined;
  }
}
