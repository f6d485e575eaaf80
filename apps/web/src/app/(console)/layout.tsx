import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { APPEARANCE_COOKIE, readAppearance } from '@/appearance';
import { Shell } from '@/screens/shell/shell';
import { requireViewer } from '@/server/session';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const appearance = readAppearance((await cookies()).get(APPEARANCE_COOKIE)?.value);
  return (
    <Shell viewer={viewer} appearance={appearance}>
      {children}
    </Shell>
  );
}
