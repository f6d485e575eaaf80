import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of a process since its start in microseconds, as Linux counts it: to ten milliseconds a thread. */
export interface ProcessCpu {
  /** All of its threads. */
  readonly allUs: number;
  /** The thread that the program began on. */
  readonly mainUs: number;
  /** Other threads with an event loop of their own: workers. What is in neither collects garbage, compiles, or waits for files. */
  readonly workersUs: number;
}

/** A child process with what it has used. */
export interface ChildCpu {
  readonly pid: number;
  readonly cpuUs: number;
}

const TICK_US = 10_000;
/** Fields of `/proc/PID/stat` (proc(5)), counted from the one behind the name. */
const FIELD = { parent: 1, user: 11, system: 12, childrenUser: 13, childrenSystem: 14 } as const;

/** Whether this machine tells what its processes use. */
export const countsCpu = process.platform === 'linux';

/** What a process has used, told apart by its threads. Those that wait for events are known by what they wait in, so ask while it is quiet. */
export function cpuOf(pid: number): ProcessCpu {
  const folder = `/proc/${pid}/task`;
  let [mainUs, workersUs] = [0, 0];
  for (const thread of readdirSync(folder)) {
    const usedUs = usedBy(`${folder}/${thread}/stat`);
    if (Number(thread) === pid) mainUs = usedUs;
    else if (waitsForEvents(`${folder}/${thread}/wchan`)) workersUs += usedUs;
  }
  return { allUs: usedBy(`/proc/${pid}/stat`), mainUs, workersUs };
}

/** The children of a process that run, and what those of before have used. */
export function childrenOf(pid: number): { readonly running: readonly ChildCpu[]; readonly endedUs: number } {
  const running = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const fields = fieldsOf(`/proc/${name}/stat`);
      return fields[FIELD.parent] === pid ? [{ pid: Number(name), cpuUs: cpuIn(fields) }] : [];
    });
  const own = fieldsOf(`/proc/${pid}/stat`);
  return { running, endedUs: TICK_US * ((own[FIELD.childrenUser] ?? 0) + (own[FIELD.childrenSystem] ?? 0)) };
}

/** The process that has started another one. */
export function parentOf(pid: number): number {
  return fieldsOf(`/proc/${pid}/stat`)[FIELD.parent] ?? 0;
}

function usedBy(path: string): number {
  return cpuIn(fieldsOf(path));
}

function cpuIn(fields: readonly number[]): number {
  return TICK_US * ((fields[FIELD.user] ?? 0) + (fields[FIELD.system] ?? 0));
}

/** None where the process has ended meanwhile. */
function fieldsOf(path: string): readonly number[] {
  const text = textOf(path);
  // The name stands in brackets and may hold anything.
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
}

function waitsForEvents(path: string): boolean {
  return textOf(path).includes('epoll');
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
