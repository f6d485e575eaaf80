import { type Role, rolesWith, SCOPE_WORDS, type Scope } from '@fairlead/contracts/access';

/** What each role is here for, in the words of the person who has it. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  TRADER: 'Trader',
  COMPLIANCE: 'Compliance',
  OPERATIONS: 'Operations',
  AUDITOR: 'Auditor (reads only)',
  ADMIN: 'Administrator',
};

const PLURALS: Readonly<Record<Role, string>> = {
  TRADER: 'traders',
  COMPLIANCE: 'compliance',
  OPERATIONS: 'operations',
  AUDITOR: 'auditors',
  ADMIN: 'administrators',
};

/** Why a role may not do something: what it is, and who may. */
export function whyNot(role: Role, scope: Scope): string {
  const [last = '', ...others] = rolesWith(scope)
    .map((each) => PLURALS[each])
    .reverse();
  const whoMay = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return `You are here as ${ROLE_NAMES[role]} and may not ${SCOPE_WORDS[scope]}: that is for ${whoMay}.`;
}
