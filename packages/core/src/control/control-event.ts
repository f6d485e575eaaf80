import type { CircuitState } from '../venue/circuit-state.ts';

/** Whom a halt stops: the firm where all three are null; else the one that is named, and where two are, what both hold of. */
export interface HaltScope {
  readonly clientId: string | null;
  readonly venueId: string | null;
  readonly instrumentId: string | null;
}

/** What happens to the installation and belongs to no order. Times in microseconds since 1970; ids are UUIDs. */
export type ControlFact =
  | {
      readonly type: 'CIRCUIT_CHANGED';
      readonly id: string;
      readonly venueId: string;
      readonly from: CircuitState;
      readonly to: CircuitState;
      /** Why, as a closed code, and in words. */
      readonly code: string;
      readonly detail: string;
      /** When an open circuit lets the next probes through; null where a person decides, and where it is not open. */
      readonly untilUs: number | null;
      /** How many times in a row it has been opened: what the next back-off goes by. */
      readonly openings: number;
      /** Who has forced it; null where nobody has. */
      readonly actor: string | null;
    }
  | {
      readonly type: 'HALT_PLACED';
      /** The halt's own. */
      readonly id: string;
      readonly scope: HaltScope;
      readonly reason: string;
      /** Whether all open orders that it stops are asked back too. */
      readonly cancelAll: boolean;
      readonly actor: string;
    }
  | {
      readonly type: 'HALT_RELEASED';
      /** Of the halt that ends. */
      readonly id: string;
      readonly reason: string;
      readonly actor: string;
    };

export type ControlEvent = ControlFact & { readonly atUs: number };
