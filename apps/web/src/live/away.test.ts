import { expect, it } from 'vitest';
import type { FreshnessState } from '@/stream/freshness';
import { awayWords } from '@/words/away-words';
import { awayOf, type Told } from './away';

const AT = Date.parse('2026-11-29T09:39:12Z');
const LATER = AT + 60_000;
const part = (name: 'ROUTER' | 'DATABASE' | 'WORKER', waits_for: string[] | null = null) => ({
  part: name,
  since_ms: LATER,
  answers: waits_for !== null,
  waits_for: waits_for ?? [],
});
const told = (...away: ReturnType<typeof part>[]): Told => ({ away });

it.each<[string, FreshnessState, Told, string[]]>([
  ['nothing where everything is well', 'LIVE', told(), []],
  ['nothing before anything is known', 'CONNECTING', null, []],
  [
    'a router that the stream does not hear, whatever its health address said',
    'ROUTER_AWAY',
    told(),
    ['Router away since 04:39:12 ET'],
  ],
  ['one router, since it was last heard', 'ROUTER_AWAY', told(part('ROUTER')), ['Router away since 04:39:12 ET']],
  [
    'what else is away beside it',
    'ROUTER_AWAY',
    told(part('WORKER')),
    ['Router away since 04:39:12 ET', 'Worker away since 04:40:12 ET'],
  ],
  ['no router that is heard and was slow to answer', 'LIVE', told(part('ROUTER')), []],
  [
    'a router that is heard and not ready',
    'LIVE',
    told(part('ROUTER', ['venues'])),
    ['Router not ready since 04:40:12 ET'],
  ],
  [
    'a router that was not heard yet and does not answer',
    'CONNECTING',
    told(part('ROUTER')),
    ['Router away since 04:40:12 ET'],
  ],
  ['the console alone', 'OFFLINE', told(part('ROUTER')), ['Console away since 04:39:12 ET']],
  ['a console that never answered', 'CONNECTING', { silentSinceMs: LATER }, ['Console away since 04:40:12 ET']],
  ['no console whose stream is heard', 'LIVE', { silentSinceMs: LATER }, []],
])('the banner names %s', (_what, state, says, titles) => {
  const sinceMs = state === 'ROUTER_AWAY' || state === 'OFFLINE' ? AT : null;
  expect(awayWords(awayOf(says, { state, ageMs: null, sinceMs })).map(({ title }) => title)).toEqual(titles);
});
