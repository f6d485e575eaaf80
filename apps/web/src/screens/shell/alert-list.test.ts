import { describe, expect, it } from 'vitest';
import type { AlertRow } from '@/live/live-store';
import { alertList, haltsInForce } from './alert-list';

const timestamp = '2026-11-27T15:00:00.000000Z';
type Raised = Parameters<typeof alertList>[0][number];
const alert = (seq: number, changes: Partial<Raised> = {}): Raised => ({
  ...{
    seq,
    timestamp,
    severity: 'CRITICAL',
    code: 'DISK_LOW',
    message: 'in words',
    client_id: null,
    order_pk: null,
    order_id: null,
    venue_id: null,
  },
  ...changes,
});
const heard = ({ timestamp: at, ...data }: Raised): AlertRow => ({ ...data, at_ms: Date.parse(at) });

describe('the list of alerts', () => {
  it('has each once, the newest first, whether the router told of it or it was heard', () => {
    const list = alertList([alert(1), alert(2)], [heard(alert(2)), heard(alert(3, { code: 'OVERFILL' }))]);
    expect(list.map(({ seq, code }) => [seq, code])).toEqual([
      [3, 'OVERFILL'],
      [2, 'DISK_LOW'],
      [1, 'DISK_LOW'],
    ]);
  });

  it('knows that what an alert warned of is over when a later note of the same thing says so', () => {
    const over = (...alerts: Raised[]) => alertList(alerts, []).map(({ isOver }) => isOver);
    expect(over(alert(1), alert(2, { severity: 'INFO' }))).toEqual([false, true]);
    expect(over(alert(2), alert(1, { severity: 'INFO' }))).toEqual([false, false]);
    expect(over(alert(1), alert(2, { severity: 'INFO', code: 'OTHER' }))).toEqual([false, false]);
    expect(over(alert(1, { venue_id: 'XNYS' }), alert(2, { severity: 'INFO' }))).toEqual([false, false]);
  });
});

describe('the halts in force', () => {
  const WHOLE = { halt_id: 'h1', scope: 'FIRM', client_id: null, venue_id: null, instrument_id: null } as const;
  const FIRM = { ...WHOLE, reason: 'drill', since: timestamp, actor: 'ops@example.com' } as const;
  const AT_VENUE = { ...WHOLE, halt_id: 'h2', scope: 'VENUE', venue_id: 'XNYS' } as const;
  const heardOf = (venueId: string | null, halted: boolean) => {
    const what = venueId === null ? WHOLE : AT_VENUE;
    return new Map([[what.halt_id, { ...what, halted, reason: 'drill' } as const]]);
  };

  it('are those that the router tells, and those that were heard of before it tells since when', () => {
    expect(haltsInForce([FIRM], heardOf('XNYS', true))).toEqual([
      FIRM,
      { ...AT_VENUE, reason: 'drill', since: null, actor: null },
    ]);
    expect(haltsInForce([FIRM], heardOf(null, true))).toEqual([FIRM]);
  });

  it('are shown until the router no longer tells of them, though their end was heard', () => {
    expect(haltsInForce([FIRM], heardOf(null, false))).toEqual([FIRM]);
    expect(haltsInForce([], heardOf(null, false))).toEqual([]);
  });
});
