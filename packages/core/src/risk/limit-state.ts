/** The life of a version of the limits: SUBMITTED waits for a second person; one at most is ACTIVE; RETIRED was followed by another; REFUSED never came into force. */
export const LIMIT_STATES = ['SUBMITTED', 'ACTIVE', 'RETIRED', 'REFUSED'] as const;
export type LimitState = (typeof LIMIT_STATES)[number];

/** Why a version is not approved, or not refused: the closed list, with the sentence that goes with each. */
export const LIMIT_REFUSALS = {
  LIMITS_NOT_FOUND: 'There is no such version of the limits.',
  LIMITS_WRONG_STATE: 'The version does not wait for approval.',
  LIMITS_SUPERSEDED: 'A later version is in force: what this one was to change has changed since.',
  SAME_PERSON: 'Who wrote a version cannot approve it: a second person must.',
} as const;
export type LimitRefusal = keyof typeof LIMIT_REFUSALS;
