import type { LiveBatch } from '@/stream/live-batch';

/** How old a figure of the router may be to be shown as one of now. */
const STALE_MS = 2_000;
/** The console says something each second; without a word for so long it counts as gone. */
const OFFLINE_MS = 5_000;
/** A connection that breaks and is back within this was never gone for anybody's eyes. */
const LOST_MS = 1_000;
const TENTH_MS = 100;

export type FreshnessState = 'LIVE' | 'STALE' | 'ROUTER_AWAY' | 'OFFLINE' | 'SIGNED_OUT' | 'CONNECTING';

/** How new what is on the screen is. */
export interface Freshness {
  readonly state: FreshnessState;
  /** The age of the router's newest word in milliseconds, to a tenth of a second; null where none was heard. */
  readonly ageMs: number | null;
  /** Since when it has been so, in milliseconds since 1970; null where that says nothing. */
  readonly sinceMs: number | null;
}

/** What the browser knows of its stream. Times are milliseconds since 1970 by a clock that nobody sets. */
export interface StreamKnowledge {
  readonly link: 'opening' | 'open' | 'lost' | 'signed-out';
  /** When this link was begun. */
  readonly linkSinceMs: number;
  /** The newest batch and when it came; null before the first. */
  readonly batch: Pick<LiveBatch, 'feed' | 'word_age_ms' | 'away_since_ms'> | null;
  readonly batchAtMs: number;
}

/** One answer for the whole way from the router to this window. */
export function freshnessOf(known: StreamKnowledge, nowMs: number): Freshness {
  const { link, batch, batchAtMs, linkSinceMs } = known;
  const quietMs = nowMs - (batch === null ? linkSinceMs : batchAtMs);
  const ageMs = batch?.word_age_ms == null ? null : batch.word_age_ms + (nowMs - batchAtMs);
  const answer = (state: FreshnessState, sinceMs: number | null = null): Freshness => ({
    state,
    ageMs: ageMs === null ? null : Math.round(ageMs / TENTH_MS) * TENTH_MS,
    sinceMs,
  });
  if (link === 'signed-out') return answer('SIGNED_OUT', linkSinceMs);
  const isLost = link === 'lost' && nowMs - linkSinceMs > LOST_MS;
  if (isLost || quietMs > OFFLINE_MS) return answer('OFFLINE', batch === null ? linkSinceMs : batchAtMs);
  if (batch === null || batch.feed === 'connecting' || ageMs === null) return answer('CONNECTING');
  if (batch.feed === 'away') return answer('ROUTER_AWAY', batch.away_since_ms);
  return answer(ageMs > STALE_MS ? 'STALE' : 'LIVE');
}
