import type { ImportFault, ImportFileName } from '@fairlead/contracts/import';

/** So many faults are shown where a program tells them; all of them are counted. */
export const FAULTS_TOLD_MOST = 100;

/** What is wrong with the lines of an import: how often each code, in which file it began, and what has not been written down yet. */
export class FaultList {
  #unwritten: ImportFault[] = [];
  #faultyFile: ImportFileName | null;
  readonly #byCode: Map<string, number>;

  constructor(faultyFile: ImportFileName | null, byCode: Readonly<Record<string, number>>) {
    this.#faultyFile = faultyFile;
    this.#byCode = new Map(Object.entries(byCode));
  }

  get byCode(): Record<string, number> {
    return Object.fromEntries(this.#byCode);
  }

  get count(): number {
    return [...this.#byCode.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The file of the first fault; null where there is none. */
  get faultyFile(): ImportFileName | null {
    return this.#faultyFile;
  }

  add(fault: ImportFault): void {
    this.countMore(fault.code, 1);
    this.#faultyFile ??= fault.file;
    this.#unwritten.push(fault);
  }

  /** Counts faults that are not told one by one. */
  countMore(code: string, times: number): void {
    if (times > 0) this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + times);
  }

  /** The faults since the last time that this was asked. */
  takeUnwritten(): readonly ImportFault[] {
    const taken = this.#unwritten;
    this.#unwritten = [];
    return taken;
  }
}
