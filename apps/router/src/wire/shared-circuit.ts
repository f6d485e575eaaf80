import type { CircuitCode, CircuitState } from '@fairlead/core/venue/circuit-state';

/** A circuit as routers share it. Times in microseconds since 1970. */
export interface SharedCircuit {
  readonly venueId: string;
  readonly state: CircuitState;
  readonly code: CircuitCode;
  readonly detail: string;
  readonly atUs: number;
  readonly untilUs: number | null;
  readonly openings: number;
  readonly actor: string | null;
  /** The router that has made it what it is: while it is being tried, the one that probes. */
  readonly router: string;
  /** Grows by one a change. */
  readonly version: number;
}

/** Who hears what other routers do. */
export interface CircuitHearers {
  readonly onChanged: (circuit: SharedCircuit) => void;
  readonly onFailed: (venueId: string, atUs: number) => void;
}

/** Where circuits are shared. Nothing here rejects or waits for long: where the others cannot be reached it says so, and everything goes on without. */
export interface CircuitStore {
  /** What this router calls itself among the others: another name each time that it starts. */
  readonly router: string;
  /**
   * Makes a circuit what it is here, unless another router was first: its version is then beyond `expected`. A person's word counts in any case.
   * Resolves with what stands; null where the others cannot be reached.
   */
  push(
    circuit: Omit<SharedCircuit, 'router' | 'version'>,
    when: { readonly expected: number; readonly isWord: boolean },
  ): Promise<SharedCircuit | null>;
  /** Tells the others that something failed. */
  fail(venueId: string, atUs: number): void;
  /** All circuits that are shared; null where the others cannot be reached. */
  pull(): Promise<readonly SharedCircuit[] | null>;
  close(): Promise<void>;
}
