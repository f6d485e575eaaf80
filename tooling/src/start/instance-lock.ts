import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  refuseIfRunning(dataDir);
  for (const orphan of readLock(path)?.started ?? []) endOrphan(orphan, say);
  const content = { holder: markOf(process.pid), started: [] as Started[] };
  const write = () => writeFileSync(path, `${JSON.stringify(content satisfies Content)}\n`);
  write();
  return {
    record(name, pid) {
      content.started.push({ name, ...markOf(pid) });
      write();
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
    // No lock, or one cut off by a crash while it was written: nobody holds it.
    return undefined;
  }
}
