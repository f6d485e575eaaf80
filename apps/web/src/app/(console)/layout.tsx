import type { ReactNode } from 'react';
import { ConsoleShell } from '@/screens/shell/console-shell';
import { requireViewer } from '@/server/session';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  return <ConsoleShell viewer={await requireViewer()}>{children}</ConsoleShell>;
}
