import 'server-only';
import { env } from '@/env';
import { processWide } from '../process-wide';
import { RouterFeed } from './router-feed';

const TOPICS = 'ROUTING_UPDATE,ORDER_UPDATE,EXECUTION,VENUE_UPDATE,CIRCUIT_UPDATE,ALERT,HALT';

async function open(fromSeq: number | null, signal: AbortSignal): Promise<Response> {
  const { ROUTER_URL, ROUTER_KEY } = env();
  const url = new URL('/api/v1/smart-routing/stream', ROUTER_URL);
  url.searchParams.set('topics', TOPICS);
  if (fromSeq !== null) url.searchParams.set('from_seq', String(fromSeq));
  return fetch(url, {
    headers: { authorization: `Bearer ${ROUTER_KEY}`, accept: 'text/event-stream' },
    cache: 'no-store',
    signal,
  });
}

export const liveFeed = processWide(
  'live-feed',
  () =>
    new RouterFeed({
      open,
      nowMs: () => performance.timeOrigin + performance.now(),
      // The router speaks once in a quiet second and a quarter.
      awayMs: 2_500,
      silenceMs: 6_000,
      retryMsMin: 250,
      retryMsMax: 2_000,
      capacity: 6_000,
    }),
);
