import { expect, it } from 'vitest';
import { venueOf } from '@/testing/venues';
import { withNews } from './use-venues';

const AT = '2026-11-30T14:31:02.000Z';
const LATER = '2026-11-30T14:31:32.000Z';
const opened = {
  venue_id: 'XNYS',
  state: 'OPEN',
  code: 'FAILURES',
  reason: 'five',
  since: AT,
  until: LATER,
  actor: null,
} as const;

it('a venue is as the stream has told last, with what it does not tell', () => {
  const read = venueOf({ circuit: { failures: 4 } });
  const slow = {
    venue_id: 'XNYS',
    venue_type: 'EXCHANGE',
    connected: true,
    status: 'SLOW',
    status_cause: 'SLOW_ANSWERS',
    status_since: AT,
    status_reason: 'late',
  } as const;
  expect(withNews(read, undefined, undefined)).toEqual(read);
  expect(withNews(read, slow, opened)).toEqual({
    ...read,
    ...slow,
    circuit: { ...read.circuit, ...opened, failures: 4 },
  });
});

it('a circuit that was read after the stream’s last word of it is as it was read', () => {
  const read = venueOf({ circuit: { state: 'HALF_OPEN', code: 'OPEN_TIME_OVER', since: LATER } });
  expect(withNews(read, undefined, opened).circuit.state).toBe('HALF_OPEN');
  const same = venueOf({ circuit: { state: 'CLOSED', since: AT } });
  expect(withNews(same, undefined, opened).circuit.state).toBe('OPEN');
});
