import { expect, it } from 'vitest';
import type { SystemState } from '@/system/system-state';
import { healthLines, healthSummary } from './health-words';

const SINCE_MS = 1_000;
const part = (name: 'ROUTER' | 'DATABASE' | 'WORKER') => ({
  ...{ part: name, works: true, since_ms: SINCE_MS, answers: true, waits_for: [] },
});
const PRESENT: NonNullable<SystemState['present']> = {
  timestamp: '2026-11-27T15:00:00Z',
  ready: true,
  checks: [{ name: 'venues', ready: true, detail: '', since: '1970-01-01T00:00:02.000000Z' }],
  projection: { position: 9, behind_entries: 0, behind_ms: 0, late: false },
  disk: { free_bytes: 50_000_000_000, data_bytes: 1, days_left: 40.5, low: false },
  open_orders: 3,
  venues: { connected: 32, total: 32 },
};
const STATE: SystemState = {
  parts: [part('ROUTER'), part('DATABASE'), part('WORKER')],
  lasting: null,
  told_at_ms: SINCE_MS,
  present: PRESENT,
};
const gone = (name: 'ROUTER' | 'WORKER') => ({ part: name, since_ms: 5_000, answers: false, waits_for: [] });
const lineOf = (name: string, ...given: Parameters<typeof healthLines>) =>
  healthLines(...given).find((line) => line.name === name);

it('every process is named with since when it is so', () => {
  expect(healthLines(STATE, [])).toEqual([
    { name: 'Console', tone: 'good', says: 'answers this window', sinceMs: null },
    { name: 'Router', tone: 'good', says: 'takes orders', sinceMs: SINCE_MS },
    { name: 'Database', tone: 'good', says: 'answers', sinceMs: SINCE_MS },
    { name: 'Worker', tone: 'good', says: 'works', sinceMs: SINCE_MS },
    { name: 'Venues', tone: 'good', says: '32 of 32 connected', sinceMs: 2_000 },
    { name: 'Lists', tone: 'good', says: 'up to date', sinceMs: null },
    { name: 'Disk', tone: 'good', says: '50.0 GB free, low in 40 days', sinceMs: null },
  ]);
  expect(healthSummary(healthLines(STATE, []))).toEqual({ tone: 'good', label: 'All well' });
});

it('without the router nothing is claimed of what only it knows, whatever it said before', () => {
  const lines = healthLines(STATE, [gone('ROUTER')]);
  const tones = lines.map(({ name, tone, says }) => `${name} ${tone} ${says}`);
  expect(tones).toEqual(expect.arrayContaining(['Router stopped does not answer', 'Venues idle –', 'Disk idle –']));
  expect(lines.find(({ name }) => name === 'Router')?.sinceMs).toBe(5_000);
  expect(healthSummary(lines)).toEqual({ tone: 'stopped', label: 'Trouble: Router' });
});

it('a window without its console knows of itself only', () => {
  const lines = healthLines(STATE, [{ part: 'CONSOLE', since_ms: 7_000 }]);
  expect(lines.map(({ tone }) => tone)).toEqual(['stopped', 'idle', 'idle', 'idle', 'idle', 'idle', 'idle']);
});

it.each<[string, string, Partial<typeof PRESENT>, object]>([
  ['some venues', 'Venues', { venues: { connected: 30, total: 32 } }, { tone: 'degraded', sinceMs: null }],
  ['no venue', 'Venues', { venues: { connected: 0, total: 32 } }, { tone: 'stopped', sinceMs: 2_000 }],
  [
    'lists that are late',
    'Lists',
    { projection: { ...PRESENT.projection, behind_ms: 6_400, late: true } },
    { tone: 'degraded', says: '6.4 s behind the journal' },
  ],
  [
    'a disk without room',
    'Disk',
    { disk: { ...PRESENT.disk, low: true } },
    { tone: 'stopped', says: '50.0 GB free: new orders are refused' },
  ],
  ['a disk that nobody watches', 'Disk', { disk: { ...PRESENT.disk, free_bytes: null } }, { tone: 'idle', says: '–' }],
])('%s is told', (_what, name, change, line) => {
  expect(lineOf(name, { ...STATE, present: { ...PRESENT, ...change } }, [])).toMatchObject(line);
});

it('a worker that is away is no reason to stop', () => {
  expect(lineOf('Worker', STATE, [gone('WORKER')])).toMatchObject({ tone: 'degraded', sinceMs: 5_000 });
  expect(lineOf('Router', STATE, [{ ...gone('ROUTER'), answers: true, waits_for: ['venues'] }])).toMatchObject({
    tone: 'degraded',
    says: 'not ready, waits for venues',
  });
  expect(healthSummary(healthLines(undefined, []))).toMatchObject({ tone: 'idle' });
});
