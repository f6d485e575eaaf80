import { CIRCUIT_CODES, CIRCUIT_STATES as STATES } from '@fairlead/core/venue/circuit-state';
import { describe, expect, it } from 'vitest';
import { CIRCUIT_STATES, circuitCodeWords, circuitName, circuitTone, circuitWhy, detailWords } from './circuit-words';

describe('the words of circuits', () => {
  it('are there for every code, each its own; one of a newer router is shown as it is', () => {
    const words = CIRCUIT_CODES.map(circuitCodeWords);
    expect(words.filter((said, index) => said === CIRCUIT_CODES[index])).toEqual([]);
    expect(new Set(words).size).toBe(CIRCUIT_CODES.length);
    expect(circuitCodeWords('BLOWN')).toBe('BLOWN');
  });

  it('are there for every state, and say where a person holds it', () => {
    expect(STATES.map((state) => [circuitName({ state, code: null }), circuitTone({ state, code: null })])).toEqual(
      STATES.map((state) => [CIRCUIT_STATES[state].name, CIRCUIT_STATES[state].tone]),
    );
    expect(circuitName({ state: 'OPEN', code: 'FORCED_OPEN' })).toBe('Forced open');
    expect(circuitName({ state: 'CLOSED', code: 'FORCED_CLOSED' })).toBe('Forced closed');
    expect(circuitTone({ state: 'CLOSED', code: 'FORCED_CLOSED' })).toBe('degraded');
    expect(circuitTone({ state: 'CLOSED', code: 'RESET' })).toBe('good');
  });

  it('say why, with what was seen or who said what', () => {
    expect(circuitWhy({ code: null, reason: '', actor: null })).toBe('It has never changed.');
    expect(circuitWhy({ code: 'ERROR_RATE', reason: '14 of 20', actor: null })).toBe(
      'More than half of what was sent there failed: 14 of 20.',
    );
    expect(circuitWhy({ code: 'PROBE_FAILED', reason: '', actor: null })).toBe('It was tried, and is not well yet.');
    expect(circuitWhy({ code: 'PROBE_FAILED', reason: 'a probe failed: refused (VENUE_BUSY)', actor: null })).toBe(
      'It was tried, and is not well yet: a probe failed: refused (the venue is too busy to take it).',
    );
    expect(detailWords('refused (SOME_CODE_OF_ITS_OWN)')).toBe('refused (SOME_CODE_OF_ITS_OWN)');
    expect(circuitWhy({ code: 'FORCED_OPEN', reason: 'it calls', actor: 'ops@example.com (key 1)' })).toBe(
      'Taken out by hand, until it is reset: ops@example.com, by key key 1 says “it calls”.',
    );
  });
});
