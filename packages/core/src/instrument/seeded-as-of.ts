/** The ISO date whose rules, ticks and lots the default instruments have. */
export const SEEDED_AS_OF = '2026-11-01';
