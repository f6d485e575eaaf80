import type { SystemView } from '@fairlead/contracts/system';
import { expect, it } from 'vitest';
import { SystemMemory } from './system-memory';

const alert = {
  severity: 'WARNING',
  code: 'X',
  message: '',
  client_id: null,
  order_pk: null,
  order_id: null,
  venue_id: null,
} as const;
const at = '2026-11-27T15:00:00.000000Z';
const HALT = { venue_id: null, instrument_id: null, reason: 'drill', since: at, actor: 'ops@example.com' };
const VIEW: SystemView = {
  timestamp: at,
  environment: 'SIMULATED',
  versions: { release: '1.2.3', engine: '1.4.0', model: 'priors-1', rules: 'none' },
  started_at: at,
  services: [],
  ready: true,
  checks: [],
  calendar: {
    timestamp: at,
    session_hours: 'exchange',
    holidays_known: true,
    holidays_known_until: '2028-12-31',
    market_day: null,
    coming_days: [],
    sessions: [],
  },
  projection: { position: 1, behind_entries: 0, behind_ms: 0, late: false },
  disk: { free_bytes: null, data_bytes: null, days_left: null, low: false },
  open_orders: 3,
  venues: { connected: 2, total: 3 },
  halts: [
    { ...HALT, halt_id: 'h1', scope: 'FIRM', client_id: null },
    { ...HALT, halt_id: 'h2', scope: 'CLIENT', client_id: 'one' },
  ],
  alerts: [{ ...alert, seq: 1, timestamp: at }],
};

it('what is so now is known only while the router tells it; what lasts stays, with since when', () => {
  const memory = new SystemMemory();
  expect(memory.stateFor(null, null)).toEqual({ lasting: null, present: null, told_at_ms: null });
  memory.keep(null, VIEW, 5_000);
  expect(memory.stateFor(null, VIEW)).toMatchObject({ told_at_ms: 5_000, present: { open_orders: 3 } });
  expect(memory.stateFor(null, null)).toMatchObject({
    told_at_ms: 5_000,
    present: null,
    lasting: { environment: 'SIMULATED', versions: VIEW.versions, halts: VIEW.halts, alerts: VIEW.alerts },
  });
});

it('what was told to one person is not told to another: halts of clients, alarms of the firm', () => {
  const memory = new SystemMemory();
  memory.keep('one', { ...VIEW, alerts: [] }, 5_000);
  memory.keep(null, VIEW, 6_000);
  const toldTo = (clientId: string | null) => {
    const { lasting } = memory.stateFor(clientId, null);
    return [lasting?.halts.map(({ scope }) => scope), lasting?.alerts.length];
  };
  expect([toldTo(null), toldTo('one'), toldTo('two')]).toEqual([
    [['FIRM', 'CLIENT'], 1],
    [['FIRM', 'CLIENT'], 0],
    [['FIRM'], 0],
  ]);
});
