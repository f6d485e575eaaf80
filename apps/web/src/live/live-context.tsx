'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { DrawnAtContext } from '@/stream/drawn-at';
import type { Freshness } from '@/stream/freshness';
import type { LiveSubject, LiveTopic } from '@/stream/live-wish';
import { useTRPCClient } from '@/trpc/client';
import { leaveToSignIn } from '@/trpc/signed-out';
import { LiveClient } from './live-client';
import { type LiveSnapshot, LiveStore } from './live-store';
import { openStream } from './live-stream';
import { runWhileSeen } from './while-seen';

const ClientContext = createContext<LiveClient | null>(null);
const WaitingContext = createContext(false);

const nowMs = (): number => performance.timeOrigin + performance.now();

/** Holds the one stream of this browser window; every part of a screen joins it by `useLive`. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPCClient();
  const queries = useQueryClient();
  const [isWaiting, setWaiting] = useState(false);
  const [client] = useState(
    () =>
      new LiveClient({
        open: openStream(trpc),
        nowMs,
        onMissed: () => void queries.invalidateQueries(),
        onSignedOut: leaveToSignIn,
      }),
  );
  useEffect(
    () => runWhileSeen({ resume: () => client.resume(), suspend: () => client.suspend(), onWaiting: setWaiting }),
    [client],
  );
  return (
    <ClientContext value={client}>
      <WaitingContext value={isWaiting}>{children}</WaitingContext>
    </ClientContext>
  );
}

function useClient(): LiveClient {
  const client = use(ClientContext);
  if (client === null) throw new Error('there is no LiveProvider around this component');
  return client;
}

/** The store of one part of a screen, for what wants to put something into it or to look at it in its own time. */
export function useLiveStore(topics: readonly LiveTopic[], subject: LiveSubject = {}): LiveStore {
  const client = useClient();
  const drawnAtSeq = use(DrawnAtContext);
  const wished = JSON.stringify({ topics, ...subject });
  // What is followed is told from the number of the first drawing on; a page that is drawn anew goes on with what it has.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const { wish, store } = useMemo(
    () => ({ wish: { topics: [...topics], ...subject }, store: new LiveStore(drawnAtSeq) }),
    [wished],
  );
  useEffect(() => client.join(wish, store), [client, wish, store]);
  return store;
}

/**
 * What the stream has told of some topics since the page was drawn, of one order or instrument where the screen is about one. The stream brings nothing that no
 * part of the screen has asked for.
 */
export function useLive(topics: readonly LiveTopic[], subject: LiveSubject = {}): LiveSnapshot {
  const store = useLiveStore(topics, subject);
  return useSyncExternalStore(store.subscribe, store.snapshot, store.serverSnapshot);
}

const NOT_YET: Freshness = { state: 'CONNECTING', ageMs: null, sinceMs: null };

/** How new what is on the screen is: of the whole way from the router to this window, four times a second. */
export function useFreshness(): Freshness {
  const client = useClient();
  return useSyncExternalStore(client.watch, client.freshness, () => NOT_YET);
}

/** Only in which state that is, for what is drawn anew when it changes and not with each tenth of a second. */
export function useFreshnessState(): Freshness['state'] {
  return useFreshnessSince().state;
}

const NEVER = () => () => {};

/** The same with since when. Where there is no stream, as on the page that stands for a console that cannot be shown, nothing is known of it. */
export function useFreshnessSince(): Freshness {
  const client = use(ClientContext);
  const now = () => client?.freshness() ?? NOT_YET;
  const read = () => {
    const { state, sinceMs } = now();
    return `${state} ${sinceMs ?? ''}`.trim();
  };
  const told = useSyncExternalStore(client?.watch ?? NEVER, read, () => NOT_YET.state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was read says whether there is another answer
  return useMemo(() => ({ ...now(), ageMs: null }), [client, told]);
}

/** True where other windows of this browser have all the streams that it may hold. */
export function useIsWaitingForPlace(): boolean {
  return use(WaitingContext);
}
