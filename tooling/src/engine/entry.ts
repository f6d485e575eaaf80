/** Where an engine begins, in the repository: what makes a decision again from its record. */
export const ENTRY = 'packages/core/src/routing/record/recompute.ts';
