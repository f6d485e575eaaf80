import { expect, it } from 'vitest';
import { type Away, awayWords } from './away-words';

const AT = Date.parse('2026-11-29T09:39:12Z');
const away = (part: 'ROUTER' | 'DATABASE' | 'WORKER', waits_for?: string[]): Away => ({
  part,
  since_ms: AT,
  answers: waits_for !== undefined,
  waits_for: waits_for ?? [],
});
const titles = (...parts: Away[]) => awayWords(parts).map(({ title }) => title);

it('names the part, since when by the header’s clock, and what still works', () => {
  expect(awayWords([away('ROUTER')])).toEqual([
    {
      part: 'ROUTER',
      title: 'Router away since 04:39:12 ET',
      says: 'Stored orders and decisions can be read. No order or cancel is taken, and live figures are dashes.',
    },
  ]);
});

it('says what a part waits for that is there and does not work yet', () => {
  const [words] = awayWords([away('ROUTER', ['venues', 'recovery'])]);
  expect(words?.title).toBe('Router not ready since 04:39:12 ET');
  expect(words?.says).toContain('It waits for the venues and what became of open orders.');
});

it('does not name those that only wait for the database that is named', () => {
  expect(titles(away('ROUTER', ['database']), away('DATABASE'), away('WORKER', ['database']))).toEqual([
    'Database away since 04:39:12 ET',
  ]);
  expect(titles(away('ROUTER', ['database', 'journal']), away('DATABASE'))).toHaveLength(1);
  expect(titles(away('ROUTER', ['database', 'venues']), away('DATABASE'))).toHaveLength(2);
});

it('knows nothing of the rest without the console', () => {
  expect(titles(away('ROUTER'), { part: 'CONSOLE', since_ms: AT })).toEqual(['Console away since 04:39:12 ET']);
});
