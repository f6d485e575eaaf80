import type { Freshness } from '@/stream/freshness';
import type { AwayPart } from '@/system/system-health';
import type { Away } from '@/words/away-words';

/** What the console's health address says: the parts that are away, or since when it does not answer (milliseconds since 1970). */
export type Told = { readonly away: readonly AwayPart[] } | { readonly silentSinceMs: number } | null;

/** What is away, by what the console says and by what the stream does not: a router that is frozen holds its connections open and answers nobody. */
export function awayOf(told: Told, { state, sinceMs }: Freshness): readonly Away[] {
  if (state === 'OFFLINE') return [{ part: 'CONSOLE', since_ms: sinceMs ?? 0 }];
  if (told !== null && 'silentSinceMs' in told)
    return state === 'CONNECTING' ? [{ part: 'CONSOLE', since_ms: told.silentSinceMs }] : ofRouter(state, sinceMs);
  const others = (told?.away ?? []).filter(({ part }) => part !== 'ROUTER');
  const router = told?.away.find(({ part }) => part === 'ROUTER');
  if (state === 'ROUTER_AWAY') return [...ofRouter(state, sinceMs), ...others];
  // One that is heard is there, whatever its answer took; it may still not be ready.
  const counts = router !== undefined && (router.answers || (state !== 'LIVE' && state !== 'STALE'));
  return counts ? [router, ...others] : others;
}

function ofRouter(state: Freshness['state'], sinceMs: number | null): readonly Away[] {
  if (state !== 'ROUTER_AWAY') return [];
  return [{ part: 'ROUTER', since_ms: sinceMs ?? 0, answers: false, waits_for: [] }];
}
