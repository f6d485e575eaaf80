import { type TRPCClient, TRPCClientError } from '@trpc/client';
import type { AppRouter } from '@/server/app-router';
import { isSignedOut } from '@/trpc/signed-out';
import type { LivePorts } from './live-client';

/** The stream over the console's own API, as server-sent events. How and when it comes back is the client's affair. */
export function openStream(client: TRPCClient<AppRouter>): LivePorts['open'] {
  return (request, listener) => {
    const subscription = client.live.updates.subscribe(request, {
      onData: listener.onBatch,
      onComplete: listener.onLost,
      onConnectionStateChange: ({ error }) => {
        if (error instanceof TRPCClientError) listener.onLost();
      },
      onError: (error) => (isSignedOut(error) ? listener.onSignedOut() : listener.onLost()),
    });
    return () => subscription.unsubscribe();
  };
}
