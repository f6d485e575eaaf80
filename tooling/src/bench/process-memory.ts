import { readFileSync, writeFileSync } from 'node:fs';
import { countsCpu } from './process-cpu.ts';

const KIB = 1_024;
/** What resets it: proc(5), clear_refs. */
const PEAK = '5';

/** The most memory that was resident of a process, in MiB: VmHWM of proc(5). 0 where it has ended, or this machine does not tell. */
export function peakMib(pid: number): number {
  if (!countsCpu) return 0;
  try {
    const [, kib = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) / KIB;
  } catch {
    return 0;
  }
}

/** Counts the most memory of a process anew from now on; where this machine does not tell it, nothing happens. */
export function forgetPeak(pid: number): void {
  if (countsCpu) writeFileSync(`/proc/${pid}/clear_refs`, PEAK);
}
