import type { ReactNode } from 'react';
import { ConsoleShell } from '@/screens/shell/console-shell';
import { currentViewer } from '@/server/session';

/** Around addresses at which there is nothing: the shell for whoever is signed in. Nothing here is sent before it is known that there is no page, so that the answer is a 404. */
export default async function MissingLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  if (viewer === null) return <main className="flex min-h-dvh flex-col">{children}</main>;
  return <ConsoleShell viewer={viewer}>{children}</ConsoleShell>;
}
