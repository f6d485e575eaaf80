import { REJECT_MESSAGES, type RejectCode } from '@fairlead/core/order/reject-code';
import { REJECT_REMEDIES } from '@fairlead/core/order/reject-remedy';
import { RULE_FAULT_REMEDIES } from '@fairlead/core/rules/rule-fault-remedy';
import { RULE_FAULTS, type RuleFaultCode } from '@fairlead/core/rules/validate-rules';
import { PROBLEMS, type ProblemCode } from '../problem.ts';
import { PROBLEM_REMEDIES } from '../problem-remedy.ts';

/** A code, why it is said, and what to do about it. */
export interface ListedProblem {
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

/** A code of the `code` of a problem document, with its status. */
export interface ListedAnswer extends ListedProblem {
  readonly status: number;
}

const PROBLEM_CODES = keysOf<ProblemCode>(PROBLEMS);

/** Every problem but that of a refused order, whose code is the more exact one; by status. */
export const LISTED_PROBLEMS: readonly ListedAnswer[] = PROBLEM_CODES.filter((code) => code !== 'ORDER_REJECTED')
  .map((code) => ({ code, status: PROBLEMS[code][0], cause: PROBLEMS[code][1], remedy: PROBLEM_REMEDIES[code] }))
  .toSorted((a, b) => a.status - b.status);

/** Why an order is refused: the codes that stand for `ORDER_REJECTED`. */
export const LISTED_REJECTS: readonly ListedAnswer[] = keysOf<RejectCode>(REJECT_MESSAGES).map((code) => ({
  code,
  status: PROBLEMS.ORDER_REJECTED[0],
  cause: REJECT_MESSAGES[code],
  remedy: REJECT_REMEDIES[code],
}));

/** Faults of rules, in the `errors` of `RULES_INVALID`. */
export const LISTED_RULE_FAULTS: readonly ListedProblem[] = keysOf<RuleFaultCode>(RULE_FAULTS).map((code) => ({
  code,
  cause: RULE_FAULTS[code],
  remedy: RULE_FAULT_REMEDIES[code],
}));

/** Faults of fields, in the `errors` of `INVALID_REQUEST`. */
export const LISTED_FIELD_FAULTS: readonly ListedProblem[] = [
  ['TEXT_INVALID', 'The text holds U+0000 or half of a character.', 'Leave that out.'],
  ['RESERVED', 'The id is the name of another address.', 'Choose another id.'],
  ['REQUIRED', 'The field is needed of who asks: a person says why.', 'Add it.'],
  ['UNRECOGNIZED_KEYS', 'There is no such field.', 'Look for a misspelling, or leave it out.'],
  ['INVALID_TYPE', 'The value is missing, or not of its kind.', 'Send what the message names.'],
  ['INVALID_VALUE', 'The value is none of its list.', 'Send one of those that the message names.'],
  ['INVALID_FORMAT', 'The text has not its form.', 'Send what the message names.'],
  ['INVALID_UNION', 'The value is nothing of what it may be.', 'Send one of the forms that the document names.'],
  ['TOO_BIG', 'The value is over its range, or too long.', 'Send what the message names.'],
  ['TOO_SMALL', 'The value is under its range, or too short.', 'Send what the message names.'],
  ['CUSTOM', 'The value fails what the message says.', 'Mend that.'],
].map(([code = '', cause = '', remedy = '']) => ({ code, cause, remedy }));

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
