import { ROLE_SCOPES, role, scope } from '@fairlead/contracts/access';
import { expect, it } from 'vitest';
import { whyNot } from './role-words';

it('tells what one is, what one may not, and who may', () => {
  expect(whyNot('AUDITOR', 'orders:write')).toBe(
    'You are here as Auditor (reads only) and may not send, change or cancel orders: that is for traders and administrators.',
  );
  expect(whyNot('TRADER', 'admin')).toMatch(/may not administer the installation: that is for administrators\.$/);
  expect(whyNot('TRADER', 'audit:read')).toMatch(/that is for compliance, auditors and administrators\.$/);
});

it('has a sentence for every role and what it may not', () => {
  for (const each of role.options)
    for (const wanted of scope.options.filter((one) => !ROLE_SCOPES[each].includes(one)))
      expect(whyNot(each, wanted)).toMatch(/^You are here as \S.* and may not \S.*: that is for [a-z, ]+\.$/);
});
