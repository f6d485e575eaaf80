/** Why a job runs: its time has come, a person has asked for it, or a program has put it into the queue. */
export const JOB_CAUSES = ['SCHEDULE', 'PERSON', 'PROGRAM'] as const;
export type JobCause = (typeof JOB_CAUSES)[number];

/** What one try of a job has come to. BROKEN_OFF: its process ended before it did. */
export const JOB_OUTCOMES = ['RUNNING', 'DONE', 'FAILED', 'BROKEN_OFF'] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

/** Where something stands that a person has asked of a job: WAITING until its first try begins, TAKEN until it is done or given up. */
export const JOB_REQUEST_STATES = ['WAITING', 'TAKEN', 'DONE', 'FAILED'] as const;
export type JobRequestState = (typeof JOB_REQUEST_STATES)[number];

/** So often a job is tried before it is given up. */
export const JOB_TRIES_MAX = 5;
