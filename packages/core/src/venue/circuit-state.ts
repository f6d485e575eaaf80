/** The state of a venue's circuit breaker. */
export const CIRCUIT_STATES = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type CircuitState = (typeof CIRCUIT_STATES)[number];

/** Why a circuit has changed. */
export const CIRCUIT_CODES = [
  /** Five failures in a short time. */
  'FAILURES',
  /** More than half of what was sent to the venue failed. */
  'ERROR_RATE',
  /** The slowest answers take longer than the venue may. */
  'LATENCY',
  /** It was open for its time: the venue is probed. */
  'OPEN_TIME_OVER',
  'PROBES_SUCCEEDED',
  'PROBE_FAILED',
  /** The router that probed the venue is not heard of any more: another one probes it. */
  'PROBER_SILENT',
  /** A person has taken the venue out, or keeps it in whatever fails there, until it is reset. */
  'FORCED_OPEN',
  'FORCED_CLOSED',
  'RESET',
] as const;
export type CircuitCode = (typeof CIRCUIT_CODES)[number];

/** What a person may do with a circuit. */
export const CIRCUIT_ACTIONS = ['open', 'close', 'reset'] as const;
export type CircuitAction = (typeof CIRCUIT_ACTIONS)[number];

/** What a circuit is by, after a person has done it. */
export const FORCED_CODES = {
  open: 'FORCED_OPEN',
  close: 'FORCED_CLOSED',
  reset: 'RESET',
} as const satisfies Record<CircuitAction, CircuitCode>;
