import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that will not be mistaken for another one that is given its number later. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in whatever form the system says it; undefined where it says nothing. */
  readonly birth: string | undefined;
}

/** Marks a process, so that it can be known again. */
export function markOf(pid: number): ProcessMark {
  return { pid, birth: birthOf(pid) };
}

/** Whether the very process that was marked still runs. One that has ended and waits to be collected does not. */
export function isAlive({ pid, birth }: ProcessMark): boolean {
  if (!exists(pid)) return false;
  const now = birthOf(pid);
  return now === birth && now !== ENDED;
}

/** Signals every process of a group; false when there is none left. */
export function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  // Group 0 would be our own.
  if (leader <= 1) return false;
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** In place of a birth. */
const ENDED = 'ended';

function birthOf(pid: number): string | undefined {
  try {
    // The name in the second field may hold spaces and brackets, so count from its end: the state, 18 more, the birth.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? ENDED : fields[19];
  } catch {
    return birthFromPs(pid);
  }
}

function birthFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
    return line === '' ? undefined : line;
  } catch {
    return undefined;
  }
}
