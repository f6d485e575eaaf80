import type { RuleFaultCode } from './validate-rules.ts';

/** What to do about each fault of a rule. A code without a sentence does not compile. */
export const RULE_FAULT_REMEDIES: Readonly<Record<RuleFaultCode, string>> = {
  NAME_REPEATED: 'Give each rule of the version a name of its own.',
  PRIORITY_REPEATED: 'Give each rule of the version a priority of its own.',
  SIZE_RANGE_INVALID: 'Write min and max as decimals, min at most max, or leave one out.',
  TIME_WINDOW_INVALID: 'Write from and to as 09:30 and 16:00, and name a weekday at least.',
  UNKNOWN_VENUE: 'Name a venue that GET /venues lists.',
  VENUE_PREFERRED_AND_EXCLUDED: 'Name the venue in one of the two lists.',
  CAP_INVALID: 'Write one cap a venue, with a quantity, a share of 1 at most, or both.',
  MODE_NOT_ALLOWED: 'Choose another mode.',
  URGENCY_INVALID: 'Write a number from 0 to 1.',
  CONSTRAINT_INVALID: 'Write each constraint in its own unit and range, or leave it out.',
  WITHOUT_EFFECT: 'Say an objective, a mode, venues or a constraint, or leave the rule out.',
};
