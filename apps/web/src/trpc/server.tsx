import 'server-only';
import { dehydrate, HydrationBoundary, type QueryClient } from '@tanstack/react-query';
import { TRPCError } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { appRouter } from '@/server/app-router';
import { createContext } from '@/server/trpc';
import { makeQueryClient } from './query-client';

/** The cache of this request. */
export const requestQueryClient = cache(makeQueryClient);

/** The procedures, called in this process while a page is drawn on the server. */
export const trpc = createTRPCOptionsProxy({
  ctx: async () => createContext(await headers()),
  router: appRouter,
  queryClient: requestQueryClient,
});

/**
 * Reads what a page will need. Awaited, the first paint has the rows; not awaited, the page is sent at once and suspends until they
 * follow. What fails here is asked for again by the browser, whose screens can say so.
 */
export async function prefetch(read: (client: QueryClient) => readonly Promise<void>[]): Promise<void> {
  await Promise.all(read(requestQueryClient()));
}

/** Waits for what a page is about; where there is no such thing, the page says so. Other failures are left to the screen, which can retry. */
export async function readOrNotFound(reading: Promise<unknown>): Promise<void> {
  if (await isNotFound(reading)) notFound();
}

/** Waits for what a page is about, and says whether there is no such thing. Other failures are left to the screen, which can retry. */
export async function isNotFound(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return false;
  } catch (error) {
    return error instanceof TRPCError && error.code === 'NOT_FOUND';
  }
}

/** Hands what was read on the server to the browser's cache. */
export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(requestQueryClient())}>{children}</HydrationBoundary>;
}
