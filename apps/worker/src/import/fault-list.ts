import type { ImportFault } from '@fairlead/contracts/import';

/** So many faults are kept and shown; all of them are counted. */
export const FAULTS_KEPT_MOST = 100;

/** What is wrong with the lines of an import: the first of them, and how often each code. */
export class FaultList {
  readonly #first: ImportFault[];
  readonly #byCode: Map<string, number>;

  constructor(first: readonly ImportFault[], byCode: Readonly<Record<string, number>>) {
    this.#first = [...first];
    this.#byCode = new Map(Object.entries(byCode));
  }

  get first(): readonly ImportFault[] {
    return this.#first;
  }

  get byCode(): Record<string, number> {
    return Object.fromEntries(this.#byCode);
  }

  get isEmpty(): boolean {
    return this.#byCode.size === 0;
  }

  add(fault: ImportFault): void {
    this.count(fault.code, 1);
    if (this.#first.length < FAULTS_KEPT_MOST) this.#first.push(fault);
  }

  /** Counts faults that are not shown. */
  count(code: string, times: number): void {
    if (times > 0) this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + times);
  }
}
