/** Where a run of a report stands. A failed one may be tried again; from DONE on it says the same for ever. */
export const RUN_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'APPROVED', 'PUBLISHED'] as const;
export type RunState = (typeof RUN_STATES)[number];
