import { describe, expect, it } from 'vitest';
import { whyNoApproval, whyNoEdit, whyNoReturn, whyNoSubmission } from './rules-act-words';

const person = (email: string, may: boolean) => ({ email, whyNot: () => (may ? '' : 'not your role') });
const row = { author: 'a@x', author_person: 'a@x', name: 'rules-1' };

describe('who may do what with a version is said before it is asked', () => {
  it('its author changes and submits it, another person approves it and brings it back', () => {
    const [author, other] = [person('a@x', true), person('b@x', true)];
    const simulated = { ...row, state: 'SIMULATED' as const };
    const submitted = { ...row, state: 'SUBMITTED' as const };
    expect([whyNoEdit(simulated, author), whyNoSubmission(simulated, author)]).toEqual(['', '']);
    expect(whyNoEdit(simulated, other)).toMatch(/^Only its author, a@x, changes it/);
    expect(whyNoSubmission(simulated, other)).toBe('Only its author, a@x, submits it.');
    expect([whyNoApproval(submitted, other), whyNoReturn(submitted, other)]).toEqual(['', '']);
    expect(whyNoApproval(submitted, author)).toBe('You wrote it: another person has to approve it.');
    expect(whyNoReturn(submitted, author)).toBe('You wrote it: another person has to bring it back.');
  });

  it('a key of theirs is theirs, and is named', () => {
    const [author, other] = [person('a@x', true), person('b@x', true)];
    const byKey = { ...row, author: 'desk', state: 'SUBMITTED' as const };
    expect([whyNoEdit(byKey, author), whyNoSubmission({ ...byKey, state: 'SIMULATED' }, author)]).toEqual(['', '']);
    expect(whyNoApproval(byKey, author)).toBe('You wrote it, by your key desk: another person has to approve it.');
    expect(whyNoReturn(byKey, author)).toMatch(/^You wrote it, by your key desk/);
    expect(whyNoApproval(byKey, other)).toBe('');
    expect(whyNoEdit(byKey, other)).toMatch(/^Only its author, desk of a@x, changes it/);
    expect(whyNoEdit({ ...byKey, author_person: '0190d000' }, other)).toMatch(/^Only its author, desk, changes it/);
  });

  it('what was not simulated is not submitted', () => {
    expect(whyNoSubmission({ ...row, state: 'DRAFT' }, person('a@x', true))).toMatch(/^Simulate it first/);
  });

  it('the role is said first', () => {
    const nobody = person('a@x', false);
    const simulated = { ...row, state: 'SIMULATED' as const };
    for (const why of [whyNoEdit, whyNoSubmission, whyNoApproval, whyNoReturn])
      expect(why(simulated, nobody)).toBe('not your role');
  });
});
