import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { APPEARANCE_COOKIE, readAppearance } from '@/appearance';
import { Shell } from '@/screens/shell/shell';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { ViewerProvider } from '@/viewer/viewer-context';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const appearance = readAppearance((await cookies()).get(APPEARANCE_COOKIE)?.value);
  await prefetch((client) => [client.prefetchQuery(trpc.instruments.list.queryOptions())]);
  return (
    <Hydrate>
      <ViewerProvider viewer={viewer}>
        <Shell viewer={viewer} appearance={appearance}>
          {children}
        </Shell>
      </ViewerProvider>
    </Hydrate>
  );
}
