import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { APPEARANCE_COOKIE, readAppearance } from '@/appearance';
import type { Viewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { ViewerProvider } from '@/viewer/viewer-context';
import { Shell } from './shell';

/** The shell around a page, for somebody who is signed in, with what it needs for its first paint. */
export async function ConsoleShell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const appearance = readAppearance((await cookies()).get(APPEARANCE_COOKIE)?.value);
  await prefetch((client) => [
    client.prefetchQuery(trpc.instruments.list.queryOptions()),
    client.prefetchQuery(trpc.system.get.queryOptions()),
  ]);
  return (
    <Hydrate>
      <ViewerProvider viewer={viewer}>
        <Shell appearance={appearance}>{children}</Shell>
      </ViewerProvider>
    </Hydrate>
  );
}
