'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTRPC } from '@/trpc/client';
import { leaveIfSignedOut } from '@/trpc/signed-out';
import { type LiveSnapshot, LiveStore } from './live-store';

/** How the browser stands with the console and the console with the router, as one answer. */
export type Connection = 'live' | 'connecting' | 'router-down' | 'console-down' | 'signed-out';

interface Live {
  readonly store: LiveStore;
  readonly connection: 'connecting' | 'open' | 'lost' | 'signed-out';
}

const LiveContext = createContext<Live | null>(null);

/** Holds the one subscription of this browser window; every screen reads from it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => new LiveStore());
  const trpc = useTRPC();
  const subscription = useSubscription(
    trpc.live.updates.subscriptionOptions(
      {},
      { onData: (batch) => store.apply(batch.data), onError: leaveIfSignedOut },
    ),
  );
  const connection = stateOf(subscription.status, subscription.error);
  useReadAgainAfterGaps(store);
  const value = useMemo(() => ({ store, connection }), [store, connection]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/** After a gap in the stream, everything on the screen is asked for again. */
function useReadAgainAfterGaps(store: LiveStore): void {
  const client = useQueryClient();
  const gaps = useSyncExternalStore(
    store.subscribe,
    () => store.snapshot().gaps,
    () => 0,
  );
  useEffect(() => {
    if (gaps > 0) void client.invalidateQueries();
  }, [gaps, client]);
}

function stateOf(
  status: 'idle' | 'connecting' | 'pending' | 'error',
  error: { readonly data?: { readonly code: string } | null | undefined } | null,
): Live['connection'] {
  if (error?.data?.code === 'UNAUTHORIZED') return 'signed-out';
  if (status === 'error' || error !== null) return 'lost';
  return status === 'pending' ? 'open' : 'connecting';
}

function useLiveContext(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error('there is no LiveProvider around this component');
  return live;
}

/** What the stream has told so far. */
export function useLive(): LiveSnapshot {
  const { store } = useLiveContext();
  return useSyncExternalStore(store.subscribe, store.snapshot, store.serverSnapshot);
}

/** The state of the whole way from the router to this window. */
export function useConnection(): Connection {
  const { connection } = useLiveContext();
  const { feed } = useLive();
  if (connection === 'signed-out') return 'signed-out';
  if (connection === 'lost') return 'console-down';
  if (connection === 'connecting') return 'connecting';
  if (feed === 'open') return 'live';
  return feed === 'down' ? 'router-down' : 'connecting';
}
