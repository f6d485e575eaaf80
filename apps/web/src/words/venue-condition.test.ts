import { STATUS_CAUSES } from '@fairlead/core/quality/status';
import { describe, expect, it } from 'vitest';
import { venueOf } from '@/testing/venues';
import { conditionOf, shortWhy, statusShown, statusWhy } from './venue-condition';

const SINCE = '2026-11-30T14:31:02.000Z';
const open = { state: 'OPEN', code: 'FAILURES', reason: 'three rejects, two timeouts', since: SINCE } as const;
const byHand = { actor: 'ops@example.com', reason: 'it calls', since: SINCE } as const;

describe('how a venue is, in one word', () => {
  it.each<[string, Parameters<typeof venueOf>[0], number, string]>([
    ['well', {}, 2, 'active'],
    ['well while its market is closed', { status_cause: 'MARKET_CLOSED' }, 2, 'market closed'],
    [
      'switched off',
      { enabled: false, connected: false, status: 'OFFLINE', status_cause: 'NO_SESSION' },
      3,
      'switched off',
    ],
    ['without a session', { connected: false, status: 'OFFLINE', status_cause: 'NO_SESSION' }, 0, 'no session'],
    [
      'without a session, whatever its circuit',
      { status: 'OFFLINE', status_cause: 'NO_SESSION', circuit: open },
      0,
      'no session',
    ],
    ['restricted', { status: 'RESTRICTED', status_cause: 'SAID' }, 0, 'restricted'],
    ['offline by a word', { status: 'OFFLINE', status_cause: 'SAID' }, 0, 'offline'],
    ['open', { status: 'OFFLINE', status_cause: 'CIRCUIT_OPEN', circuit: open }, 0, 'circuit open'],
    ['open, before its status says so', { circuit: open }, 0, 'circuit open'],
    ['forced open', { circuit: { ...byHand, state: 'OPEN', code: 'FORCED_OPEN' } }, 0, 'circuit forced open'],
    ['tried', { circuit: { state: 'HALF_OPEN', code: 'OPEN_TIME_OVER' } }, 1, 'being tried'],
    ['forced closed', { circuit: { ...byHand, state: 'CLOSED', code: 'FORCED_CLOSED' } }, 1, 'circuit forced closed'],
    ['slow', { status: 'SLOW', status_cause: 'SLOW_ANSWERS' }, 1, 'slow'],
    ['congested by its own word', { status: 'CONGESTED', status_cause: 'THROTTLED' }, 1, 'congested'],
  ])('one that is %s', (_, changes, rank, word) => {
    const { why, ...condition } = conditionOf(venueOf(changes));
    expect(condition).toMatchObject({ rank, word });
    expect(why).toMatch(/^[A-Z“a-z].*\.$/);
  });

  it('says since when its circuit is open, and not since when its status shows it', () => {
    const venue = venueOf({
      status: 'OFFLINE',
      status_cause: 'CIRCUIT_OPEN',
      status_since: '2026-11-30T14:31:03Z',
      circuit: open,
    });
    expect(conditionOf(venue)).toMatchObject({
      sinceMs: Date.parse(SINCE),
      why: 'Too much of what was sent there lately failed: three rejects, two timeouts.',
    });
    expect(shortWhy(venue)).toBe('too much of what was sent there lately failed');
  });
});

describe('why a venue shows its status', () => {
  it('has words for every cause, each its own', () => {
    const words = STATUS_CAUSES.map((status_cause) => statusWhy({ status_cause, status_reason: '', said: null }));
    expect(new Set(words).size).toBe(STATUS_CAUSES.length);
    expect(words.filter((said) => !said.endsWith('.') || said.length < 8)).toEqual([]);
  });

  it('is neither well nor broken while its market is closed, or it is switched off', () => {
    expect(statusShown(venueOf({}))).toEqual({ word: 'Active', tone: 'good' });
    expect(statusShown(venueOf({ status_cause: 'MARKET_CLOSED' }))).toEqual({ word: 'Market closed', tone: 'idle' });
    expect(statusShown(venueOf({ enabled: false }))).toEqual({ word: 'Switched off', tone: 'idle' });
  });

  it('tells the figures, and who says what', () => {
    const slow = {
      status_cause: 'SLOW_ANSWERS',
      status_reason: 'answers in 41 ms lately, in 8 ms ordinarily',
      said: null,
    } as const;
    expect(statusWhy(slow)).toBe(
      'It answers far later than it ordinarily does: answers in 41 ms lately, in 8 ms ordinarily.',
    );
    const said = { status: 'RESTRICTED', reason: 'strange fills', actor: 'ops@example.com', since: SINCE } as const;
    expect(statusWhy({ status_cause: 'SAID', status_reason: 'strange fills', said })).toBe(
      'ops@example.com says “strange fills”.',
    );
  });
});
