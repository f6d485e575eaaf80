/** How far a simulation is, and whether it goes on. */
export interface SimulationRun {
  readonly by: string;
  readonly sinceUs: number;
  /** It looks at so many decisions at most. */
  readonly most: number;
  lookedAt: number;
  isStopped: boolean;
}

/** The simulations that are under way in this router, one of a version at most. */
export class SimulationRuns {
  readonly #runs = new Map<number, SimulationRun>();

  /** The run of a version; null where one is under way already. */
  begin(version: number, what: Pick<SimulationRun, 'by' | 'sinceUs' | 'most'>): SimulationRun | null {
    if (this.#runs.has(version)) return null;
    const run = { ...what, lookedAt: 0, isStopped: false };
    this.#runs.set(version, run);
    return run;
  }

  of(version: number): SimulationRun | null {
    return this.#runs.get(version) ?? null;
  }

  /** Whether there was one to stop. */
  stop(version: number): boolean {
    const run = this.#runs.get(version);
    if (run === undefined) return false;
    run.isStopped = true;
    return true;
  }

  end(version: number): void {
    this.#runs.delete(version);
  }
}
