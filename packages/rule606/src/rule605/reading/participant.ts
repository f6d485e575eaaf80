/**
 * The designated participants by their letters in files of Rule 605 (SEC, "Order Execution Summary Technical Specification"). T is FINRA here and
 * Nasdaq on the CTA tape.
 */
export const PARTICIPANTS: ReadonlyMap<string, string> = new Map([
  ['A', 'NYSE American'],
  ['Z', 'Cboe BZX'],
  ['Y', 'Cboe BYX'],
  ['B', 'Nasdaq BX'],
  ['M', 'NYSE Texas'],
  ['C', 'NYSE National'],
  ['J', 'Cboe EDGA'],
  ['K', 'Cboe EDGX'],
  ['Q', 'Nasdaq'],
  ['T', 'FINRA'],
  ['N', 'NYSE'],
  ['P', 'NYSE Arca'],
  ['X', 'Nasdaq PSX'],
  ['V', 'IEX'],
  ['L', 'LTSE'],
  ['H', 'MIAX Pearl'],
  ['U', 'MEMX'],
  ['G', '24X'],
  ['F', 'TXSE'],
]);

/** Letters of files from before August 2026 alone. */
export const FORMER_PARTICIPANTS: ReadonlyMap<string, string> = new Map([
  ['I', 'International Securities Exchange'],
  ['W', 'Cboe Stock Exchange (CBSX)'],
]);
