/**
 * Whom a wave asks: the firm's own book alone (INTERNALIZE_FIRST, once), dark venues alone (DARK_FIRST, each once), or everybody that the
 * sourcing allows.
 */
export const SOURCING_STAGES = ['INTERNAL', 'DARK', 'ALL'] as const;
export type SourcingStage = (typeof SOURCING_STAGES)[number];
