'use client';

import { ToastProvider } from '@fairlead/ui/toast';
import { TooltipProvider } from '@fairlead/ui/tooltip';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import type { AppRouter } from '@/server/app-router';
import { TRPCProvider } from './client';
import { makeQueryClient } from './query-client';

let browserClient: QueryClient | undefined;

/** The browser keeps one cache; on the server each request has its own, so that nobody sees another's rows. */
function queryClientOfHere(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

/** What every screen stands on. */
export function Providers({ children }: { children: ReactNode }) {
  const queryClient = queryClientOfHere();
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (operation) => operation.type === 'subscription',
          true: httpSubscriptionLink({ url: '/api/trpc' }),
          false: httpBatchLink({ url: '/api/trpc' }),
        }),
      ],
    }),
  );
  return (
    <NuqsAdapter>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <TooltipProvider>
            <ToastProvider>{children}</ToastProvider>
          </TooltipProvider>
        </TRPCProvider>
      </QueryClientProvider>
    </NuqsAdapter>
  );
}
