import 'server-only';
import { dehydrate, HydrationBoundary, type QueryClient } from '@tanstack/react-query';
import { TRPCError } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { appRouter } from '@/server/app-router';
import { tablesTell } from '@/server/readable-tables';
import { liveFeed } from '@/server/router-api/live-feed';
import { currentViewer } from '@/server/session';
import { DrawnAt } from '@/stream/drawn-at';
import { makeQueryClient } from './query-client';

/**
 * The number of the stream that everything on this page is read after. Null where that is not so, or the router was not heard yet: what the page shows is then
 * read again when the stream begins.
 */
const drawing = cache((): { seq: number | null } => ({ seq: liveFeed().seq }));

/** The cache of this request. The number is taken before anything is read. */
export const requestQueryClient = cache(() => {
  drawing();
  return makeQueryClient();
});

/** The procedures, called in this process while a page is drawn on the server. */
export const trpc = createTRPCOptionsProxy({
  ctx: async () => ({ headers: await headers(), viewer: await currentViewer() }),
  router: appRouter,
  queryClient: requestQueryClient,
});

/** How long the first page of all waits for the router's first word. */
const HEARD_MS_MAX = 300;

/**
 * Reads what a page will need. Awaited, the first paint has the rows; not awaited, the page is sent at once and suspends until they
 * follow. What fails here is asked for again by the browser, whose screens can say so.
 */
export async function prefetch(read: (client: QueryClient) => readonly Promise<void>[]): Promise<void> {
  await liveFeed().begun(HEARD_MS_MAX);
  const client = requestQueryClient();
  const told = await tablesTell();
  if (told !== 'all') drawing().seq = told === null ? null : liveFeed().seqBeforeTime(told);
  await Promise.all(read(client));
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

/** Hands what was read on the server to the browser's cache, and says at which number of the stream that was. */
export function Hydrate({ children }: { children: ReactNode }) {
  return (
    <DrawnAt seq={drawing().seq}>
      <HydrationBoundary state={dehydrate(requestQueryClient())}>{children}</HydrationBoundary>
    </DrawnAt>
  );
}
