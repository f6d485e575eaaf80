/**
 * Whom a wave asks: the firm's own book alone (INTERNALIZE_FIRST, once), dark venues alone (DARK_FIRST, each once), or everybody that the
 * sourcing allows.
 */
export type SourcingStage = 'INTERNAL' | 'DARK' | 'ALL';
