/** The time of a run, in microseconds since 1970. Only the run itself moves it. */
export interface VirtualClock {
  readonly nowUs: number;
}
